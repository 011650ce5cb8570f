using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>Calls that are written down for a mocking library to set up or verify, and are not made.</summary>
internal static class SetUpScopes
{
    /// <summary>
    /// Whether the call only describes one: inside <c>mock.Setup(x => ..)</c> or <c>A.CallTo(() => ..)</c>, on the result of
    /// <c>sub.Received()</c>, or handed to <c>.Returns(..)</c> as in <c>sub.Run(default!).ReturnsForAnyArgs(1)</c>.
    /// </summary>
    public static bool Contain(IOperation call, DoubleCatalogue doubles)
    {
        // What a set-up returns is handed over for real, when the set-up is asked.
        if (call is IInvocationOperation { TargetMethod: { ContainingType: { } container } method } && ContextHandovers.IsSetUpResult(method, container))
        {
            return false;
        }

        if (IsVerified(call) || IsConfigured(call))
        {
            return true;
        }

        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation && IsTakenByMockingLibrary(current, doubles))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The member that a call of <c>Returns</c> sets up: <c>Current</c> of <c>accessor.Setup(a => a.Current).Returns(..)</c>; null where it is out of sight.</summary>
    public static ISymbol? MemberSetUp(IInvocationOperation returns)
    {
        var setUp = returns.Instance ?? (returns.Arguments.IsEmpty ? null : returns.Arguments[0].Value);
        if (setUp is null)
        {
            return null;
        }

        foreach (var part in setUp.DescendantsAndSelf())
        {
            var member = part switch
            {
                IPropertyReferenceOperation property => property.Property,
                IInvocationOperation invocation => invocation.TargetMethod,
                _ => (ISymbol?)null,
            };

            // `Factory.Setup(f => f.Create()).Returns(..)`: the property that holds the mock is not what is set up.
            if (member is { ContainingType: { } type } && !NeutralLibraries.IsMocking(type) && !IsOfMockingLibrary(part.Type))
            {
                return member;
            }
        }

        return null;
    }

    private static bool IsOfMockingLibrary(ITypeSymbol? type)
    {
        for (; type is INamedTypeSymbol named; type = type.BaseType)
        {
            if (NeutralLibraries.IsMocking(named))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`sub.Received().Run(context)`, `sub.Received().Last = context`.</summary>
    private static bool IsVerified(IOperation call)
    {
        var instance = call switch
        {
            IInvocationOperation invocation => invocation.Instance,
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } => target.Instance,
            _ => null,
        };
        return instance is not null && Unconverted(instance) is IInvocationOperation receiver && IsMockingMember(receiver);
    }

    private static bool IsConfigured(IOperation call)
    {
        var consumer = call.Parent;
        while (consumer is IConversionOperation or IAwaitOperation)
        {
            consumer = consumer.Parent;
        }

        return consumer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } taker } argument
            && ReferenceEquals(taker.Arguments[0], argument)
            && IsMockingMember(taker);
    }

    private static bool IsTakenByMockingLibrary(IOperation lambda, DoubleCatalogue doubles)
    {
        var consumer = lambda.Parent;
        while (consumer is IConversionOperation or IDelegateCreationOperation)
        {
            consumer = consumer.Parent;
        }

        return consumer switch
        {
            IArgumentOperation { Parent: IInvocationOperation taker } => taker.TargetMethod.ContainingType is { } container && IsMockingType(container, doubles),
            IArgumentOperation { Parent: IObjectCreationOperation { Type: INamedTypeSymbol type } } => IsMockingType(type, doubles),

            // Half-typed: `runner.Verify(r => r.RunAsync(It.IsAny<IUserExecutionContext>()), Times.` will be a verification in a moment.
            IInvalidOperation => true,
            _ => false,
        };
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static bool IsMockingMember(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { } type && NeutralLibraries.IsMocking(type);

    private static bool IsMockingType(INamedTypeSymbol type, DoubleCatalogue doubles) => NeutralLibraries.IsMocking(type) || doubles.IsListed(type);
}
