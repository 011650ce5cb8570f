using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Where an attribute of ours can stand: in the assemblies that declare it, and in those that see one that does. No other is asked for its attributes.</summary>
internal static class AttributeAssemblies
{
    private const string GuardedContextTypeAttribute = "GuardedContextTypeAttribute";

    /// <summary>Whether the assembly is one of the declaring ones or references one.</summary>
    public static bool Sees(IAssemblySymbol assembly, List<IAssemblySymbol> declaring)
    {
        foreach (var candidate in declaring)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate, assembly))
            {
                return true;
            }

            foreach (var module in assembly.Modules)
            {
                if (module.ReferencedAssemblies.Contains(candidate.Identity))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether the assembly declares the attribute that guards a type of somebody else's.</summary>
    public static bool Declares(ICollection<string> typeNames) => typeNames.Contains(GuardedContextTypeAttribute);

    /// <summary>Adds what <c>[assembly: GuardedContextType(typeof(T))]</c> names.</summary>
    public static void AddNamed(Compilation compilation, List<IAssemblySymbol> declaring, HashSet<INamedTypeSymbol> listed)
    {
        AddNamed(compilation.Assembly, listed);
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!PlatformAssemblies.Contains(reference) && Sees(reference, declaring))
            {
                AddNamed(reference, listed);
            }
        }
    }

    private static void AddNamed(IAssemblySymbol assembly, HashSet<INamedTypeSymbol> listed)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == GuardedContextTypeAttribute
                && attribute.ConstructorArguments.Length > 0
                && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type })
            {
                listed.Add(type.OriginalDefinition);
            }
        }
    }
}
