using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard.Declarations;

/// <summary>Mends all declarations of a document, a project or the solution; each lands whole, and none that would write over another.</summary>
internal sealed class DeclarationFixAll : FixAllProvider
{
    public static readonly DeclarationFixAll Instance = new();

    private DeclarationFixAll()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        // A host that asks for the first finding's action, and finds it declined, has no key: it still means this fix.
        if (fixAllContext.CodeFixProvider is not DeclarationFix fix || (fixAllContext.CodeActionEquivalenceKey is { } key && key != fix.EquivalenceKey))
        {
            return null;
        }

        var solution = fixAllContext.Solution;
        var groups = new List<EditGroup>();
        foreach (var document in FixAllDocuments.Of(fixAllContext))
        {
            foreach (var diagnostic in await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
            {
                if (await fix.PlanAsync(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false) is { } group
                    && !groups.Exists(other => Overlap(solution, group, other)))
                {
                    groups.Add(group);
                }
            }
        }

        return groups.Count == 0
            ? null
            : CodeAction.Create(
                fix.Title(groups[0].RealTypeName),
                cancellationToken => EditApplier.ApplyAsync(solution, groups.ToImmutableArray(), cancellationToken),
                fix.EquivalenceKey);
    }

    /// <summary>Also between the builds of one file for several frameworks, each of which has its own finding.</summary>
    private static bool Overlap(Solution solution, EditGroup group, EditGroup other) => group.Edits.Any(edit => other.Edits.Any(written =>
        solution.GetDocument(edit.Document)?.FilePath == solution.GetDocument(written.Document)?.FilePath
        && edit.Changes.Any(change => written.Changes.Any(existing => existing.Span.IntersectsWith(change.Span)))));
}
