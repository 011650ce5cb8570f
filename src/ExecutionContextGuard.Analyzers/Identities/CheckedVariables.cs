using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>Where a body asks what is in its variables: `if (userId == "") { return Unauthorized(); }` lets no fallback through. A body is read once.</summary>
internal sealed class CheckedVariables
{
    private static readonly string[] s_checks = ["Is", "Equals", "Throw", "Validate", "Ensure", "Require", "Guard", "Check", "Assert", "Verify", "Try", "NotNull", "Against", "Contains", "Has"];

    // Held as long as the body itself lives.
    private readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, List<int>>> _known = new();

    /// <summary>Whether an expression between the two positions checks the local, parameter or member.</summary>
    public bool Contain(ISymbol variable, IOperation body, int after, int before)
    {
        if (!_known.GetValue(body, static key => Read(key)).TryGetValue(variable, out var positions))
        {
            return false;
        }

        foreach (var position in positions)
        {
            if (position > after && position < before)
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<ISymbol, List<int>> Read(IOperation body)
    {
        var read = new Dictionary<ISymbol, List<int>>(SymbolEqualityComparer.Default);
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (Referenced(operation) is { } variable && IsChecked(operation))
            {
                if (!read.TryGetValue(variable, out var positions))
                {
                    read.Add(variable, positions = new List<int>(1));
                }

                positions.Add(operation.Syntax.SpanStart);
            }
        }

        return read;
    }

    private static ISymbol? Referenced(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation or IPropertyReferenceOperation => ((IMemberReferenceOperation)operation).Member,
        _ => null,
    };

    private static bool IsChecked(IOperation reference)
    {
        // `userId.Value == Guid.Empty`, `userId.ToString().Length == 0`.
        var current = reference.Parent;
        while (current is IConversionOperation or IParenthesizedOperation or IPropertyReferenceOperation { Property.Name: "Value" } or IInvocationOperation { TargetMethod: { Name: "ToString", IsStatic: false } })
        {
            current = current.Parent;
        }

        return current switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IIsPatternOperation => true,
            IPropertyReferenceOperation { Property.Name: "Length" } => true,
            IArgumentOperation { Parent: IInvocationOperation call } => IsCheck(call.TargetMethod.Name) || IsAskedFor(call),
            IInvocationOperation call => IsCheck(call.TargetMethod.Name),
            _ => false,
        };
    }

    /// <summary>`var user = users.Find(userId); if (user is null) { return NotFound(); }`, `users.Find(userId) ?? throw ..`: an ID that names nobody comes no further.</summary>
    private static bool IsAskedFor(IInvocationOperation lookUp)
    {
        IOperation found = lookUp;
        while (found.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation || found.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            found = found.Parent;
        }

        switch (found.Parent)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IIsPatternOperation:
            case ICoalesceOperation coalesce when ReferenceEquals(coalesce.Value, found) && Unconverted(coalesce.WhenNull) is IThrowOperation:
                return true;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var result } }:
                return IsAsked(result, found);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var result } }:
                return IsAsked(result, found);
            default:
                return false;
        }
    }

    /// <summary>Whether the body asks after the place whether there is something in the local.</summary>
    private static bool IsAsked(ILocalSymbol result, IOperation place)
    {
        foreach (var operation in IdentityTracer.RootOf(place).DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation local
                && local.Syntax.SpanStart > place.Syntax.SpanStart
                && SymbolEqualityComparer.Default.Equals(local.Local, result)
                && local.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IIsPatternOperation or IConversionOperation { Parent: IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } })
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static bool IsCheck(string name)
    {
        foreach (var start in s_checks)
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
