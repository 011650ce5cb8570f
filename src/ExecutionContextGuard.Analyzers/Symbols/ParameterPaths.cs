namespace ExecutionContextGuard.Symbols;

/// <summary>Which parameters of one method are execution paths: a bit a parameter, so that asking allocates nothing.</summary>
internal readonly struct ParameterPaths(ulong typed, ulong marked)
{
    /// <summary>Methods with more parameters are not looked at beyond the bits there are.</summary>
    public const int MaxParameters = 64;

    public bool IsEmpty => (typed | marked) == 0;

    /// <summary>Whether the parameter is of a guarded type.</summary>
    public bool IsTyped(int ordinal) => ordinal < MaxParameters && (typed & (1UL << ordinal)) != 0;

    /// <summary>Whether an attribute, the configuration or the convention says that the parameter is meant for the context.</summary>
    public bool IsMarked(int ordinal) => ordinal < MaxParameters && (marked & (1UL << ordinal)) != 0;
}
