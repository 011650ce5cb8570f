using System;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>Containers that make a double of whatever they were not given, and hand the same one out each time: <c>mocker.GetMock&lt;T&gt;()</c>.</summary>
/// <remarks>Asked only of calls that a line of a catalogue describes, and that are about a guarded type.</remarks>
internal static class AutoMockingContainers
{
    /// <summary>Whether the same member has the same double handed out before: <c>mocker.GetMock&lt;T&gt;()</c>, once to set it up and once to verify it, makes one.</summary>
    public static bool HasHandedOutBefore(IOperation operation, ISymbol containing)
    {
        if (operation is not IInvocationOperation call || HandsOutFrom(call) is not { } container)
        {
            return false;
        }

        foreach (var part in Root(call).Descendants())
        {
            if (ReferenceEquals(part, call))
            {
                return false;
            }

            if (part is IInvocationOperation earlier
                && SymbolEqualityComparer.Default.Equals(earlier.TargetMethod, call.TargetMethod)
                && SymbolEqualityComparer.Default.Equals(HandsOutFrom(earlier), container)
                && !ExpectedFailures.Contain(earlier, containing))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the same member has given the container an object of the type, which is what it hands out then:
    /// <c>provider.SetDependency&lt;T&gt;(context)</c>. Whether that is a double is said where it was given.
    /// </summary>
    public static bool WasGiven(IInvocationOperation call, ITypeSymbol type)
    {
        if (HandsOutFrom(call) is not { } container)
        {
            return false;
        }

        foreach (var part in Root(call).Descendants())
        {
            if (ReferenceEquals(part, call))
            {
                return false;
            }

            if (part is IInvocationOperation { Instance: { } instance } earlier && SymbolEqualityComparer.Default.Equals(Named(instance), container))
            {
                foreach (var argument in earlier.Arguments)
                {
                    if (SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, type))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The variable or member that holds the container; null for a call that makes a double each time, or that says which of several it wants.</summary>
    private static ISymbol? HandsOutFrom(IInvocationOperation call)
    {
        if (call.Instance is not { } instance || !(call.TargetMethod.Name.StartsWith("Get", StringComparison.Ordinal) || call.TargetMethod.Name == "Mock"))
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.Explicit)
            {
                return null;
            }
        }

        return Named(instance);
    }

    private static ISymbol? Named(IOperation container) => container switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IMemberReferenceOperation { Member: var member } => member,
        IInstanceReferenceOperation { Type: var type } => type,
        _ => null,
    };

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
