using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard;

/// <summary>
/// Mends all findings of a document, a project or the solution in one plan. It returns a changed solution: a document-wise provider would drop
/// what changes in other documents. Members and types as scopes need the host's own spans, which no public interface gives.
/// </summary>
internal sealed class ConstructRealContextFixAll : FixAllProvider
{
    public static readonly ConstructRealContextFixAll Instance = new();

    private ConstructRealContextFixAll()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        // A host that asks for the first finding's action, and finds it declined, has no key: it still means this fix.
        if (fixAllContext.CodeActionEquivalenceKey is not (null or ConstructRealContextFix.EquivalenceKey))
        {
            return null;
        }

        var solution = fixAllContext.Solution;
        var findings = new List<(Document, Diagnostic)>();
        foreach (var document in FixAllDocuments.Of(fixAllContext))
        {
            foreach (var diagnostic in await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
            {
                findings.Add((document, diagnostic));
            }
        }

        var plan = await Planner.PlanAsync(solution, findings, fixAllContext.CancellationToken).ConfigureAwait(false);
        return plan.Groups.IsEmpty
            ? null
            : CodeAction.Create(
                ConstructRealContextFix.Title(plan.Groups[0].RealTypeName),
                cancellationToken => EditApplier.ApplyAsync(solution, plan.Groups, cancellationToken),
                ConstructRealContextFix.EquivalenceKey);
    }
}
