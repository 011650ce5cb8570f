using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>FakeItEasy: <c>A.Fake&lt;T&gt;()</c>, <c>A.Dummy&lt;T&gt;()</c>, <c>A.CollectionOfFake&lt;T&gt;()</c>, <c>new Fake&lt;T&gt;()</c>.</summary>
internal sealed class FakeItEasy : MockingLibrary
{
    public override string Name => "FakeItEasy";

    public override ImmutableArray<string> CreatorTypes { get; } =
        ImmutableArray.Create("FakeItEasy.A", "FakeItEasy.Fake`1", "FakeItEasy.Sdk.Create");

    public override ImmutableArray<string> WrapperTypes { get; } = ImmutableArray.Create("FakeItEasy.Fake`1");

    public override ImmutableArray<string> MatcherTypes { get; } = ImmutableArray.Create("FakeItEasy.A`1");

    public override string? UnwrappingProperty => "FakedObject";

    public override ISetUpReader SetUps { get; } = new FakeItEasySetUps();

    public override bool IsCreator(string method) => method is "Fake" or "Dummy" or "CollectionOfFake" or "CollectionOfDummy";

    public override ITypeSymbol? DoubledBy(IInvocationOperation invocation) =>
        IsCreator(invocation.TargetMethod.Name) ? FirstTypeArgument(invocation.TargetMethod) ?? FirstTypeOf(invocation) : null;

    public override ITypeSymbol? UnsetMember(in DoubleCreation creation, ISymbol member, bool isTold)
    {
        // Options may make the fake call its base, wrap another object or be strict: `A.Fake<T>(o => o.CallsBaseMethods())`.
        var isPlain = creation.Operation switch
        {
            IInvocationOperation { TargetMethod.Name: "Fake" or "Dummy" } made => made.Arguments.IsEmpty,
            IObjectCreationOperation made => made.Arguments.IsEmpty,
            _ => false,
        };
        return isPlain
            && UnsetMembers.TypeOf(member) is { } type
            && UnsetMembers.Awaited(type, isOfValueTask: true) is { } given
            && UnsetMembers.CanBeMadeUp(given)
                ? given
                : null;
    }
}
