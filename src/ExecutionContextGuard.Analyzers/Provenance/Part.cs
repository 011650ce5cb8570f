using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>Which part of a value the walk is after: an element of a tuple, or an element of a collection.</summary>
internal sealed class Part
{
    private const int AnyIndex = -1;

    private Part(bool isTupleElement, int index, Part? rest, object? key = null)
    {
        IsTupleElement = isTupleElement;
        Index = index;
        Rest = rest;
        Key = key;
    }

    public bool IsTupleElement { get; }

    /// <summary>Which element; negative for any one of a collection.</summary>
    public int Index { get; }

    /// <summary>The part of that part.</summary>
    public Part? Rest { get; }

    /// <summary>The constant by which the element is read, as in `byName["u"]` and `contexts[0]`; null for any other way.</summary>
    public object? Key { get; }

    public static Part TupleElement(int index, Part? rest) => new(isTupleElement: true, index, rest);

    public static Part Element(Part? rest) => new(isTupleElement: false, AnyIndex, rest);

    /// <summary>The element that a constant names, or any one where the key is not constant.</summary>
    public static Part ElementBy(IOperation key, Part? rest) =>
        new(isTupleElement: false, AnyIndex, rest, key.ConstantValue is { HasValue: true, Value: { } constant } ? constant : null);

    /// <summary>Whether what stands under that key may be the element.</summary>
    public bool MayStandUnder(object? key) => Key is null || key is null || Key.Equals(key);

    /// <summary>The same part of a collection in another order, or with other elements between.</summary>
    public Part Anywhere() => Key is null ? this : new(IsTupleElement, Index, Rest);

    /// <summary>An element of a row at a known place, as in member data.</summary>
    public static Part ElementAt(int index, Part? rest) => new(isTupleElement: false, index, rest);
}
