using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Planning;

/// <summary>A fix that changes one place of one document, and needs no planner: what it writes follows from the finding alone.</summary>
internal abstract class SmallEdit
{
    /// <summary>One key for all findings: whatever the title says, fix-all means this fix.</summary>
    public abstract string EquivalenceKey { get; }

    /// <summary>What to change, and how it is called; null where the code is not understood whole.</summary>
    protected abstract (string Title, ImmutableArray<TextChange> Changes)? Plan(DocumentFacts document, Diagnostic finding, TypeNamer names, CancellationToken cancellationToken);

    public async Task RegisterAsync(CodeFixContext context)
    {
        var workshop = new Workshop(context.Document.Project.Solution);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await PlanAsync(workshop, context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } plan)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(plan.Title, cancellationToken => EditApplier.ApplyAsync(workshop.Solution, ImmutableArray.Create(plan.Group), cancellationToken), EquivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>All that can be done for the findings, each place once.</summary>
    public async Task<CodeAction?> PlanAllAsync(Solution solution, IEnumerable<(Document Document, Diagnostic Finding)> findings, CancellationToken cancellationToken)
    {
        var workshop = new Workshop(solution);
        var groups = ImmutableArray.CreateBuilder<EditGroup>();
        var taken = new Dictionary<DocumentId, List<TextSpan>>();
        var title = "";
        foreach (var (document, finding) in findings)
        {
            if (await PlanAsync(workshop, document, finding, cancellationToken).ConfigureAwait(false) is not { } plan)
            {
                continue;
            }

            if (!taken.TryGetValue(document.Id, out var spans))
            {
                taken.Add(document.Id, spans = []);
            }

            // Two findings of one swap are mended by the same edit.
            var changes = plan.Group.Edits[0].Changes;
            if (!changes.Any(change => spans.Any(span => span.OverlapsWith(change.Span) || span == change.Span)))
            {
                spans.AddRange(changes.Select(static change => change.Span));
                groups.Add(plan.Group);
                title = plan.Title;
            }
        }

        return groups.Count == 0
            ? null
            : CodeAction.Create(title, cancellation => EditApplier.ApplyAsync(solution, groups.ToImmutable(), cancellation), EquivalenceKey);
    }

    private async Task<(string Title, EditGroup Group)?> PlanAsync(Workshop workshop, Document document, Diagnostic finding, CancellationToken cancellationToken)
    {
        if (await workshop.ReadAsync(document, cancellationToken).ConfigureAwait(false) is not { } facts || !facts.Root.FullSpan.Contains(finding.Location.SourceSpan))
        {
            return null;
        }

        var names = new TypeNamer(facts);
        return Plan(facts, finding, names, cancellationToken) is { } plan
            ? (plan.Title, new EditGroup(document.Id, finding.Location.SourceSpan, "", ImmutableArray.Create(new DocumentEdit(document.Id, plan.Changes, names.Namespaces)), ImmutableArray.Create(finding)))
            : null;
    }
}
