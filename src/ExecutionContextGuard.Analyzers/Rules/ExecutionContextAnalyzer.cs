using System.Collections.Immutable;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Rules;

/// <summary>
/// The one analyzer: it asks the gate once a compilation and hands what is found to the rules. A rule cannot forget the
/// gate, and no rule pays for it again.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExecutionContextAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        ConfigurationCheck.Register(context);
        var compilation = context.Compilation;
        var options = GuardOptions.Read(context.Options.AnalyzerConfigOptionsProvider, compilation);
        var guarded = GuardedTypes.Find(compilation, options, context.CancellationToken);
        var marks = new PathMarks(guarded, options);
        if (!marks.Any)
        {
            // Nothing is guarded and nothing is marked: not one action is registered, and foreign code costs nothing.
            return;
        }

        var isTestProject = TestProjects.Contains(compilation, context.Options.AnalyzerConfigOptionsProvider);
        var known = new GuardedCompilation(compilation, options, guarded, marks, isTestProject);
        context.RegisterOperationAction(
            operation =>
            {
                PathArguments.AnalyzeInvocation(operation, known);
                ContextTypeMocked.Analyze(operation, known);
            },
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation =>
            {
                PathArguments.AnalyzeCreation(operation, known);
                ContextTypeMocked.Analyze(operation, known);
            },
            OperationKind.ObjectCreation);
        context.RegisterOperationAction(operation => PathArguments.AnalyzeIndexer(operation, known), OperationKind.PropertyReference);
        context.RegisterOperationAction(operation => DynamicCalls.Analyze(operation, known), OperationKind.DynamicInvocation);
        context.RegisterOperationAction(operation => PathArguments.AnalyzeAssignment(operation, known), OperationKind.SimpleAssignment);
    }
}
