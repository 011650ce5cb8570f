using ExecutionContextGuard.Doubles;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>Where the object in an argument comes from, and by which way.</summary>
internal readonly struct Origin
{
    private Origin(OriginKind kind, MockingLibrary? library, ITypeSymbol? type, string? missing, IOperation? creation, TrailStep? trail)
    {
        Kind = kind;
        Library = library;
        Type = type;
        Missing = missing;
        Creation = creation;
        Trail = trail;
    }

    public OriginKind Kind { get; }

    /// <summary>The library that made the double.</summary>
    public MockingLibrary? Library { get; }

    /// <summary>The type that was doubled.</summary>
    public ITypeSymbol? Type { get; }

    /// <summary>In what form nothing was handed over: null, default, matcher.</summary>
    public string? Missing { get; }

    /// <summary>The operation that made the object, or that unwraps it where its making is out of sight.</summary>
    public IOperation? Creation { get; }

    /// <summary>The way from the creation to the argument, created first.</summary>
    public TrailStep? Trail { get; }

    public static Origin Unknown => default;

    public static Origin Real => new(OriginKind.Real, null, null, null, null, null);

    public static Origin OfDouble(MockingLibrary library, ITypeSymbol type, IOperation creation, TrailStep? way) =>
        new(OriginKind.Mock, library, type, null, creation, new TrailStep(TrailStep.Created, creation.Syntax, way));

    public static Origin Nothing(string form, IOperation operation, TrailStep? way) =>
        new(OriginKind.Missing, null, null, form, operation, new TrailStep(TrailStep.Created, operation.Syntax, way));
}
