using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard.Declarations;

/// <summary>A fix of something that is declared. What it would write is compiled before it is offered, with every file that speaks of the declaration.</summary>
public abstract class DeclarationFix : CodeFixProvider
{
    /// <summary>The one key of all actions of the fix.</summary>
    internal abstract string EquivalenceKey { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => DeclarationFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await PlanAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } group)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title(group.RealTypeName), cancellationToken => EditApplier.ApplyAsync(solution, ImmutableArray.Create(group), cancellationToken), EquivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>What the action is called.</summary>
    internal abstract string Title(string typeName);

    /// <summary>What must change, or null where something would be lost or would not compile.</summary>
    internal abstract Task<EditGroup?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);
}
