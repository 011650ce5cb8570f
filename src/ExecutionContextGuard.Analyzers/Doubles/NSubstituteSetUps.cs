using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>NSubstitute: <c>context.UserId.Returns(x)</c>, property assignments, and all that checks or does more.</summary>
internal sealed class NSubstituteSetUps : ISetUpReader
{
    public bool TryRead(IOperation reference, out SetUp setUp)
    {
        // `Received.InOrder(() => { context.Close(); })`: whatever is called in there is checked.
        for (var around = reference.Parent; around is not null; around = around.Parent)
        {
            if (around is IInvocationOperation { TargetMethod: { Name: "InOrder", ContainingType.Name: "Received" } target } inOrder && IsNSubstitute(target))
            {
                setUp = new SetUp(SetUpKind.Verification, inOrder);
                return true;
            }
        }

        // `context.Configure().UserId.Returns("u")` says that what follows is a set-up, and gives the substitute itself.
        var substitute = SetUpChains.NextCall(reference) is { TargetMethod: { Name: "Configure", Parameters.Length: 1 } configure } configured && IsNSubstitute(configure) ? configured : reference;
        if (SetUpChains.NextCall(substitute) is { } direct && IsNSubstitute(direct.TargetMethod))
        {
            var name = direct.TargetMethod.Name;
            setUp = new SetUp(
                name.IndexOf("Receive", StringComparison.Ordinal) >= 0 ? SetUpKind.Verification : SetUpKind.Behaviour,
                direct);
            return true;
        }

        if (SetUpChains.MemberAccessOn(substitute) is { } access
            && SetUpChains.NextCall(access) is { } returns
            && IsNSubstitute(returns.TargetMethod))
        {
            setUp = ReadReturns(returns, SetUpChains.MemberOf(access, static _ => true));
            return true;
        }

        return SetUpChains.TryReadAssignment(reference, out setUp);
    }

    // `For<T>(constructorArguments)` and `For<T1, T2>()` make more of it than a plain double.
    public bool TryReadCreation(IOperation creation, List<SetUp> setUps) =>
        creation is IInvocationOperation { TargetMethod: { Name: "For", TypeArguments.Length: 1 } } invocation
        && SetUpChains.ArgumentCount(invocation) == 0;

    private static SetUp ReadReturns(IInvocationOperation returns, ISymbol? member)
    {
        if (SetUpChains.NextCall(returns) is not null)
        {
            return new SetUp(SetUpKind.Behaviour, returns, member);
        }

        switch (returns.TargetMethod.Name)
        {
            case "ReturnsNull" or "ReturnsNullForAnyArgs":
                return new SetUp(SetUpKind.Empty, returns, member);
            case "Returns" or "ReturnsForAnyArgs"
                when SetUpChains.ArgumentCount(returns) == 1
                    && SetUpChains.Argument(returns, 0) is { } argument
                    && SetUpChains.TryGetReturned(argument, out var value, out var isLazy):
                return new SetUp(SetUpKind.Value, returns, member, value, isLazy);
            default:
                return new SetUp(SetUpKind.Behaviour, returns, member);
        }
    }

    private static bool IsNSubstitute(IMethodSymbol method)
    {
        var current = method.ContainingNamespace;
        while (current is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            current = current.ContainingNamespace;
        }

        return current?.Name == "NSubstitute";
    }
}
