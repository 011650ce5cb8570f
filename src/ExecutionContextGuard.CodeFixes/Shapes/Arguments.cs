using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <summary>Finds the parameter that an argument is for.</summary>
internal static class Arguments
{
    /// <summary>The operation of the argument; null for a dynamic call, a tuple's element and half-typed code.</summary>
    public static IArgumentOperation? Of(ArgumentSyntax argument, SemanticModel model)
    {
        if (model.GetOperation(argument) is IArgumentOperation direct)
        {
            return direct;
        }

        // `Run(null!)` has no operation of its own at the argument: the call knows it.
        var arguments = argument.Parent?.Parent is { } call ? model.GetOperation(call) switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            IPropertyReferenceOperation indexer => indexer.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        }
        : ImmutableArray<IArgumentOperation>.Empty;
        foreach (var operation in arguments)
        {
            if (operation.Syntax == argument || argument.Span.Contains(operation.Value.Syntax.Span) || IsAmong(argument, operation))
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>The type that is asked of what is written: one of several arguments of `params` is an element.</summary>
    public static ITypeSymbol? TypeAskedBy(IArgumentOperation argument) =>
        argument is { ArgumentKind: ArgumentKind.ParamArray, Parameter.Type: IArrayTypeSymbol array } ? array.ElementType : argument.Parameter?.Type;

    /// <summary>`core.RunAll(first, second)`: the compiler makes one argument of both, an array.</summary>
    private static bool IsAmong(ArgumentSyntax argument, IArgumentOperation operation) =>
        operation is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues: var elements } }
        && elements.Any(element => argument.Span.Contains(element.Syntax.Span));
}
