using System.Collections.Immutable;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard;

/// <summary>Constructs a real context in the place of a double, or of nothing. Offered only for what is understood whole.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConstructRealContextFix))]
public sealed class ConstructRealContextFix : CodeFixProvider
{
    /// <summary>One key for all: whatever the real type is called, fix-all means this fix.</summary>
    internal const string EquivalenceKey = "ExecutionContextGuard.ConstructRealContext";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(
            DiagnosticIds.MockedContext,
            DiagnosticIds.LooselyTypedContext,
            DiagnosticIds.MissingContext,
            DiagnosticIds.HandWrittenDouble,
            DiagnosticIds.BypassedConstruction,
            DiagnosticIds.ContextTypeMocked);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => ConstructRealContextFixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            var plan = await Planner.PlanAsync(solution, [(context.Document, diagnostic)], context.CancellationToken).ConfigureAwait(false);
            if (plan.Groups.IsEmpty)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    Title(plan.Groups[0].RealTypeName),
                    cancellationToken => EditApplier.ApplyAsync(solution, plan.Groups, cancellationToken),
                    EquivalenceKey),
                diagnostic);
        }
    }

    internal static string Title(string realTypeName) => $"Construct a real '{realTypeName}'";
}
