namespace ExecutionContextGuard.Symbols;

/// <summary>Which parameters of one method are execution paths: a bit a parameter, so that asking allocates nothing.</summary>
internal readonly struct ParameterPaths(ulong typed, ulong marked, ulong many = 0, ulong open = 0, ulong untyped = 0)
{
    /// <summary>Methods with more parameters are not looked at beyond the bits there are.</summary>
    public const int MaxParameters = 64;

    public bool IsEmpty => (typed | marked | many | untyped) == 0;

    /// <summary>Whether any parameter is of no context type and yet may hold one, so that the method may hand it on to a path.</summary>
    public bool AnyOpen => open != 0;

    /// <summary>Whether the parameter is of a guarded type.</summary>
    public bool IsTyped(int ordinal) => Has(typed, ordinal);

    /// <summary>Whether an attribute, the configuration or the convention says that the parameter is meant for the context.</summary>
    public bool IsMarked(int ordinal) => Has(marked, ordinal);

    /// <summary>Whether the parameter takes many contexts: each element must be real.</summary>
    public bool TakesMany(int ordinal) => Has(many, ordinal);

    /// <summary>Whether the parameter is no path and may hold a context all the same.</summary>
    public bool IsOpen(int ordinal) => Has(open, ordinal);

    public ParameterPaths WithOpen(ulong parameters) => new(typed, marked, many, parameters & ~(typed | marked | many | untyped), untyped);

    /// <summary>Whether the parameter takes anything, a context among others, and hands it out for real.</summary>
    public bool TakesAnything(int ordinal) => Has(untyped, ordinal);

    private static bool Has(ulong bits, int ordinal) => ordinal < MaxParameters && (bits & (1UL << ordinal)) != 0;
}
