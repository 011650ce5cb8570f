using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>
/// What one expression makes a member of an object give: <c>accessor.Setup(a => a.Current).Returns(context)</c>,
/// <c>sub.Current.Returns(context)</c>, <c>A.CallTo(() => fake.Current).Returns(context)</c>, <c>sub.Current = context</c>.
/// </summary>
internal sealed class MemberSetUp(ImmutableArray<MemberLink> chain, ITypeSymbol? ofEveryMember, ImmutableArray<IOperation> values, bool takesAnyArguments, bool isOneOfSeveral)
{
    /// <summary>From the variable that holds the object (or its wrapper) to the member that is set up.</summary>
    public ImmutableArray<MemberLink> Chain { get; } = chain;

    /// <summary>Where all members of a type are set up at once, that type; the chain ends with the object then.</summary>
    public ITypeSymbol? OfEveryMember { get; } = ofEveryMember;

    /// <summary>What the member gives: several one after the other; none where it cannot be told (it throws, it calls back).</summary>
    public ImmutableArray<IOperation> Values { get; } = values;

    /// <summary>Whether the arguments of the call in the set-up say nothing: <c>ReturnsForAnyArgs</c>.</summary>
    public bool TakesAnyArguments { get; } = takesAnyArguments;

    /// <summary>Whether others in the same chain set the member up as well: <c>SetupSequence(..).Returns(a).Returns(b)</c>.</summary>
    public bool IsOneOfSeveral { get; } = isOneOfSeveral;
}

/// <summary>One step from an object to a member of it.</summary>
internal readonly struct MemberLink(ISymbol symbol, ImmutableArray<IArgumentOperation> arguments)
{
    public ISymbol Symbol { get; } = symbol;

    public ImmutableArray<IArgumentOperation> Arguments { get; } = arguments;
}
