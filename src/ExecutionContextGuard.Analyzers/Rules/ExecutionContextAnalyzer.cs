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
    private static readonly ImmutableArray<(ImmutableArray<OperationKind> Kinds, Action<OperationAnalysisContext, GuardedCompilation> Analyze)> s_rules =
        ImmutableArray.Create<(ImmutableArray<OperationKind>, Action<OperationAnalysisContext, GuardedCompilation>)>(
            (ImmutableArray.Create(OperationKind.Invocation), AnalyzeInvocation),
            (ImmutableArray.Create(OperationKind.ObjectCreation), AnalyzeCreation),
            (ImmutableArray.Create(OperationKind.PropertyReference), PathArguments.AnalyzeIndexer),
            (ImmutableArray.Create(OperationKind.DynamicInvocation), DynamicCalls.Analyze),
            (ImmutableArray.Create(OperationKind.SimpleAssignment), AnalyzeAssignment),
            (ImmutableArray.Create(OperationKind.CoalesceAssignment), PathAssignments.AnalyzeCoalescing),
            (ImmutableArray.Create(OperationKind.DeconstructionAssignment), PathAssignments.AnalyzeDeconstruction),
            (ImmutableArray.Create(OperationKind.Binary, OperationKind.Unary, OperationKind.CompoundAssignment), PathOperands.Analyze),
            (ImmutableArray.Create(OperationKind.With, OperationKind.PropertyInitializer, OperationKind.FieldInitializer, OperationKind.ParameterInitializer), AnalyzeInitial));

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
        var everything = new GuardedCompilation(compilation, options, guarded, marks, isTestProject);
        var known = options.Baseline is { } baseline
            ? everything.ReportingBy(new FindingReports(new BaselineCover(baseline, operation => Analyze(operation, everything))))
            : everything;
        foreach (var (kinds, analyze) in s_rules)
        {
            context.RegisterOperationAction(operation => analyze(operation, known), kinds);
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
        foreach (var (kinds, analyze) in s_rules)
        {
            if (kinds.Contains(context.Operation.Kind))
            {
                analyze(context, compilation);
            }
        }
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;

        // By kind first: most targets are locals.
        if (assignment.Target.Kind is OperationKind.PropertyReference or OperationKind.FieldReference && assignment.Target is IMemberReferenceOperation target)
        {
            if (compilation.Paths.MayBe(target))
            {
                PathAssignments.Analyze(context, compilation, assignment, target);
            }

            // What an initializer assigns is read with the creation.
            if (target.Instance is { } instance
                && !(instance.Kind == OperationKind.InstanceReference && instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
                && compilation.Guarded.IsGuarded(instance.Type))
            {
                IdentityArguments.Analyze(context, compilation);
            }
        }

        if (compilation.Bags is not null)
        {
            IdentityInPropertyBag.Analyze(context, compilation);
        }
    }

    /// <summary>What a context begins with, and no call or assignment gives it.</summary>
    private static void AnalyzeInitial(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        if (context.Operation is IParameterInitializerOperation parameter)
        {
            FallbackIdentity.AnalyzeParameter(context, compilation, parameter);
        }
        else
        {
            IdentityArguments.Analyze(context, compilation);
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

        if ((concern & Concern.Identities) != 0)
        {
            IdentityArguments.Analyze(context, compilation);
        }
    }
}
