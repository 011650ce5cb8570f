using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>
/// `void OnTurn(Ctx context) { var services = new ServiceCollection(); services.AddSingleton(context); .. }`: who is given a context and makes a container for it
/// makes one for each call, and a singleton of that container lives no longer than the context.
/// </summary>
internal static class OwnContainers
{
    /// <summary>Whether the registration puts a parameter's value into a service collection that the same body makes.</summary>
    public static bool Take(IOperation registration) => registration switch
    {
        IInvocationOperation call => TakesParameter(call.Arguments) && (IsMadeHere(Receiver(call)) || GoesIntoOneMadeHere(call)),
        IObjectCreationOperation descriptor => TakesParameter(descriptor.Arguments) && GoesIntoOneMadeHere(descriptor),
        _ => false,
    };

    private static bool TakesParameter(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            // The collection itself, as in `services.AddSingleton(factory)`, says nothing.
            if (Unwrap(argument.Value) is IParameterReferenceOperation && (argument.Parameter?.Ordinal != 0 || argument.Parent is not IInvocationOperation { TargetMethod.IsExtensionMethod: true }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`services.Add(new ServiceDescriptor(..))`, `new ServiceCollection { new ServiceDescriptor(..) }`, `[new ServiceDescriptor(..)]`.</summary>
    private static bool GoesIntoOneMadeHere(IOperation descriptor)
    {
        if (descriptor.Syntax.Parent is ExpressionElementSyntax)
        {
            return true;
        }

        var current = descriptor.Parent;
        while (current is IConversionOperation or IArgumentOperation)
        {
            current = current.Parent;
        }

        return current is IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Replace" } call
            && (call.Parent is IObjectOrCollectionInitializerOperation || IsMadeHere(Receiver(call)));
    }

    private static IOperation? Receiver(IInvocationOperation call)
    {
        IOperation? receiver = call;
        // `new ServiceCollection().AddLogging().AddSingleton(context)`.
        while (receiver is IInvocationOperation invocation)
        {
            receiver = invocation.Instance ?? (invocation.TargetMethod.IsExtensionMethod && !invocation.Arguments.IsEmpty ? invocation.Arguments[0].Value : null);
            receiver = receiver is null ? null : Unwrap(receiver);
        }

        return receiver;
    }

    private static bool IsMadeHere(IOperation? collection) => collection switch
    {
        IObjectCreationOperation => true,
        ILocalReferenceOperation { Local.DeclaringSyntaxReferences: { Length: 1 } declarations } =>
            declarations[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax },
        _ => false,
    };

    private static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
