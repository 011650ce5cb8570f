using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard.Planning;

/// <summary>A fix that follows from one finding alone, without the planner that follows doubles.</summary>
public abstract class FindingFix : CodeFixProvider
{
    /// <summary>The one key of all actions of the fix, whatever their titles say.</summary>
    internal abstract string EquivalenceKey { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FindingFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
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

    /// <summary>What must change and how that is called, or null where something would be lost or would not compile.</summary>
    internal abstract Task<(string Title, EditGroup Group)?> PlanAsync(Workshop workshop, Document document, Diagnostic diagnostic, CancellationToken cancellationToken);
}
