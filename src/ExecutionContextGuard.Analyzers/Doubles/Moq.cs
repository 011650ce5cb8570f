using System.Collections.Immutable;
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

    public override ITypeSymbol? DoubledBy(IInvocationOperation invocation)
    {
        // `Mock.Get(double)` finds a wrapper again and makes nothing.
        var method = invocation.TargetMethod;
        return method.Name is "Of" or "Create" or "As" ? FirstTypeArgument(method) : null;
    }

    public override bool GivesWrapper(IInvocationOperation invocation) => invocation.TargetMethod.Name is "Create" or "As";
}
