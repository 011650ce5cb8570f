using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard;

/// <summary>Applies a small edit to all findings of a document, a project or the solution in one change.</summary>
internal sealed class SmallEditFixAll(SmallEdit edit) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        // A host that asks for the first finding's action, and finds it declined, has no key: it still means this fix.
        if (fixAllContext.CodeActionEquivalenceKey is { } key && key != edit.EquivalenceKey)
        {
            return null;
        }

        var findings = new List<(Document, Diagnostic)>();
        foreach (var document in ConstructRealContextFixAll.Documents(fixAllContext))
        {
            foreach (var diagnostic in await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
            {
                findings.Add((document, diagnostic));
            }
        }

        return await edit.PlanAllAsync(fixAllContext.Solution, findings, fixAllContext.CancellationToken).ConfigureAwait(false);
    }
}
