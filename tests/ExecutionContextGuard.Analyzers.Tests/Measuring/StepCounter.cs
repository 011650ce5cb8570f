using System.Collections.Immutable;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Measuring;

/// <summary>Resolves what the shipped analyzer resolves, and counts the steps.</summary>
internal sealed class StepCounter() : Counter(isTestProject: true)
{
    /// <summary>How many values that enter a path were followed.</summary>
    public int Arguments { get; private set; }

    public long Steps { get; private set; }

    /// <summary>The steps of the value that took the most.</summary>
    public int Most { get; private set; }

    /// <summary>How many origins of each kind came out.</summary>
    public Dictionary<OriginKind, int> Origins { get; } = [];

    /// <summary>The time to tell which parameters are paths.</summary>
    public Meter.Cost Paths { get; } = new();

    /// <summary>The time to follow the values that enter them.</summary>
    public Meter.Cost Resolving { get; } = new();

    protected override void Register(CompilationStartAnalysisContext context, GuardedCompilation known) =>
        context.RegisterOperationAction(
            operation =>
            {
                switch (operation.Operation)
                {
                    case IInvocationOperation invocation:
                        CountArguments(invocation.TargetMethod, invocation.Arguments, known);
                        break;
                    case IObjectCreationOperation { Constructor: { } constructor } creation:
                        CountArguments(constructor, creation.Arguments, known);
                        break;
                    case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment when !known.Paths.Of(target).IsEmpty:
                        Count(assignment.Value, known);
                        break;
                }
            },
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment);

    private void CountArguments(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, GuardedCompilation known)
    {
        var paths = default(ParameterPaths);
        Paths.Of(asked => paths = known.Paths.Of(asked), method);
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
        var steps = 0;
        var origin = default(Origin);
        Resolving.Of(asked => origin = known.Origins.Resolve(asked, CancellationToken.None, out steps), value);
        Arguments++;
        Steps += steps;
        Most = Math.Max(Most, steps);
        Origins[origin.Kind] = Origins.GetValueOrDefault(origin.Kind) + 1;
    }
}
