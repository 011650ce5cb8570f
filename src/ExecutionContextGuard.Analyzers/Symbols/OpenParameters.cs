using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Parameters of code that can be read, through which a context can be handed on although their type does not say so.</summary>
internal static class OpenParameters
{
    /// <summary>A bit for each parameter whose type is loose, a type parameter, or some generic type that may wrap a double.</summary>
    public static ulong Of(IMethodSymbol definition, ImmutableArray<IParameterSymbol> parameters, OpenTypes types)
    {
        // What an abstract or virtual method does with it is for its implementations to say, and which one runs is asked at the call.
        if (definition.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.LocalFunction or MethodKind.DelegateInvoke)
            || definition.IsAbstract
            || definition.IsExtern)
        {
            return 0;
        }

        ulong open = 0;
        for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
        {
            if (parameters[i].RefKind != RefKind.Out && types.CanBeGiven(parameters[i].Type))
            {
                open |= 1UL << i;
            }
        }

        return open != 0 && (definition.MethodKind == MethodKind.DelegateInvoke || !definition.DeclaringSyntaxReferences.IsEmpty) ? open : 0;
    }
}
