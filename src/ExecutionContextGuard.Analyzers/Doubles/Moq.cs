using System.Collections.Immutable;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>Moq: <c>new Mock&lt;T&gt;()</c>, <c>Mock.Of&lt;T&gt;()</c>, <c>MockRepository</c>, <c>.As&lt;T&gt;()</c>.</summary>
internal sealed class Moq : MockingLibrary
{
    public override string Name => "Moq";

    public override ImmutableArray<string> CreatorTypes { get; } =
        ImmutableArray.Create("Moq.Mock`1", "Moq.Mock", "Moq.MockRepository", "Moq.MockFactory");

    public override ImmutableArray<string> WrapperTypes { get; } = ImmutableArray.Create("Moq.Mock`1");

    public override ImmutableArray<string> MatcherTypes { get; } =
        ImmutableArray.Create("Moq.It", "Moq.It+Ref`1", "Moq.Match", "Moq.Match`1", "Moq.Capture");

    public override string? UnwrappingProperty => "Object";

    public override ISetUpReader SetUps { get; } = new MoqSetUps();

    /// <summary>`Mock.Get(double)` finds a wrapper again and makes nothing.</summary>
    public override bool IsCreator(string method) => method is "Of" or "OneOf" or "Create" or "As";

    public override ITypeSymbol? DoubledBy(IInvocationOperation invocation) =>
        IsCreator(invocation.TargetMethod.Name) ? FirstTypeArgument(invocation.TargetMethod) : null;

    public override ITypeSymbol? UnsetMember(in DoubleCreation creation, ISymbol member, bool isTold) =>
        // A loose mock gives null, and so does that of `Mock.Of`, unless it was told otherwise.
        (isTold || IsToldAtCreation(creation.Operation))
        && UnsetMembers.TypeOf(member) is { } type
        && UnsetMembers.Awaited(type, isOfValueTask: true) is { } given
        && UnsetMembers.CanBeMadeUp(given)
            ? given
            : null;

    /// <summary><c>mock.DefaultValue = DefaultValue.Mock</c>, of a mock or of the repository that makes it.</summary>
    public static bool AsksForDoubles(ISymbol member, IOperation value) =>
        member is { Name: "DefaultValue" or "DefaultValueProvider", ContainingType: { } type }
        && TypeNames.IsNamed(type.ContainingNamespace, "Moq")
        && SetUpChains.Unwrap(value) is IMemberReferenceOperation { Member.Name: "Mock" };

    /// <summary><c>new Mock&lt;T&gt; { DefaultValue = DefaultValue.Mock }</c>; of <c>repository.Create&lt;T&gt;()</c> the resolver asks the repository.</summary>
    public static bool IsToldAtCreation(IOperation creation)
    {
        if (creation is IObjectCreationOperation { Initializer.Initializers: var initializers })
        {
            foreach (var initializer in initializers)
            {
                if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment && AsksForDoubles(target.Property, assignment.Value))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public override bool GivesWrapper(IInvocationOperation invocation) => invocation.TargetMethod.Name is "Create" or "As";
}
