using System;
using System.Collections.Immutable;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Reporting;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>
/// The one analyzer: it asks the gate once a compilation and hands what is found to the rules. A rule cannot forget the
/// gate, and no rule pays for it again.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExecutionContextAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What is looked at, by the kind of operation. The baseline asks these again about the members that it speaks of.</summary>
    private static readonly ImmutableArray<(OperationKind Kind, Action<OperationAnalysisContext, GuardedCompilation> Analyze)> s_rules =
        ImmutableArray.Create<(OperationKind, Action<OperationAnalysisContext, GuardedCompilation>)>(
            (OperationKind.Invocation, AnalyzeInvocation),
            (OperationKind.ObjectCreation, AnalyzeCreation),
            (OperationKind.PropertyReference, PathArguments.AnalyzeIndexer),
            (OperationKind.DynamicInvocation, DynamicCalls.Analyze),
            (OperationKind.SimpleAssignment, AnalyzeAssignment));

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
        var compilation = context.Compilation;
        var options = GuardOptions.Read(context.Options, compilation, context.CancellationToken);
        ConfigurationCheck.Register(context, options);
        var guarded = GuardedTypes.Find(compilation, options, context.CancellationToken);
        var marks = new PathMarks(guarded, options);
        if (!marks.Any && !options.Carriers.Adds)
        {
            // Nothing is guarded and nothing is marked: not one action is registered, and foreign code costs nothing.
            return;
        }

        var isTestProject = TestProjects.Contains(compilation, context.Options.AnalyzerConfigOptionsProvider, options);
        var everything = new GuardedCompilation(compilation, options, context.Options.AnalyzerConfigOptionsProvider, guarded, marks, isTestProject);
        var known = options.Baseline is { } baseline
            ? everything.ReportingBy(new FindingReports(new BaselineCover(baseline, operation => Analyze(operation, everything))))
            : everything;
        foreach (var (kind, analyze) in s_rules)
        {
            context.RegisterOperationAction(operation => analyze(operation, known), kind);
        }

        RegisterDeclarations(context, known);
        if (guarded.SeesAllowances)
        {
            ConfigurationCheck.RegisterAllowances(context);
        }
    }

    /// <summary>What is declared: production code decides what a context is and who holds it, test code what it needs.</summary>
    private static void RegisterDeclarations(CompilationStartAnalysisContext context, GuardedCompilation known)
    {
        context.RegisterSymbolAction(symbol => AnalyzeType(symbol, known), SymbolKind.NamedType);
        if (known.Rivals.Used is not null)
        {
            context.RegisterSemanticModelAction(model => RivalContextType.AnalyzeUses(model, known));
        }

        if (!known.IsTestProject)
        {
            context.RegisterSymbolAction(symbol => DeclaredPaths.AnalyzeMethod(symbol, known), SymbolKind.Method);
            context.RegisterSymbolAction(symbol => AnalyzeMember(symbol, known), SymbolKind.Field, SymbolKind.Property);
        }
    }

    private static void AnalyzeType(SymbolAnalysisContext context, GuardedCompilation compilation)
    {
        RivalContextType.AnalyzeDeclaration(context, compilation);
        if (!compilation.IsTestProject)
        {
            ForgeableContextType.Analyze(context, compilation);
            DeclaredPaths.AnalyzeDelegate(context, compilation);
        }
    }

    private static void AnalyzeMember(SymbolAnalysisContext context, GuardedCompilation compilation)
    {
        DeclaredPaths.AnalyzeIndexer(context, compilation);
        LooselyTypedExecutionPath.AnalyzeMember(context, compilation);
        ContextOutlivesRequest.AnalyzeMember(context, compilation);
    }

    private static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        foreach (var (kind, analyze) in s_rules)
        {
            if (context.Operation.Kind == kind)
            {
                analyze(context, compilation);
            }
        }
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        PathArguments.AnalyzeAssignment(context, compilation);
        if (compilation.Bags is not null)
        {
            IdentityInPropertyBag.Analyze(context, compilation);
        }
    }

    private static void AnalyzeInvocation(OperationAnalysisContext context, GuardedCompilation compilation) =>
        AnalyzeCall(context, compilation, ((IInvocationOperation)context.Operation).TargetMethod);

    private static void AnalyzeCreation(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        if (((IObjectCreationOperation)context.Operation).Constructor is { } constructor)
        {
            AnalyzeCall(context, compilation, constructor);
        }
        else
        {
            // Half-typed: which constructor is meant is not known yet, what is made is.
            ContextTypeMocked.Analyze(context, compilation);
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method)
    {
        var concern = compilation.Methods.Of(method);
        if ((concern & Concern.Paths) != 0)
        {
            PathArguments.AnalyzeCall(context, compilation, method);
        }

        if ((concern & Concern.Registration) != 0)
        {
            ContextOutlivesRequest.Analyze(context, compilation);
        }

        if (compilation.Bags is not null)
        {
            IdentityInPropertyBag.Analyze(context, compilation);
        }

        if ((concern & Concern.Creation) != 0)
        {
            ContextTypeMocked.Analyze(context, compilation);
        }
    }
}
