using System.Collections.Immutable;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Benchmarks;

/// <summary>
/// What no analyzer of calls can do without: it looks up which method each call is of, and does nothing with the answer. Our actions stand beside it,
/// so that a reader sees how much of them is left to save.
/// </summary>
internal sealed class LookUpOnly : DiagnosticAnalyzer
{
    // The driver runs no analyzer that can report nothing.
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var known = new DefinitionTable<IMethodSymbol, bool>();
            start.RegisterOperationAction(operation => LookUp(((IInvocationOperation)operation.Operation).TargetMethod, known), OperationKind.Invocation);
            start.RegisterOperationAction(operation => LookUp(((IObjectCreationOperation)operation.Operation).Constructor, known), OperationKind.ObjectCreation);
        });
    }

    private static void LookUp(IMethodSymbol? method, DefinitionTable<IMethodSymbol, bool> known)
    {
        if (method is null || known.TryGetValue(method, out _))
        {
            return;
        }

        var definition = method.OriginalDefinition;
        if (!known.TryGetValue(definition, out _))
        {
            known.Add(definition, false);
        }
    }
}
