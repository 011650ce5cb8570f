#pragma warning disable RS1026, RS1012 // A measurement hands registrations on, and runs one action after the other.

using System.Collections.Immutable;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Measuring;

/// <summary>Resolves what the shipped analyzer resolves, and counts the steps. It reports nothing; its descriptor is borrowed because one without any is not run.</summary>
internal sealed class StepCounter : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => new ExecutionContextAnalyzer().SupportedDiagnostics;

    /// <summary>How many values that enter a path were followed.</summary>
    public int Arguments { get; private set; }

    public long Steps { get; private set; }

    /// <summary>The steps of the value that took the most.</summary>
    public int Most { get; private set; }

    /// <summary>How many origins of each kind came out.</summary>
    public Dictionary<OriginKind, int> Origins { get; } = [];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var options = GuardOptions.Read(context.Options, context.Compilation, context.CancellationToken);
        var guarded = GuardedTypes.Find(context.Compilation, options, context.CancellationToken);
        var known = new GuardedCompilation(context.Compilation, options, guarded, new PathMarks(guarded, options), isTestProject: true);
        context.RegisterOperationAction(
            operation =>
            {
                switch (operation.Operation)
                {
                    case IInvocationOperation invocation:
                        CountArguments(known.Paths.Of(invocation.TargetMethod), invocation.Arguments, known);
                        break;
                    case IObjectCreationOperation { Constructor: { } constructor } creation:
                        CountArguments(known.Paths.Of(constructor), creation.Arguments, known);
                        break;
                    case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment when !known.Paths.Of(target).IsEmpty:
                        Count(assignment.Value, known);
                        break;
                }
            },
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment);
    }

    private void CountArguments(ParameterPaths paths, ImmutableArray<IArgumentOperation> arguments, GuardedCompilation known)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && (paths.IsTyped(parameter.Ordinal) || paths.IsMarked(parameter.Ordinal)))
            {
                Count(argument.Value, known);
            }
        }
    }

    private void Count(IOperation value, GuardedCompilation known)
    {
        var origin = known.Origins.Resolve(value, CancellationToken.None, out var steps);
        Arguments++;
        Steps += steps;
        Most = Math.Max(Most, steps);
        Origins[origin.Kind] = Origins.GetValueOrDefault(origin.Kind) + 1;
    }
}
