using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>Calls that give an object of a guarded type whose constructor did not run, or not the one that validates.</summary>
internal static class ConstructorBypasses
{
    public static bool Contain(IInvocationOperation invocation, GuardedTypes guarded)
    {
        var method = invocation.TargetMethod;
        switch (method.Name)
        {
            case "GetUninitializedObject" or "GetSafeUninitializedObject" when method.ContainingType?.Name is "RuntimeHelpers" or "FormatterServices":
                return invocation.Arguments.Length == 1 && IsGuardedType(invocation.Arguments[0].Value, guarded);
            case "CreateInstance" when method.ContainingType is { Name: "Activator", ContainingNamespace.Name: "System" }:
                return invocation.Arguments.Length > 1
                    && IsGuardedType(invocation.Arguments[0].Value, guarded)
                    && AllowsNonPublic(invocation);
            case "As" when method.ContainingType is { Name: "Unsafe", ContainingNamespace.Name: "CompilerServices" }:
                return method.TypeArguments.Length > 0 && guarded.IsGuarded(method.TypeArguments[method.TypeArguments.Length - 1]);
            default:
                return false;
        }
    }

    private static bool IsGuardedType(IOperation value, GuardedTypes guarded) => value is ITypeOfOperation typeOf && guarded.IsGuarded(typeOf.TypeOperand);

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
