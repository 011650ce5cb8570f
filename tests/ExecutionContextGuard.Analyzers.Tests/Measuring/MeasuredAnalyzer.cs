#pragma warning disable RS1026, RS1012, CS0618 // A measurement hands registrations on, runs one action after the other, and is a host that makes contexts.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Measuring;

/// <summary>
/// The shipped analyzer in the compiler's own driver, with a meter around each of its actions: what the driver and the
/// compiler spend is not counted (nor what the driver does with a finding), what our actions make the compiler bind is.
/// </summary>
/// <param name="measured">The analyzer.</param>
/// <param name="meter">Where its costs are added up.</param>
/// <param name="bindFirst">Whether each file is bound before the first action looks into it.</param>
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
                    start.Compilation.GetDeclarationDiagnostics();
                }

                meter.Start.Of(action, new Started(start, meter, bindFirst));
            });

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => throw NotMeasured();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw NotMeasured();

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw NotMeasured();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => throw NotMeasured();

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => throw NotMeasured();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw NotMeasured();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw NotMeasured();
    }

    private sealed class Started(CompilationStartAnalysisContext context, Meter meter, bool bindFirst)
        : CompilationStartAnalysisContext(context.Compilation, context.Options, context.CancellationToken)
    {
        private readonly List<Diagnostic> _findings = [];
        private readonly HashSet<SyntaxTree> _bound = [];
        private SyntaxTree? _last;

        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds)
        {
            var metered = Metered(string.Join(", ", operationKinds), action);
            context.RegisterOperationAction(
                operation =>
                {
                    if (bindFirst && operation.Operation.Syntax.SyntaxTree is var tree && !ReferenceEquals(tree, _last) && _bound.Add(_last = tree))
                    {
                        Bodies.Bind(operation.Compilation, tree);
                    }

                    // The driver looks through the whole file of a finding for generated code, once a file: that is its own work.
                    metered(new OperationAnalysisContext(
                        operation.Operation, operation.ContainingSymbol, operation.Compilation, operation.Options, _findings.Add, static _ => true, operation.CancellationToken));
                    _findings.ForEach(operation.ReportDiagnostic);
                    _findings.Clear();
                },
                operationKinds);
        }

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => context.RegisterAdditionalFileAction(action);

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
            context.RegisterSyntaxNodeAction(Metered(string.Join(", ", syntaxKinds), action), syntaxKinds);

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            context.RegisterSymbolAction(Metered(string.Join(", ", symbolKinds), action), symbolKinds);

        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) =>
            context.RegisterCompilationEndAction(Metered("end of the compilation", action));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            context.RegisterSemanticModelAction(Metered("semantic model", action));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            context.RegisterSyntaxTreeAction(Metered("syntax tree", action));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            context.RegisterCodeBlockAction(Metered("code block", action));

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw NotMeasured();

        private Action<T> Metered<T>(string name, Action<T> action)
        {
            var cost = meter.Of(name);
            return given => cost.Of(action, given);
        }
    }
}
