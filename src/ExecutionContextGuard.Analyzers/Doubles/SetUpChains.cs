using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>The grammar that the fluent interfaces of all mocking libraries share: chains of calls, lambdas that name a member.</summary>
internal static class SetUpChains
{
    /// <summary>The call that is made on the result of the operation, as a method or an extension method.</summary>
    public static IInvocationOperation? NextCall(IOperation operation)
    {
        while (operation.Parent is IConversionOperation { IsImplicit: true } conversion)
        {
            operation = conversion;
        }

        return operation.Parent switch
        {
            IInvocationOperation invocation when ReferenceEquals(invocation.Instance, operation) => invocation,
            IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } invocation } => invocation,
            _ => null,
        };
    }

    /// <summary>The arguments that a reader of the code sees: without the receiver of an extension method.</summary>
    public static IOperation? Argument(IInvocationOperation invocation, int index)
    {
        var ordinal = invocation.TargetMethod.IsExtensionMethod && invocation.Instance is null ? index + 1 : index;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal && argument.ArgumentKind != ArgumentKind.DefaultValue)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>How many arguments are written, an empty <c>params</c> array not being one.</summary>
    public static int ArgumentCount(IInvocationOperation invocation)
    {
        var count = 0;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue
                || (argument.ArgumentKind == ArgumentKind.ParamArray && argument.Value is IArrayCreationOperation { Initializer.ElementValues.Length: 0 }))
            {
                continue;
            }

            count++;
        }

        return invocation.TargetMethod.IsExtensionMethod && invocation.Instance is null ? count - 1 : count;
    }

    public static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    operation = creation.Target;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The expression that a lambda consists of.</summary>
    public static bool TryGetBody(IOperation? value, [NotNullWhen(true)] out IAnonymousFunctionOperation? lambda, [NotNullWhen(true)] out IOperation? body)
    {
        body = null;
        lambda = value is null ? null : Unwrap(value) as IAnonymousFunctionOperation;
        if (lambda is { Body.Operations: { Length: 1 } statements } && statements[0] is IReturnOperation { ReturnedValue: { } returned })
        {
            body = returned;
            return true;
        }

        return false;
    }

    /// <summary>The member that <c>c => c.UserId</c> or <c>c => c.GetUserId()</c> names: one of the parameter itself, without arguments.</summary>
    public static ISymbol? MemberNamedBy(IOperation? lambdaArgument) =>
        TryGetBody(lambdaArgument, out _, out var body) ? MemberOf(body, static instance => instance is IParameterReferenceOperation) : null;

    /// <summary>The plain member that the operation reads of an instance that fits.</summary>
    public static ISymbol? MemberOf(IOperation operation, System.Func<IOperation, bool> isTheDouble) => Unwrap(operation) switch
    {
        IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 0 } property when isTheDouble(Unwrap(instance)) => property.Property,
        IInvocationOperation { Instance: { } instance, Arguments.Length: 0 } call when isTheDouble(Unwrap(instance)) => call.TargetMethod,
        _ => null,
    };

    /// <summary>What <c>Returns(value)</c> or <c>Returns(() => value)</c> gives; false for a lambda that needs its parameters or has statements.</summary>
    public static bool TryGetReturned(IOperation argument, [NotNullWhen(true)] out IOperation? value, out bool isLazy)
    {
        isLazy = Unwrap(argument) is IAnonymousFunctionOperation;
        if (!isLazy)
        {
            value = argument;

            // A delegate that is not written here can do anything.
            return argument.Type?.TypeKind != TypeKind.Delegate;
        }

        return TryGetBody(argument, out var lambda, out value) && !Mentions(value, lambda);
    }

    /// <summary><c>context.UserId = "u"</c>: the write, where the reference is what is written to.</summary>
    public static bool TryReadAssignment(IOperation reference, out SetUp setUp)
    {
        if (MemberAccessOn(reference) is IPropertyReferenceOperation property)
        {
            switch (property.Parent)
            {
                case ISimpleAssignmentOperation assignment when ReferenceEquals(assignment.Target, property):
                    setUp = new SetUp(SetUpKind.Assignment, assignment, property.Arguments.Length == 0 ? property.Property : null, assignment.Value);
                    return true;
                case IAssignmentOperation compound when ReferenceEquals(compound.Target, property):
                    setUp = new SetUp(SetUpKind.Behaviour, compound, property.Property);
                    return true;
            }
        }

        setUp = default;
        return false;
    }

    /// <summary>The property or method of the reference's object that is used right at the reference.</summary>
    public static IOperation? MemberAccessOn(IOperation reference)
    {
        while (reference.Parent is IConversionOperation or IParenthesizedOperation)
        {
            reference = reference.Parent;
        }

        return reference.Parent switch
        {
            IPropertyReferenceOperation property when ReferenceEquals(property.Instance, reference) => property,
            IInvocationOperation invocation when ReferenceEquals(invocation.Instance, reference) => invocation,
            IEventReferenceOperation @event when ReferenceEquals(@event.Instance, reference) => @event,
            _ => null,
        };
    }

    private static bool Mentions(IOperation operation, IAnonymousFunctionOperation lambda)
    {
        foreach (var descendant in operation.DescendantsAndSelf())
        {
            if (descendant is IParameterReferenceOperation { Parameter: { } parameter }
                && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, lambda.Symbol))
            {
                return true;
            }
        }

        return false;
    }
}
