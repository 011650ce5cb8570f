#pragma warning disable RS1026, RS1012 // A measurement hands registrations on, and runs one action after the other.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Measuring;

/// <summary>
/// The shipped analyzer in the compiler's own driver, with a meter around each of its actions: what the driver and the
/// compiler spend is not counted, what our actions make the compiler bind is.
/// </summary>
/// <param name="measured">The analyzer.</param>
/// <param name="meter">Where its costs are added up.</param>
/// <param name="bindFirst">Whether the code is bound before it starts.</param>
public sealed class MeasuredAnalyzer(DiagnosticAnalyzer measured, Meter meter, bool bindFirst) : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => measured.SupportedDiagnostics;

    public override void Initialize(AnalysisContext context)
    {
        // Whatever the measured analyzer asks for: a meter belongs to one thread.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        measured.Initialize(new Registration(context, meter, bindFirst));
    }

    private static NotSupportedException NotMeasured() => new("The analyzer registers a kind of action that is not measured yet: add it to MeasuredAnalyzer.");

    private sealed class Registration(AnalysisContext context, Meter meter, bool bindFirst) : AnalysisContext
    {
        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode)
        {
        }

        public override void EnableConcurrentExecution()
        {
        }

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) =>
            context.RegisterCompilationStartAction(start =>
            {
                if (bindFirst)
                {
                    Bodies.Bind(start.Compilation);
                }

                meter.Start.Of(action, new Started(start, meter));
            });

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => throw NotMeasured();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw NotMeasured();

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw NotMeasured();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => throw NotMeasured();

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => throw NotMeasured();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw NotMeasured();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw NotMeasured();
    }

    private sealed class Started(CompilationStartAnalysisContext context, Meter meter)
        : CompilationStartAnalysisContext(context.Compilation, context.Options, context.CancellationToken)
    {
        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
            context.RegisterOperationAction(operation => meter.Operations.Of(action, operation), operationKinds);

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => context.RegisterAdditionalFileAction(action);

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
            context.RegisterSyntaxNodeAction(node => meter.Operations.Of(action, node), syntaxKinds);

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            context.RegisterSymbolAction(symbol => meter.Operations.Of(action, symbol), symbolKinds);

        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) =>
            context.RegisterCompilationEndAction(end => meter.Operations.Of(action, end));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            context.RegisterSemanticModelAction(model => meter.Operations.Of(action, model));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            context.RegisterSyntaxTreeAction(tree => meter.Operations.Of(action, tree));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            context.RegisterCodeBlockAction(block => meter.Operations.Of(action, block));

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw NotMeasured();
    }
}
