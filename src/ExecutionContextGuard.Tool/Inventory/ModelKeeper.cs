using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Finds nothing, and keeps the semantic models that the compiler's and the analyzers' driver share: they know each body that was bound.</summary>
#pragma warning disable RS1001 // No rule, so it is not exported: no host but this one creates it.
internal sealed class ModelKeeper : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = [];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("ECGKEEP", "Keeps what was bound", "Keeps what was bound", "Tool", DiagnosticSeverity.Hidden, isEnabledByDefault: true)];

    public IReadOnlyDictionary<SyntaxTree, SemanticModel> Models => _models;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterSemanticModelAction(model => _models[model.SemanticModel.SyntaxTree] = model.SemanticModel);
    }
}
