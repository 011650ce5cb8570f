namespace ExecutionContextGuard.Provenance;

/// <summary>Which part of a value the walk is after: an element of a tuple, or an element of a collection.</summary>
internal sealed class Part
{
    private const int AnyIndex = -1;

    private Part(bool isTupleElement, int index, Part? rest)
    {
        IsTupleElement = isTupleElement;
        Index = index;
        Rest = rest;
    }

    public bool IsTupleElement { get; }

    /// <summary>Which element; negative for any one of a collection.</summary>
    public int Index { get; }

    /// <summary>The part of that part.</summary>
    public Part? Rest { get; }

    public static Part TupleElement(int index, Part? rest) => new(isTupleElement: true, index, rest);

    public static Part Element(Part? rest) => new(isTupleElement: false, AnyIndex, rest);

    /// <summary>An element of a row at a known place, as in member data.</summary>
    public static Part ElementAt(int index, Part? rest) => new(isTupleElement: false, index, rest);
}
