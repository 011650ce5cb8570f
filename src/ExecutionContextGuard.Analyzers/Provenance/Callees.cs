using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>Which function of this compilation's source a call certainly runs.</summary>
internal static class Callees
{
    /// <summary>Whether each call of the method runs the method itself.</summary>
    public static bool AreAlwaysCertain(IMethodSymbol method) => method.MethodKind != MethodKind.DelegateInvoke && !MayBeOverridden(method);

    /// <param name="call">The invocation, creation or dynamic invocation.</param>
    /// <param name="target">The method that the compiler has bound it to, or the one that run time can only choose.</param>
    /// <param name="origins">Knows what is written to the local that a delegate is kept in.</param>
    /// <returns>Null where nobody can tell: an abstract or overridable member, a delegate from elsewhere.</returns>
    public static IMethodSymbol? Of(IOperation call, IMethodSymbol target, OriginResolver origins)
    {
        if (target.MethodKind == MethodKind.DelegateInvoke)
        {
            return call is IInvocationOperation { Instance: { } instance } ? Function(instance, origins) : null;
        }

        if (target.IsAbstract || target.IsExtern)
        {
            return null;
        }

        // `runner.Run(context)`, where a class that derives from the runner's may run something else. `base.Run(context)` is certain.
        var isCertain = !MayBeOverridden(target) || call switch
        {
            IInvocationOperation invocation => !invocation.IsVirtual || IsExactly(invocation.Instance, target.ContainingType),
            _ => false,
        };
        return isCertain ? target : null;
    }

    private static bool MayBeOverridden(IMethodSymbol method) =>
        (method.IsVirtual || method.IsOverride) && !method.IsSealed && method.ContainingType is { IsSealed: false, IsValueType: false };

    /// <summary>`new Runner().Run(context)`: nothing derives from what was just made.</summary>
    private static bool IsExactly(IOperation? instance, INamedTypeSymbol type) =>
        Unconverted(instance) is IObjectCreationOperation { Type: { } made } && (made.IsSealed || SymbolEqualityComparer.Default.Equals(made, type));

    /// <summary>`Func&lt;object, Task&gt; run = c => core.Run((IContext)c); run(context);`: the one function that the local is given.</summary>
    private static IMethodSymbol? Function(IOperation instance, OriginResolver origins)
    {
        var value = Unconverted(instance);
        if (value is ILocalReferenceOperation local)
        {
            value = origins.WritesTo(local) is { Count: 1 } writes ? Unconverted(writes[0].Value) : null;
        }

        return value is not IDelegateCreationOperation creation ? null : creation.Target switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IMethodReferenceOperation { IsVirtual: false, Method: { IsExtensionMethod: false } method } => method,
            _ => null,
        };
    }

    private static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
