using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Parameters of code that can be read, through which a context can be handed on although their type does not say so.</summary>
internal static class OpenParameters
{
    /// <summary>A bit for each parameter whose type is loose, a type parameter, or some generic type that may wrap a double.</summary>
    public static ulong Of(IMethodSymbol method)
    {
        // What an abstract or virtual method does with it is for its implementations to say, and which one runs is asked at the call.
        if (method.IsAbstract
            || method.IsExtern
            || method.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.LocalFunction or MethodKind.DelegateInvoke)
            || (method.MethodKind != MethodKind.DelegateInvoke && method.DeclaringSyntaxReferences.IsEmpty))
        {
            return 0;
        }

        ulong open = 0;
        var parameters = method.OriginalDefinition.Parameters;
        for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
        {
            if (parameters[i].RefKind != RefKind.Out && (IsOpen(parameters[i].Type) || (ExecutionPaths.ElementType(parameters[i].Type) is { } element && IsOpen(element))))
            {
                open |= 1UL << i;
            }
        }

        return open;
    }

    /// <summary>Whether a value of the type can be a context, or hold one.</summary>
    private static bool IsOpen(ITypeSymbol type) => type is ITypeParameterSymbol || LooseTypes.Contains(type) || MayWrap(type);

    /// <summary><c>Mock&lt;T&gt;</c> or a class that derives from it: which types do wrap a double is for those to say who know the libraries.</summary>
    private static bool MayWrap(ITypeSymbol type)
    {
        for (var current = type as INamedTypeSymbol; current is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (PlatformAssemblies.Contains(current.ContainingAssembly))
            {
                return false;
            }

            if (current.IsGenericType || NeutralLibraries.IsMocking(current))
            {
                return true;
            }
        }

        return false;
    }
}
