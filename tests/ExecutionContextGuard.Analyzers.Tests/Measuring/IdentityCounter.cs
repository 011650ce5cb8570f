using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Measuring;

/// <summary>Reads and follows the IDs that the shipped rules read and follow, one part after the other.</summary>
internal sealed class IdentityCounter() : Counter(isTestProject: false)
{
    /// <summary>The calls, constructions and assignments that take IDs.</summary>
    public int Calls { get; private set; }

    /// <summary>The IDs that contexts are made of.</summary>
    public int Ids { get; private set; }

    /// <summary>To tell which calls take IDs, and which.</summary>
    public Meter.Cost Reading { get; } = new();

    /// <summary>To follow the IDs to the constants that they can be.</summary>
    public Meter.Cost Following { get; } = new();

    /// <summary>To tell whether a context of constants stands in for one that is not there.</summary>
    public Meter.Cost StandingIn { get; } = new();

    protected override void Register(CompilationStartAnalysisContext context, GuardedCompilation known) =>
        context.RegisterOperationAction(
            operation => Count(operation.Operation, known),
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment,
            OperationKind.With,
            OperationKind.PropertyInitializer,
            OperationKind.FieldInitializer);

    private void Count(IOperation operation, GuardedCompilation known)
    {
        IdentityCall? call = null;
        Reading.Of(asked => call = known.Identities.Calls.Read(asked), operation);
        Calls += call is null ? 0 : 1;
        if (call is not { Constructed: not null })
        {
            return;
        }

        foreach (var slot in call.Slots)
        {
            Ids++;
            IdentityTrace? trace = null;
            Following.Of(asked => trace = known.Identities.Tracer.Trace(asked, CancellationToken.None), slot.Value);
            if (trace!.Constant is not null)
            {
                StandingIn.Of(asked => FallbackConstruction.Makes(call, asked, known), slot);
            }
        }
    }
}
