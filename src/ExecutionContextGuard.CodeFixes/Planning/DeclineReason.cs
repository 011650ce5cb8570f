namespace ExecutionContextGuard.Planning;

/// <summary>Why a finding gets no fix. The names are stable words: they stand on the rule pages and in reports.</summary>
internal enum DeclineReason
{
    /// <summary>Calls on the double are checked: a real object records none.</summary>
    Verified,

    /// <summary>The double does what a value cannot: callbacks, exceptions, sequences, strictness.</summary>
    Behaviour,

    /// <summary>Something else than an ID is set up or read.</summary>
    OtherMembers,

    /// <summary>It is set up after it was handed over, or in another method than its creation.</summary>
    LateSetup,

    /// <summary>It is written to after it was handed over.</summary>
    Mutated,

    /// <summary>The wrapper itself goes to places that do not change along.</summary>
    Escapes,

    /// <summary>An ID is null or empty on purpose, or the test looks at one that nothing gives a value.</summary>
    EmptyIdentity,

    /// <summary>One member is given two values, on different branches.</summary>
    Conflicting,

    /// <summary>The real constructor would refuse a value that the test uses elsewhere, too.</summary>
    RefusedValue,

    /// <summary>What stands there has no part that is known to be an ID.</summary>
    Unmapped,

    /// <summary>No real type is in sight, or more than one.</summary>
    NoRealType,

    /// <summary>The real type has no constructor whose parameters are understood.</summary>
    NoConstructor,

    /// <summary>The double goes through reflection or a dynamic call.</summary>
    Reflection,

    /// <summary>A shape that the fix does not understand whole.</summary>
    Unsupported,

    /// <summary>The code has changed since it was analysed.</summary>
    Stale,
}

/// <summary>A refusal, with what it is about (the members, for <see cref="DeclineReason.OtherMembers"/>).</summary>
internal sealed record Decline(DeclineReason Reason, string? Detail = null);
