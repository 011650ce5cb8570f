using System;
using System.Collections.Generic;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>Moq: <c>Setup</c>, <c>SetupGet</c>, <c>SetupProperty</c>, the predicate of <c>Mock.Of</c>, and all that checks or does more.</summary>
internal sealed class MoqSetUps : ISetUpReader
{
    public bool TryRead(IOperation reference, out SetUp setUp)
    {
        var wrapper = reference;
        if (reference.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Get", ContainingType.Name: "Mock" } method } get }
            && IsMoq(method))
        {
            wrapper = get;
        }

        // `Mock.Verify(first, second)`, `Mock.VerifyAll(..)`: the wrappers stand in a params array.
        for (var around = reference.Parent; around is IArrayInitializerOperation or IArrayCreationOperation or IArgumentOperation or IConversionOperation; around = around.Parent)
        {
            if (around.Parent is IInvocationOperation { TargetMethod: { IsStatic: true } target } checking
                && IsMoq(target) && target.Name.StartsWith("Verify", StringComparison.Ordinal))
            {
                setUp = new SetUp(SetUpKind.Verification, checking);
                return true;
            }
        }

        if (SetUpChains.NextCall(wrapper) is { } first && IsMoq(first.TargetMethod))
        {
            setUp = ReadCall(first);
            return true;
        }

        if (wrapper.Parent is IPropertyReferenceOperation { Property: { } property } access
            && ReferenceEquals(access.Instance, wrapper) && IsMoq(property) && property.Name != "Object")
        {
            setUp = new SetUp(property.Name == "Invocations" ? SetUpKind.Verification : SetUpKind.Behaviour, access);
            return true;
        }

        return SetUpChains.TryReadAssignment(reference, out setUp);
    }

    public bool TryReadCreation(IOperation creation, List<SetUp> setUps)
    {
        switch (creation)
        {
            case IObjectCreationOperation { Initializer: null } made:
                foreach (var argument in made.Arguments)
                {
                    if (!IsLoose(argument))
                    {
                        return false;
                    }
                }

                return true;
            case IInvocationOperation { TargetMethod.Name: "Of" } of:
                foreach (var argument in of.Arguments)
                {
                    if (argument.ArgumentKind == ArgumentKind.DefaultValue || IsLoose(argument))
                    {
                        continue;
                    }

                    if (!SetUpChains.TryGetBody(argument.Value, out _, out var predicate))
                    {
                        return false;
                    }

                    ReadPredicate(predicate, setUps);
                }

                return true;
            default:
                return false;
        }
    }

    private static SetUp ReadCall(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (name.StartsWith("Verify", StringComparison.Ordinal))
        {
            return new SetUp(SetUpKind.Verification, call);
        }

        switch (name)
        {
            case "Setup" or "SetupGet" when SetUpChains.ArgumentCount(call) == 1:
                return ReadReturns(call, SetUpChains.MemberNamedBy(SetUpChains.Argument(call, 0)));
            case "SetupProperty":
                return SetUpChains.NextCall(call) is { } next
                    ? new SetUp(EndsVerified(next) ? SetUpKind.Verification : SetUpKind.Behaviour, next)
                    : new SetUp(SetUpKind.Value, call, SetUpChains.MemberNamedBy(SetUpChains.Argument(call, 0)), SetUpChains.Argument(call, 1));
            case "SetupAllProperties" when SetUpChains.NextCall(call) is null:
                return SetUp.OfAllMembers(call);
            default:
                return new SetUp(SetUpKind.Behaviour, call);
        }
    }

    private static SetUp ReadReturns(IInvocationOperation setup, ISymbol? member)
    {
        if (SetUpChains.NextCall(setup) is not { } returns)
        {
            return new SetUp(SetUpKind.Value, setup, member);
        }

        if (EndsVerified(returns))
        {
            return new SetUp(SetUpKind.Verification, returns, member);
        }

        return returns.TargetMethod.Name == "Returns"
            && SetUpChains.ArgumentCount(returns) == 1
            && SetUpChains.NextCall(returns) is null
            && SetUpChains.Argument(returns, 0) is { } argument
            && SetUpChains.TryGetReturned(argument, out var value, out var isLazy)
                ? new SetUp(SetUpKind.Value, returns, member, value, isLazy)
                : new SetUp(SetUpKind.Behaviour, returns, member);
    }

    private static bool EndsVerified(IInvocationOperation call)
    {
        for (var current = call; current is not null; current = SetUpChains.NextCall(current))
        {
            if (current.TargetMethod.Name == "Verifiable")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>c.UserId == x &amp;&amp; c.RunId == y</c>; any other conjunct is a set-up without a member, which the planner refuses.</summary>
    private static void ReadPredicate(IOperation predicate, List<SetUp> setUps)
    {
        var pending = new Stack<IOperation>();
        pending.Push(predicate);
        while (pending.Count != 0)
        {
            var conjunct = SetUpChains.Unwrap(pending.Pop());
            if (conjunct is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and)
            {
                pending.Push(and.RightOperand);
                pending.Push(and.LeftOperand);
                continue;
            }

            if (conjunct is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality
                && SetUpChains.MemberOf(equality.LeftOperand, static instance => instance is IParameterReferenceOperation) is { } member
                && !ContainsLambdaParameter(equality.RightOperand))
            {
                setUps.Add(new SetUp(SetUpKind.Value, conjunct, member, equality.RightOperand));
            }
            else
            {
                setUps.Add(new SetUp(SetUpKind.Value, conjunct));
            }
        }
    }

    private static bool ContainsLambdaParameter(IOperation operation)
    {
        foreach (var descendant in operation.DescendantsAndSelf())
        {
            if (descendant is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLoose(IArgumentOperation argument) =>
        argument.Value is IFieldReferenceOperation { Field: { Name: "Loose" or "Default", ContainingType.Name: "MockBehavior" } };

    private static bool IsMoq(ISymbol member)
    {
        for (var current = member.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (TypeNames.IsNamed(current, "Moq"))
            {
                return true;
            }
        }

        return false;
    }
}
