using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Provenance;

/// <summary>Where code asks for the type of a variable, and what it does with the answer.</summary>
internal static class TypeTests
{
    /// <summary>The local or parameter whose type the operation tests; null for any other operation.</summary>
    public static ISymbol? VariableTestedBy(IOperation operation) => operation switch
    {
        IIsTypeOperation test => Variable(test.ValueOperand),
        IIsPatternOperation test when TypeIn(test.Pattern, out _) is not null => Variable(test.Value),
        _ => null,
    };

    /// <summary>
    /// The type that the variable has wherever this use of it is reached, because the test has let nothing else through:
    /// `if (given is not UserExecutionContext) { return; }`, `given is UserExecutionContext ? Run(given) : ..`.
    /// </summary>
    public static ITypeSymbol? TypeLetThrough(IOperation test, IOperation use)
    {
        var isNegated = false;
        var type = test is IIsTypeOperation plain ? plain.TypeOperand : TypeIn(((IIsPatternOperation)test).Pattern, out isNegated);
        var place = use.Syntax.Span;
        for (var current = test; current.Parent is { } around; current = around)
        {
            switch (around)
            {
                case IConversionOperation:
                    break;
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not }:
                    isNegated = !isNegated;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when !isNegated:
                    if (both.RightOperand.Syntax.Span.Contains(place))
                    {
                        return type;
                    }

                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when isNegated:
                    if (either.RightOperand.Syntax.Span.Contains(place))
                    {
                        return type;
                    }

                    break;
                case IConditionalOperation branch when ReferenceEquals(branch.Condition, current):
                    return IsReachedBy(branch, place, isNegated) ? type : null;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "True" or "IsTrue" or "Assert" or "That" } assertion }:
                    // `Assert.True(given is UserExecutionContext)`
                    return !isNegated && assertion.Syntax.Span.End <= place.Start ? type : null;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool IsReachedBy(IConditionalOperation branch, TextSpan place, bool isNegated)
    {
        if (branch.WhenTrue.Syntax.Span.Contains(place))
        {
            return !isNegated;
        }

        return isNegated
            && (branch.WhenFalse?.Syntax.Span.Contains(place) == true || (branch.Syntax.Span.End <= place.Start && NeverEnds(branch.WhenTrue)));
    }

    private static bool NeverEnds(IOperation statement)
    {
        while (statement is IBlockOperation { Operations: { IsEmpty: false } operations })
        {
            statement = operations[operations.Length - 1];
        }

        return statement is IReturnOperation or IThrowOperation or IBranchOperation
            || statement is IExpressionStatementOperation { Operation: IThrowOperation or IInvocationOperation { TargetMethod.Name: "Fail" } };
    }

    private static ITypeSymbol? TypeIn(IPatternOperation pattern, out bool isNegated)
    {
        isNegated = false;
        while (true)
        {
            switch (pattern)
            {
                case INegatedPatternOperation negated:
                    isNegated = !isNegated;
                    pattern = negated.Pattern;
                    break;
                case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both when !isNegated:
                    // `given is UserExecutionContext and not null`
                    pattern = both.LeftPattern;
                    break;
                case IDeclarationPatternOperation { MatchesNull: false } declared:
                    return declared.MatchedType;
                case ITypePatternOperation typed:
                    return typed.MatchedType;
                case IRecursivePatternOperation recursive:
                    return recursive.MatchedType;
                default:
                    return null;
            }
        }
    }

    private static ISymbol? Variable(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return Variables.Of(operation);
    }
}
