using ExecutionContextGuard.Doubles;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>Where the object in an argument comes from, and by which way.</summary>
internal readonly struct Origin
{
    private Origin(OriginKind kind, IOperation? creation, TrailStep? trail, MockingLibrary? library = null, ITypeSymbol? type = null, string? missing = null)
    {
        Kind = kind;
        Creation = creation;
        Trail = trail;
        Library = library;
        Type = type;
        Missing = missing;
    }

    public OriginKind Kind { get; }

    /// <summary>The library that made the double.</summary>
    public MockingLibrary? Library { get; }

    /// <summary>What was doubled, or the type of what is no context.</summary>
    public ITypeSymbol? Type { get; }

    /// <summary>In what form nothing was handed over: null, default, matcher.</summary>
    public string? Missing { get; }

    /// <summary>The operation that made the object, or that unwraps it where its making is out of sight.</summary>
    public IOperation? Creation { get; }

    /// <summary>The way from the creation to the argument, created first.</summary>
    public TrailStep? Trail { get; }

    public static Origin Unknown => default;

    public static Origin Real => new(OriginKind.Real, null, null);

    public static Origin OfDouble(MockingLibrary library, ITypeSymbol type, IOperation creation, TrailStep? way) =>
        new(OriginKind.Mock, creation, From(creation, way), library, type);

    public static Origin HandWritten(ITypeSymbol type, IOperation creation, TrailStep? way) =>
        new(OriginKind.HandWrittenDouble, creation, From(creation, way), type: type);

    public static Origin Bypassed(ITypeSymbol type, IOperation creation, TrailStep? way) =>
        new(OriginKind.BypassedConstruction, creation, From(creation, way), type: type);

    public static Origin Loose(ITypeSymbol type, IOperation value, TrailStep? way) =>
        new(OriginKind.LooselyTyped, value, From(value, way), type: type);

    public static Origin Nothing(string form, IOperation operation, TrailStep? way) =>
        new(OriginKind.Missing, operation, From(operation, way), missing: form);

    private static TrailStep From(IOperation creation, TrailStep? way) => new(TrailStep.Created, creation.Syntax, way);
}
