using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>
/// Functions that are listed, and each of which is expected to throw: `foreach (var act in acts) { Assert.Throws&lt;ArgumentNullException&gt;(act); }`,
/// or a theory that gets them as its data.
/// </summary>
internal static class ListedFailures
{
    /// <summary>Whether the function stands in a list whose elements an assertion expects to throw.</summary>
    public static bool Contain(IOperation function)
    {
        for (var current = function.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IConversionOperation or IDelegateCreationOperation or IArrayCreationOperation or IArrayInitializerOperation or IObjectOrCollectionInitializerOperation or ITupleOperation:
                case IObjectCreationOperation:
                case IArgumentOperation { Parent: IObjectCreationOperation or IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation } }:
                case IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation }:
                case var list when list.Syntax is CollectionExpressionSyntax:
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return IsLoopedOver(declarator.Symbol, current);
                case IFieldInitializerOperation or IPropertyInitializerOperation or IReturnOperation:
                    return MemberAt(function) is { } data && IsDataOfThrows(data, function);
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool IsLoopedOver(ILocalSymbol list, IOperation inside)
    {
        var root = inside;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        foreach (var part in root.Descendants())
        {
            if (part is IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var element } } loop
                && Unconverted(loop.Collection) is ILocalReferenceOperation { Local: var looped }
                && SymbolEqualityComparer.Default.Equals(looped, list)
                && ExpectedFailures.IsUsedByThrow(loop, element))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`[Theory, MemberData(nameof(Calls))] public void Throws(Action act) => Assert.Throws&lt;ArgumentNullException&gt;(act);`</summary>
    private static bool IsDataOfThrows(ISymbol data, IOperation inside)
    {
        foreach (var member in data.ContainingType.GetMembers())
        {
            if (member is not IMethodSymbol { Parameters.IsEmpty: false } test || !IsGivenBy(test, data.Name))
            {
                continue;
            }

            foreach (var declaration in test.DeclaringSyntaxReferences)
            {
                if (declaration.SyntaxTree == inside.Syntax.SyntaxTree && inside.SemanticModel?.GetOperation(declaration.GetSyntax()) is { } body)
                {
                    foreach (var parameter in test.Parameters)
                    {
                        if (parameter.Type.TypeKind == TypeKind.Delegate && ExpectedFailures.IsUsedByThrow(body, parameter))
                        {
                            return true;
                        }
                    }
                }
            }
        }

        return false;
    }

    private static bool IsGivenBy(IMethodSymbol test, string name)
    {
        foreach (var attribute in test.GetAttributes())
        {
            foreach (var argument in attribute.ConstructorArguments)
            {
                if (argument is { Kind: TypedConstantKind.Primitive, Value: string named } && named == name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ISymbol? MemberAt(IOperation operation)
    {
        var symbol = operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol is IMethodSymbol { AssociatedSymbol: { } property } ? property : symbol is { ContainingType: not null } ? symbol : null;
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
