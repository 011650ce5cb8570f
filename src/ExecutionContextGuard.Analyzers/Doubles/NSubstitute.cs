using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>NSubstitute: <c>Substitute.For</c> in every overload, <c>ForPartsOf</c>, <c>ForTypeForwardingTo</c>.</summary>
internal sealed class NSubstitute : MockingLibrary
{
    public override string Name => "NSubstitute";

    public override ImmutableArray<string> CreatorTypes { get; } = ImmutableArray.Create("NSubstitute.Substitute");

    public override ImmutableArray<string> MatcherTypes { get; } = ImmutableArray.Create("NSubstitute.Arg", "NSubstitute.Arg+Compat", "NSubstitute.Compatibility.CompatArg");

    public override ISetUpReader SetUps { get; } = new NSubstituteSetUps();

    public override bool IsCreator(string method) => method is "For" or "ForPartsOf" or "ForTypeForwardingTo";

    public override ITypeSymbol? DoubledBy(IInvocationOperation invocation) =>
        IsCreator(invocation.TargetMethod.Name) ? FirstTypeArgument(invocation.TargetMethod) ?? FirstTypeOf(invocation) : null;

    public override ITypeSymbol? UnsetMember(in DoubleCreation creation, ISymbol member, bool isTold)
    {
        // `ForPartsOf` runs what is not abstract; a type with members that cannot be taken over is left null, and so is what a ValueTask would give.
        var isAnswered = creation.Operation is IInvocationOperation { TargetMethod.Name: var name }
            && (name == "For" || (name == "ForPartsOf" && member.IsAbstract));
        return isAnswered
            && UnsetMembers.TypeOf(member) is { } type
            && UnsetMembers.Awaited(type, isOfValueTask: false) is { } given
            && UnsetMembers.CanBeMadeUp(given)
            && UnsetMembers.IsPurelyVirtual(given)
                ? given
                : null;
    }
}
