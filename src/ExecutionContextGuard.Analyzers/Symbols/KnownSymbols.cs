using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>The one door to types by their name: it finds every declaration, where the compiler's own look-up gives up on two.</summary>
internal static class KnownSymbols
{
    public static ImmutableArray<INamedTypeSymbol> Types(Compilation compilation, string metadataName)
    {
        if (IsOfPlatform(metadataName))
        {
            return compilation.GetTypesByMetadataName(metadataName);
        }

        // One look-up in the names that an assembly has anyway: looking for the type in all of them would cost a hundred times as much. .NET's own
        // assemblies, which are most, have nothing outside of its two namespaces.
        var simple = Names.Simple(metadataName);
        var found = ImmutableArray<INamedTypeSymbol>.Empty;
        Look(compilation.Assembly);
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!PlatformAssemblies.Contains(reference))
            {
                Look(reference);
            }
        }

        return found;

        void Look(IAssemblySymbol assembly)
        {
            if (assembly.TypeNames.Contains(simple) && assembly.GetTypeByMetadataName(metadataName) is { TypeKind: not TypeKind.Error } type && !found.Contains(type))
            {
                found = found.Add(type);
            }
        }
    }

    /// <summary>The types of a full name as people write it: <c>Ns.Outer+Inner</c>, or <c>Ns.Outer.Inner</c> as in a documentation ID.</summary>
    public static ImmutableArray<INamedTypeSymbol> Named(Compilation compilation, string name)
    {
        var types = Types(compilation, name);
        var metadataName = name;
        while (types.IsEmpty)
        {
            var dot = metadataName.LastIndexOf('.');
            if (dot < 0)
            {
                return types;
            }

            metadataName = metadataName.Substring(0, dot) + "+" + metadataName.Substring(dot + 1);
            types = Types(compilation, metadataName);
        }

        return types;
    }

    private static bool IsOfPlatform(string metadataName) =>
        metadataName.StartsWith("System.", StringComparison.Ordinal) || metadataName.StartsWith("Microsoft.", StringComparison.Ordinal);

    /// <summary>Adds the top-level classes, structs and interfaces of a simple name (<c>Context</c>, <c>Context`1</c>) that this code can use.</summary>
    public static void AddTopLevel(IAssemblySymbol assembly, ICollection<string> names, string name, Compilation compilation, ISet<INamedTypeSymbol> found)
    {
        var simple = Names.Simple(name);
        if (!names.Contains(simple))
        {
            return;
        }

        var pending = new Stack<INamespaceSymbol>();
        pending.Push(assembly.GlobalNamespace);
        while (pending.Count != 0)
        {
            var current = pending.Pop();
            foreach (var type in current.GetTypeMembers(simple))
            {
                // An internal type of a reference is not the one that this code can hand over.
                if (type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
                    && (simple.Length == name.Length || type.MetadataName == name)
                    && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
                {
                    found.Add(type);
                }
            }

            foreach (var child in current.GetNamespaceMembers())
            {
                pending.Push(child);
            }
        }
    }
}
