using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>Code that is meant to hand over something wrong, because a test asserts that it is refused.</summary>
/// <remarks>Asked only when a finding is about to be reported.</remarks>
internal static class ExpectedFailures
{
    /// <summary>Whether the operation runs inside something that an assertion expects to throw.</summary>
    /// <param name="operation">What may be spared.</param>
    /// <param name="containing">The member that it stands in, or a function inside of it.</param>
    public static bool Contain(IOperation operation, ISymbol containing)
    {
        IOperation? root = null;
        for (var current = operation; current is not null; current = current.Parent)
        {
            root = current;
            switch (current)
            {
                case IAnonymousFunctionOperation lambda when IsExpectedToThrow(lambda):
                case ITryOperation attempt when FailsUnlessThrown(attempt) && !IsInHandler(operation, attempt):
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var pending } } initializer
                    when IsWhole(initializer.Value, operation) && IsDeferred(pending.Type) && IsUsedByThrow(initializer, pending):
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var later } } assignment
                    when IsWhole(assignment.Value, operation) && IsDeferred(later.Type) && IsUsedByThrow(assignment, later):
                    return true;
            }
        }

        return root is not null && (NamedFunctionIsExpectedToThrow(operation, root) || HasExpectedException(containing));
    }

    /// <summary>`Assert.Throws(() => ..)`, `FluentActions.Invoking(() => ..).Should().Throw()`, `Action act = () => ..; act.Should().Throw();`.</summary>
    private static bool IsExpectedToThrow(IOperation function)
    {
        var consumer = Consumer(function);
        switch (consumer)
        {
            case IArgumentOperation { Parent: IInvocationOperation { Parent: not IObjectOrCollectionInitializerOperation } call }:
                return LeadsToThrow(call);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return IsUsedByThrow(declarator, declarator.Symbol);
            case IVariableInitializerOperation { Parent: IVariableDeclarationOperation { Declarators: { Length: 1 } declarators } declaration }:
                return IsUsedByThrow(declaration, declarators[0].Symbol);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                return IsUsedByThrow(assignment, target.Local);
            default:
                return ListedFailures.Contain(function);
        }
    }

    /// <summary>`var running = core.Run(null!); await Assert.ThrowsAsync(() => running);`: what a task or a sequence throws, it throws where it is awaited or read.</summary>
    private static bool IsDeferred(ITypeSymbol type) =>
        type is { Name: "Task" or "ValueTask" or "IAsyncEnumerable" } || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    private static bool IsWhole(IOperation value, IOperation operation)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return ReferenceEquals(value, operation);
    }

    private static bool NamedFunctionIsExpectedToThrow(IOperation operation, IOperation root)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is ILocalFunctionOperation function && IsExpectedToThrow(function.Symbol, root))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`Assert.Throws(Act)`, `Action act = Act; Assert.Throws(act);`, `Assert.Throws(() => Act("u"))` where it is called nowhere else.</summary>
    private static bool IsExpectedToThrow(IMethodSymbol function, IOperation root)
    {
        var calls = 0;
        var expected = 0;
        foreach (var part in root.Descendants())
        {
            switch (part)
            {
                case IMethodReferenceOperation { Method: var referenced } when IsSame(referenced, function) && IsExpectedToThrow(part):
                    return true;
                case IInvocationOperation { TargetMethod: var called } when IsSame(called, function):
                    calls++;
                    expected += IsInLambdaExpectedToThrow(part) ? 1 : 0;
                    break;
            }
        }

        return calls != 0 && expected == calls;
    }

    private static bool IsInLambdaExpectedToThrow(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && IsExpectedToThrow(lambda))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSame(IMethodSymbol one, IMethodSymbol other) => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition);

    /// <summary>Whether what the local or parameter holds is expected to throw somewhere in the body.</summary>
    public static bool IsUsedByThrow(IOperation declaration, ISymbol variable)
    {
        var root = declaration;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        foreach (var part in root.Descendants())
        {
            var referenced = part switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => (ISymbol)parameter.Parameter,
                _ => null,
            };
            if (referenced is not null
                && SymbolEqualityComparer.Default.Equals(referenced, variable)
                && (Consumer(part) is IArgumentOperation { Parent: IInvocationOperation call } ? LeadsToThrow(call) : IsInLambdaExpectedToThrow(part)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What takes the value, past conversions and delegate creations.</summary>
    private static IOperation? Consumer(IOperation value)
    {
        var consumer = value.Parent;
        while (consumer is IConversionOperation or IDelegateCreationOperation)
        {
            consumer = consumer.Parent;
        }

        return consumer;
    }

    /// <summary>Whether the call expects its delegate to throw, by itself or through the fluent chain that hangs on it.</summary>
    private static bool LeadsToThrow(IInvocationOperation call)
    {
        while (true)
        {
            var name = call.TargetMethod.Name;
            if (IsThrowAssertion(call))
            {
                return true;
            }

            // Only the words that carry a delegate towards its assertion: `act.Should()`, `sut.Invoking(..)`, `.Awaiting(..)`, `Assert.That(..)`.
            if (name is not ("Should" or "Invoking" or "Awaiting" or "Enumerating" or "CompleteWithinAsync" or "And" or "Which" or "That"))
            {
                return false;
            }

            var next = call.Parent;
            while (next is IConversionOperation or IPropertyReferenceOperation)
            {
                next = next.Parent;
            }

            if (next is IArgumentOperation { Parent: IInvocationOperation outer })
            {
                call = outer;
            }
            else if (next is IInvocationOperation receiver)
            {
                call = receiver;
            }
            else
            {
                return false;
            }
        }
    }

    private static bool IsThrowAssertion(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var name = method.Name;
        if (name == "ThrowsNothing")
        {
            return false;
        }

        if (name.StartsWith("Throw", StringComparison.Ordinal) || name.StartsWith("ShouldThrow", StringComparison.Ordinal))
        {
            return true;
        }

        switch (method.ContainingType?.Name)
        {
            case "Assert" or "ClassicAssert" when name.StartsWith("Catch", StringComparison.Ordinal):
            case "Record" when name.StartsWith("Exception", StringComparison.Ordinal):
                return true;
            case "Assert" when name is "That" or "ThatAsync":
                return HasThrowsConstraint(call);
            default:
                return false;
        }
    }

    /// <summary>`Assert.That(() => .., Throws.ArgumentException)`; `Throws.Nothing` expects the contrary.</summary>
    private static bool HasThrowsConstraint(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            var throws = false;
            foreach (var part in argument.Value.DescendantsAndSelf())
            {
                var member = part switch
                {
                    IMemberReferenceOperation reference => reference.Member,
                    IInvocationOperation invocation => invocation.TargetMethod,
                    _ => null,
                };
                if (member?.ContainingType?.Name == "Throws")
                {
                    throws = member.Name != "Nothing";
                }
            }

            if (throws)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`try { await core.Run(null!); Assert.Fail(); } catch (..) { }`.</summary>
    private static bool FailsUnlessThrown(ITryOperation attempt)
    {
        if (attempt.Catches.IsEmpty)
        {
            return false;
        }

        foreach (var statement in attempt.Body.Operations)
        {
            if (statement is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { Name: "Fail", ContainingType.Name: "Assert" or "ClassicAssert" } } })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInHandler(IOperation operation, ITryOperation attempt) => !attempt.Body.Syntax.Span.Contains(operation.Syntax.Span);

    private static bool HasExpectedException(ISymbol containing)
    {
        var method = containing;
        while (method is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            method = method.ContainingSymbol;
        }

        if (method is not IMethodSymbol)
        {
            return false;
        }

        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "ExpectedExceptionAttribute")
            {
                return true;
            }
        }

        return false;
    }
}
