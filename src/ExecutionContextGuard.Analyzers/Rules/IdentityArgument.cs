using ExecutionContextGuard.Identities;

namespace ExecutionContextGuard.Rules;

/// <summary>One ID of a call: what the rules about IDs are asked about.</summary>
internal readonly struct IdentityArgument(IdentityCall call, int index, IdentityTrace?[] traces)
{
    public IdentityCall Call { get; } = call;

    public int Index { get; } = index;

    public IdentitySlot Slot => Call.Slots[Index];

    /// <summary>What the ID can be; null where no context is made of it.</summary>
    public IdentityTrace? Trace => TraceOf(Index);

    /// <summary>What another ID of the call can be.</summary>
    public IdentityTrace? TraceOf(int other) => traces[other];
}
