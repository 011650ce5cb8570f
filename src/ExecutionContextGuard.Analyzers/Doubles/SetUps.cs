using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Doubles;

/// <summary>What a piece of test code does to a double.</summary>
internal enum SetUpKind
{
    /// <summary>A member is given a value: <c>Setup(c => c.UserId).Returns("u")</c>.</summary>
    Value,

    /// <summary>A property of the double is written: <c>context.UserId = "u"</c>.</summary>
    Assignment,

    /// <summary>A member is made to give null on purpose.</summary>
    Empty,

    /// <summary>Calls are checked: <c>Verify</c>, <c>Received</c>, <c>MustHaveHappened</c>.</summary>
    Verification,

    /// <summary>Anything that a value cannot do: callbacks, exceptions, sequences, events, lazily made values.</summary>
    Behaviour,
}

/// <summary>One thing done to a double.</summary>
internal readonly struct SetUp(SetUpKind kind, IOperation whole, ISymbol? member = null, IOperation? value = null, bool isLazy = false, bool isOfAllMembers = false)
{
    public SetUpKind Kind { get; } = kind;

    /// <summary>The whole expression, from the double to the end of the chain.</summary>
    public IOperation Whole { get; } = whole;

    /// <summary>The member that is set up; null where it is no plain member of the double itself.</summary>
    public ISymbol? Member { get; } = member;

    /// <summary>What it gives; null where nothing is said (<c>SetupProperty(c => c.UserId)</c>).</summary>
    public IOperation? Value { get; } = value;

    /// <summary>Whether the value stands in a lambda, and so is made at each call.</summary>
    public bool IsLazy { get; } = isLazy;

    /// <summary>Whether every property at once was made a plain one, so that there is no member to name.</summary>
    public bool IsOfAllMembers { get; } = isOfAllMembers;

    public static SetUp OfAllMembers(IOperation whole) => new(SetUpKind.Value, whole, isOfAllMembers: true);
}

/// <summary>Reads what a double of one mocking library is set up with. Only the code fix asks, and only for doubles that it may replace.</summary>
internal interface ISetUpReader
{
    /// <summary>What the code around a reference to a double, or to its wrapper, does to it; false when it merely uses it.</summary>
    bool TryRead(IOperation reference, out SetUp setUp);

    /// <summary>Reads the arguments of a creation: adds the values they give to members; false when they make it behave.</summary>
    bool TryReadCreation(IOperation creation, List<SetUp> setUps);
}
