using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>Where code asks whether a variable is null, or sees to it that it is not.</summary>
internal static class NullTests
{
    /// <summary>The local or parameter that the operation tests; null for any other operation.</summary>
    public static ISymbol? VariableTestedBy(IOperation operation)
    {
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                return IsNull(comparison.RightOperand) ? Variable(comparison.LeftOperand)
                    : IsNull(comparison.LeftOperand) ? Variable(comparison.RightOperand)
                    : null;
            case IIsPatternOperation test:
                return Variable(test.Value);
            case ICoalesceAssignmentOperation assignment:
                return Variable(assignment.Target);
            case IInvocationOperation invocation when IsAssertion(invocation):
                return Asserted(invocation);
            default:
                return null;
        }
    }

    /// <summary>
    /// Whether null is only what a loop begins with: `IContext? last = null; foreach (var user in users) { last = Make(user); }`. That the loop
    /// runs at all is what everybody knows who wrote it.
    /// </summary>
    public static bool IsReplacedInLoop(in LocalWrite write, List<LocalWrite> writes, IOperation use)
    {
        if (write.Value is not { } value || !IsNull(value))
        {
            return false;
        }

        var begin = write.Operation.Syntax.Span.End;
        foreach (var other in writes)
        {
            var place = other.Operation.Syntax.Span;
            if (place.Start < begin || place.End > use.Syntax.SpanStart || (other.Value is { } replacing && IsNull(replacing)))
            {
                continue;
            }

            for (var around = other.Operation.Parent; around is not null && around.Syntax.SpanStart >= begin; around = around.Parent)
            {
                if (around is ILoopOperation && around.Syntax.Span.End <= use.Syntax.SpanStart)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>`Assert.NotNull(context)`, `context.Should().NotBeNull()`, `ArgumentNullException.ThrowIfNull(context)`, `Assert.That(context, Is.Not.Null)`.</summary>
    private static bool IsAssertion(IInvocationOperation invocation)
    {
        var name = invocation.TargetMethod.Name;
        return name switch
        {
            "That" => invocation.Arguments.Length > 1
                && Unconverted(invocation.Arguments[1].Value) is IPropertyReferenceOperation { Property.Name: "Null", Instance: { } negation }
                && Unconverted(negation) is IPropertyReferenceOperation { Property.Name: "Not" },
            // Nearly no other name has the word.
            _ => name.Length > 6
                && name.IndexOf("Null", StringComparison.Ordinal) is var word and > 2
                && (name.IndexOf("NotNull", word - 3, StringComparison.Ordinal) >= 0 || name.IndexOf("NotBeNull", StringComparison.Ordinal) >= 0 || name is "ThrowIfNull"),
        };
    }

    private static ISymbol? Asserted(IInvocationOperation invocation)
    {
        IOperation? subject = invocation;
        while (subject is IInvocationOperation call)
        {
            subject = call.Instance ?? (call.Arguments.IsEmpty ? null : call.Arguments[0].Value);
            subject = subject is null ? null : Unconverted(subject);
        }

        return subject is null ? null : Variables.Of(subject);
    }

    private static bool IsNull(IOperation operation) => Unconverted(operation).ConstantValue is { HasValue: true, Value: null };

    private static ISymbol? Variable(IOperation operation) => Variables.Of(Unconverted(operation));

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
