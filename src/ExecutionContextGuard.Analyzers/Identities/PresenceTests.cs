using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>Tells whether a branch is taken because something is not there: only then is its constant a fallback.</summary>
internal static class PresenceTests
{
    /// <summary>Whether the condition asks if there is a value. `isSystemJob ? SystemUsers.Scheduler : userId` chooses a user, and is none.</summary>
    public static bool IsOne(IOperation condition)
    {
        var pending = new Stack<IOperation>();
        pending.Push(condition);
        while (pending.Count != 0)
        {
            var current = pending.Pop();
            switch (current)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                    when IsNothing(comparison.LeftOperand) || IsNothing(comparison.RightOperand):
                case IPropertyReferenceOperation { Property.Name: "HasValue" or "IsAuthenticated" or "IsEmpty" or "IsDefault" or "Length" or "Count" or "Success" }:
                case IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "Any" or "Count" or "Contains" or "ContainsKey" or "HasClaim" }:
                case IInvocationOperation tried when tried.TargetMethod.Name.StartsWith("Try", StringComparison.Ordinal):
                    return true;
                case IIsPatternOperation pattern when !IsConstantOfItsOwn(pattern.Pattern):
                    return true;
            }

            foreach (var child in current.ChildOperations)
            {
                pending.Push(child);
            }
        }

        return false;
    }

    /// <summary>Whether the pattern is only met by what names nobody: `null`, `""`, `null or ""`.</summary>
    public static bool IsNothing(IPatternOperation pattern)
    {
        // Alternatives lean to the left: `(null or "") or "  "`.
        while (pattern is IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either && IsNothingAlone(either.RightPattern))
        {
            pattern = either.LeftPattern;
        }

        return IsNothingAlone(pattern);
    }

    /// <summary>Whether a constant that is written or returned here stands in for something that is not there.</summary>
    public static bool Govern(IOperation place)
    {
        for (var (current, inner) = (place.Parent, place); current is not null; inner = current, current = current.Parent)
        {
            switch (current)
            {
                case ICatchClauseOperation:
                    return true;
                case IConditionalOperation choice when !ReferenceEquals(inner, choice.Condition):
                    return IsOne(choice.Condition);
                case ISwitchCaseOperation section:
                    foreach (var clause in section.Clauses)
                    {
                        if (clause is IDefaultCaseClauseOperation
                            || (clause is ISingleValueCaseClauseOperation single && IsNothing(single.Value))
                            || (clause is IPatternCaseClauseOperation { Guard: null } pattern && IsNothing(pattern.Pattern)))
                        {
                            return true;
                        }
                    }

                    return false;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
                case IBlockOperation block when place is IReturnOperation && ReferenceEquals(inner, place) && EndsAttempts(block, place):
                    // `if (claim is { } c) { return c.Value; } return "anonymous";`
                    return true;
            }
        }

        return false;
    }

    private static bool EndsAttempts(IBlockOperation block, IOperation last)
    {
        foreach (var statement in block.Operations)
        {
            if (ReferenceEquals(statement, last))
            {
                return false;
            }

            if (statement is ITryOperation || (statement is IConditionalOperation choice && IsOne(choice.Condition)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNothingAlone(IPatternOperation pattern) => pattern is IConstantPatternOperation constant && IsNothing(constant.Value);

    private static bool IsNothing(IOperation operand)
    {
        while (operand is IConversionOperation conversion)
        {
            operand = conversion.Operand;
        }

        return IdentityConstants.TryRead(operand, out var text, out var isNumber) && !isNumber && (string.IsNullOrWhiteSpace(text) || PlaceholderIds.IsEmptyGuid(text!));
    }

    /// <summary>`role is "admin"`: a question about a value that is there.</summary>
    private static bool IsConstantOfItsOwn(IPatternOperation pattern)
    {
        while (pattern is INegatedPatternOperation negated)
        {
            pattern = negated.Pattern;
        }

        return pattern is IConstantPatternOperation constant ? !IsNothing(constant.Value) : pattern is IBinaryPatternOperation binary && IsConstantOfItsOwn(binary.LeftPattern);
    }
}
