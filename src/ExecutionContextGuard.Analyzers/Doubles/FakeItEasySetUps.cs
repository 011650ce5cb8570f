using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>FakeItEasy: <c>A.CallTo(() => context.UserId).Returns(x)</c>, <c>fake.CallsTo(..)</c>, property assignments, and all that checks or does more.</summary>
internal sealed class FakeItEasySetUps : ISetUpReader
{
    public bool TryRead(IOperation reference, out SetUp setUp)
    {
        var handed = reference.Parent;
        while (handed is IConversionOperation)
        {
            handed = handed.Parent;
        }

        // `A.CallTo(() => accessor.Current).Returns(context)` sets the accessor up: there it is a value like any other.
        if (handed is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: { Name: "A" or "Fake" } container } about }
            && IsFakeItEasy(container))
        {
            // `A.CallTo(context)` is any call of it, `Fake.GetCalls(context)` all that were made.
            setUp = new SetUp(about.TargetMethod.Name == "GetCalls" || EndsVerified(about) ? SetUpKind.Verification : SetUpKind.Behaviour, about);
            return true;
        }

        // The wrapper: `fake.CallsTo(c => c.UserId)`.
        if (SetUpChains.NextCall(reference) is { } direct && IsFakeItEasy(direct.TargetMethod.ContainingType))
        {
            setUp = direct.TargetMethod.Name == "CallsTo"
                ? ReadReturns(direct, SetUpChains.MemberNamedBy(SetUpChains.Argument(direct, 0)))
                : new SetUp(EndsVerified(direct) ? SetUpKind.Verification : SetUpKind.Behaviour, direct);
            return true;
        }

        if (reference.Parent is IPropertyReferenceOperation { Property: { Name: not "FakedObject", ContainingType: { } declaring } } property && IsFakeItEasy(declaring))
        {
            setUp = new SetUp(property.Property.Name == "RecordedCalls" ? SetUpKind.Verification : SetUpKind.Behaviour, property);
            return true;
        }

        if (CallNamedAround(reference) is { } call)
        {
            setUp = call.TargetMethod.Name == "CallTo"
                ? ReadReturns(call, SetUpChains.TryGetBody(SetUpChains.Argument(call, 0), out _, out var body)
                    ? SetUpChains.MemberOf(body, instance => ReferenceEquals(instance, reference))
                    : null)
                : new SetUp(EndsVerified(call) ? SetUpKind.Verification : SetUpKind.Behaviour, call);
            return true;
        }

        return SetUpChains.TryReadAssignment(reference, out setUp);
    }

    public bool TryReadCreation(IOperation creation, List<SetUp> setUps) => creation switch
    {
        IObjectCreationOperation { Arguments.Length: 0, Initializer: null } => true,
        IObjectCreationOperation { Arguments.Length: 1, Initializer: null } wrapper => TryReadOptions(wrapper.Arguments[0].Value, setUps),
        IInvocationOperation { TargetMethod.Name: "Fake" or "Dummy" } invocation =>
            SetUpChains.ArgumentCount(invocation) == 0
            || (SetUpChains.ArgumentCount(invocation) == 1 && SetUpChains.Argument(invocation, 0) is { } options && TryReadOptions(options, setUps)),
        _ => false,
    };

    /// <summary><c>o => o.ConfigureFake(f => A.CallTo(() => f.UserId).Returns(x))</c>; any other option makes it more than a value.</summary>
    private bool TryReadOptions(IOperation options, List<SetUp> setUps)
    {
        if (SetUpChains.Unwrap(options) is not IAnonymousFunctionOperation lambda || !TryGetStatement(lambda, 0, out var option) || lambda.Body.Operations.Length > 2)
        {
            return false;
        }

        var found = new List<SetUp>();
        var current = SetUpChains.Unwrap(option);
        while (current is IInvocationOperation { TargetMethod.Name: "ConfigureFake" } call && IsFakeItEasy(call.TargetMethod.ContainingType))
        {
            if (SetUpChains.Argument(call, 0) is not { } argument || SetUpChains.Unwrap(argument) is not IAnonymousFunctionOperation configure || !TryReadConfigured(configure, found))
            {
                return false;
            }

            current = SetUpChains.Unwrap(call.Instance ?? call.Arguments[0].Value);
        }

        // They are read from the last to the first.
        found.Reverse();
        setUps.AddRange(found);
        return current is IParameterReferenceOperation;
    }

    /// <summary>Statements that each give one member of the fake a value.</summary>
    private bool TryReadConfigured(IAnonymousFunctionOperation configure, List<SetUp> found)
    {
        for (var i = configure.Body.Operations.Length - 1; i >= 0; i--)
        {
            if (configure.Body.Operations[i] is IReturnOperation { ReturnedValue: null, IsImplicit: true })
            {
                continue;
            }

            IOperation? fake = null;
            if (TryGetStatement(configure, i, out var statement))
            {
                foreach (var inner in statement.DescendantsAndSelf())
                {
                    if (inner is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter.ContainingSymbol, configure.Symbol))
                    {
                        if (fake is not null)
                        {
                            // `A.CallTo(() => f.UserId).Returns(f.ThreadId)` is made with the double itself.
                            return false;
                        }

                        fake = reference;
                    }
                }
            }

            if (fake is null || !TryRead(fake, out var setUp) || setUp.Kind is not (SetUpKind.Value or SetUpKind.Assignment) || !ReferenceEquals(setUp.Whole, SetUpChains.Unwrap(statement!)))
            {
                return false;
            }

            found.Add(new SetUp(SetUpKind.Value, setUp.Whole, setUp.Member, setUp.Value, setUp.IsLazy));
        }

        return true;
    }

    /// <summary>The expression that the statement at the index is.</summary>
    private static bool TryGetStatement(IAnonymousFunctionOperation lambda, int index, [NotNullWhen(true)] out IOperation? expression)
    {
        expression = index < lambda.Body.Operations.Length
            ? lambda.Body.Operations[index] switch
            {
                IExpressionStatementOperation statement => statement.Operation,
                IReturnOperation { ReturnedValue: { } returned } => returned,
                _ => null,
            }
            : null;
        return expression is not null;
    }

    /// <summary>The <c>A.CallTo(() => ..)</c> or <c>A.CallToSet(() => ..)</c> whose lambda the reference is the double of.</summary>
    private static IInvocationOperation? CallNamedAround(IOperation reference)
    {
        for (var around = reference.Parent; around is not null; around = around.Parent)
        {
            switch (around)
            {
                case IInvocationOperation { TargetMethod: { Name: "CallTo" or "CallToSet", ContainingType: { Name: "A" } container } } call when IsFakeItEasy(container):
                    return call;

                // `A.CallTo(() => other.Run(context))` is about the other double: this one is an argument.
                case IArgumentOperation argument when !IsLambda(argument.Value):
                    return null;
            }
        }

        return null;
    }

    private static bool IsLambda(IOperation value) => SetUpChains.Unwrap(value) is IAnonymousFunctionOperation;

    private static SetUp ReadReturns(IInvocationOperation call, ISymbol? member)
    {
        if (SetUpChains.NextCall(call) is not { } returns)
        {
            return new SetUp(SetUpKind.Behaviour, call, member);
        }

        if (EndsVerified(returns))
        {
            return new SetUp(SetUpKind.Verification, returns, member);
        }

        return returns.TargetMethod.Name is "Returns" or "ReturnsLazily"
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
            if (current.TargetMethod.Name.StartsWith("Must", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFakeItEasy(INamedTypeSymbol type)
    {
        var current = type.ContainingNamespace;
        while (current is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            current = current.ContainingNamespace;
        }

        return current?.Name == "FakeItEasy";
    }
}
