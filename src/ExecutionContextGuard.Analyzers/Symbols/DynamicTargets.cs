using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which method a call with a dynamic argument will reach, as far as that can be told before run time.</summary>
internal static class DynamicTargets
{
    /// <summary>The only method of that name and number of parameters; null with several candidates, of which run time chooses one.</summary>
    public static IMethodSymbol? Of(IDynamicInvocationOperation invocation) =>
        invocation.Operation is IDynamicMemberReferenceOperation { ContainingType: var container, Instance: var instance } reference
        && (container ?? instance?.Type) is { TypeKind: not TypeKind.Dynamic } type
            ? TheOneMethod(type, reference.MemberName, invocation.Arguments.Length)
            : null;

    /// <summary>The parameter that an argument is for.</summary>
    public static int Ordinal(IMethodSymbol method, string? name, int position)
    {
        foreach (var parameter in method.Parameters)
        {
            if (name is not null && parameter.Name == name)
            {
                return parameter.Ordinal;
            }
        }

        return position;
    }

    private static IMethodSymbol? TheOneMethod(ITypeSymbol type, string name, int arguments)
    {
        IMethodSymbol? found = null;
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IMethodSymbol { OverriddenMethod: null } method && Takes(method, arguments))
                {
                    if (found is not null)
                    {
                        return null;
                    }

                    found = method;
                }
            }
        }

        return found;
    }

    /// <summary>Whether the method can be called with so many arguments: `Run(object context, CancellationToken token = default)` with one, too.</summary>
    private static bool Takes(IMethodSymbol method, int arguments)
    {
        var parameters = method.Parameters;
        if (parameters.Length < arguments)
        {
            return false;
        }

        for (var i = arguments; i < parameters.Length; i++)
        {
            if (!parameters[i].IsOptional)
            {
                return false;
            }
        }

        return true;
    }
}
