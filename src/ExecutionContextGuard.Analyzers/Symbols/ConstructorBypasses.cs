using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>Calls that give an object of a guarded type whose constructor did not run, or not the one that validates.</summary>
internal static class ConstructorBypasses
{
    /// <summary>The guarded type of the object that such a call gives; null for any other call.</summary>
    public static ITypeSymbol? TypeMadeBy(IInvocationOperation invocation, GuardedTypes guarded)
    {
        var method = invocation.TargetMethod;
        switch (method.Name)
        {
            case "GetUninitializedObject" or "GetSafeUninitializedObject" when method.ContainingType?.Name is "RuntimeHelpers" or "FormatterServices":
                return invocation.Arguments.Length == 1 ? GuardedType(invocation.Arguments[0].Value, guarded) : null;
            case "CreateInstance" when method.ContainingType is { Name: "Activator", ContainingNamespace.Name: "System" }:
                return invocation.Arguments.Length > 1 && AllowsNonPublic(invocation) ? GuardedType(invocation.Arguments[0].Value, guarded) : null;
            case "As" when method.ContainingType is { Name: "Unsafe", ContainingNamespace.Name: "CompilerServices" }:
                var target = method.TypeArguments.Length == 0 ? null : method.TypeArguments[method.TypeArguments.Length - 1];
                return guarded.IsGuarded(target) ? target : null;
            default:
                return null;
        }
    }

    /// <summary>The guarded type whose public constructor such a call runs; null for any other call.</summary>
    public static INamedTypeSymbol? TypeConstructedBy(IInvocationOperation invocation, GuardedTypes guarded)
    {
        var method = invocation.TargetMethod;
        if (method is not { Name: "CreateInstance", ContainingType: { Name: "Activator", ContainingNamespace.Name: "System" } } || AllowsNonPublic(invocation))
        {
            return null;
        }

        var type = method.TypeArguments.Length == 1 && guarded.IsGuarded(method.TypeArguments[0]) ? method.TypeArguments[0]
            : invocation.Arguments.IsEmpty ? null
            : GuardedType(invocation.Arguments[0].Value, guarded);
        return type as INamedTypeSymbol;
    }

    private static ITypeSymbol? GuardedType(IOperation value, GuardedTypes guarded) =>
        value is ITypeOfOperation { TypeOperand: { } type } && guarded.IsGuarded(type) ? type : null;

    /// <summary>`nonPublic: true`, or binding flags that name NonPublic.</summary>
    private static bool AllowsNonPublic(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument is { Parameter: { Name: "nonPublic", Type.SpecialType: SpecialType.System_Boolean }, Value.ConstantValue: { HasValue: true, Value: true } }
                || (argument is { Parameter.Type.Name: "BindingFlags", Value.ConstantValue: { HasValue: true, Value: int flags } } && (flags & 32) != 0))
            {
                return true;
            }
        }

        return false;
    }
}
