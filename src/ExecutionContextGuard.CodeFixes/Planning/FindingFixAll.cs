using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Planning;

/// <summary>Mends all findings of a document, a project or the solution in one change; each lands whole, and none that would write over another.</summary>
internal sealed class FindingFixAll : FixAllProvider
{
    public static readonly FindingFixAll Instance = new();

    private FindingFixAll()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        // A host that asks for the first finding's action, and finds it declined, has no key: it still means this fix.
        if (fixAllContext.CodeFixProvider is not FindingFix fix || (fixAllContext.CodeActionEquivalenceKey is { } key && key != fix.EquivalenceKey))
        {
            return null;
        }

        var workshop = new Workshop(fixAllContext.Solution);
        var groups = ImmutableArray.CreateBuilder<EditGroup>();
        var taken = new Dictionary<string, List<TextSpan>>(StringComparer.Ordinal);
        var title = "";
        foreach (var document in FixAllDocuments.Of(fixAllContext))
        {
            foreach (var diagnostic in await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
            {
                if (await fix.PlanAsync(workshop, document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false) is { } plan
                    && Takes(plan.Group, workshop.Solution, taken))
                {
                    title = groups.Count == 0 ? plan.Title : title;
                    groups.Add(plan.Group);
                }
            }
        }

        var all = groups.ToImmutable();
        return all.IsEmpty ? null : CodeAction.Create(title, cancellationToken => EditApplier.ApplyAsync(workshop.Solution, all, cancellationToken), fix.EquivalenceKey);
    }

    /// <summary>
    /// Whether no other group changes what this one does: two findings of one swap are mended by the same edit, and each build of one file
    /// for several frameworks has its own finding.
    /// </summary>
    private static bool Takes(EditGroup group, Solution solution, Dictionary<string, List<TextSpan>> taken)
    {
        foreach (var edit in group.Edits)
        {
            if (taken.TryGetValue(FileOf(edit), out var spans) && edit.Changes.Any(change => spans.Exists(span => span.IntersectsWith(change.Span))))
            {
                return false;
            }
        }

        foreach (var edit in group.Edits)
        {
            if (!taken.TryGetValue(FileOf(edit), out var spans))
            {
                taken.Add(FileOf(edit), spans = []);
            }

            spans.AddRange(edit.Changes.Select(static change => change.Span));
        }

        return true;

        string FileOf(DocumentEdit edit) => solution.GetDocument(edit.Document)?.FilePath ?? edit.Document.Id.ToString();
    }
}
