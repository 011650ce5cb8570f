using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>Which part of a value the walk is after: an element of a tuple, an element of a collection, what a member of it gives.</summary>
internal sealed class Part
{
    private const int AnyIndex = -1;

    private Part(int index, Part? rest, object? key = null)
    {
        Index = index;
        Rest = rest;
        Key = key;
    }

    public bool IsTupleElement { get; private init; }

    public bool IsElement => !IsTupleElement && Member is null;

    /// <summary>The member whose value is meant: `Current` of `accessor.Current`.</summary>
    public ISymbol? Member { get; private init; }

    /// <summary>What the member is called with, where it is a method.</summary>
    public ImmutableArray<IArgumentOperation> Arguments { get; private init; } = ImmutableArray<IArgumentOperation>.Empty;

    /// <summary>Where the member is read, and what is known of the way from there: the walk goes on with its class where the object itself tells nothing.</summary>
    public Pending Read { get; private init; }

    /// <summary>Whether the object was seen to be told that its members give doubles of their own.</summary>
    public bool GivesDoubles { get; private init; }

    /// <summary>Which element; negative for any one of a collection.</summary>
    public int Index { get; }

    /// <summary>The part of that part.</summary>
    public Part? Rest { get; }

    /// <summary>The constant by which the element is read, as in `byName["u"]` and `contexts[0]`; null for any other way.</summary>
    public object? Key { get; }

    public static Part TupleElement(int index, Part? rest) => new(index, rest) { IsTupleElement = true };

    public static Part Element(Part? rest) => new(AnyIndex, rest);

    /// <summary>The element that a constant names, or any one where the key is not constant.</summary>
    public static Part ElementBy(IOperation key, Part? rest) =>
        new(AnyIndex, rest, key.ConstantValue is { HasValue: true, Value: { } constant } ? constant : null);

    /// <summary>Whether what stands under that key may be the element.</summary>
    public bool MayStandUnder(object? key) => Key is null || key is null || Key.Equals(key);

    /// <summary>The same part of a collection in another order, or with other elements between.</summary>
    public Part Anywhere() => Key is null ? this : new(Index, Rest);

    /// <summary>An element of a row at a known place, as in member data.</summary>
    public static Part ElementAt(int index, Part? rest) => new(index, rest);

    /// <summary>What the member gives, read at the place where the walk stands.</summary>
    public static Part OfMember(ISymbol member, ImmutableArray<IArgumentOperation> arguments, Pending read) =>
        new(AnyIndex, read.Part) { Member = member, Arguments = arguments, Read = read };

    public Part WithDoubles() => new(Index, Rest) { Member = Member, Arguments = Arguments, Read = Read, GivesDoubles = true };
}
