using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Whether an object of a type keeps contexts alive: it is one, or a collection, array, tuple, task or <c>Lazy</c> of them.</summary>
internal static class HeldContexts
{
    /// <summary>Types that are looked at inside one another. Reached by <c>ContextOutlivesRequestTests.A_collection_of_itself_comes_to_an_end</c>.</summary>
    private const int MostTypes = 16;

    /// <summary>The context type that is held, or null.</summary>
    public static ITypeSymbol? In(ITypeSymbol type, GuardedTypes guarded)
    {
        // Nearly every member of a code base: a plain type that holds nothing.
        if (guarded.IsGuarded(type))
        {
            return type;
        }

        if (type is not (IArrayTypeSymbol or INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: not (TypeKind.Enum or TypeKind.Delegate) }))
        {
            return null;
        }

        var pending = new Stack<ITypeSymbol>();
        pending.Push(type);
        for (var i = 0; i < MostTypes && pending.Count != 0; i++)
        {
            var current = pending.Pop();
            if (guarded.IsGuarded(current))
            {
                return current;
            }

            if (current is IArrayTypeSymbol array)
            {
                pending.Push(array.ElementType);
            }
            else if (current is INamedTypeSymbol named)
            {
                AddHeld(named, pending);
            }
        }

        return null;
    }

    private static void AddHeld(INamedTypeSymbol type, Stack<ITypeSymbol> pending)
    {
        if (IsAmbient(type))
        {
            return;
        }

        if (type.IsTupleType || type.Name is "Lazy" or "Task" or "ValueTask" or "ThreadLocal" or "StrongBox" or "KeyValuePair")
        {
            if (PlatformAssemblies.Contains(type.ContainingAssembly))
            {
                foreach (var argument in type.TypeArguments)
                {
                    pending.Push(argument);
                }
            }
        }
        else if (ExecutionPaths.ElementType(type) is { } element)
        {
            pending.Push(element);
        }
        else
        {
            // `Dictionary<string, Ctx>` is a sequence of pairs, by an interface.
            foreach (var implemented in type.AllInterfaces)
            {
                if (implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                {
                    pending.Push(implemented.TypeArguments[0]);
                }
            }
        }
    }

    /// <summary>`AsyncLocal&lt;Ctx&gt;` has a value for each flow of a request, `ConditionalWeakTable` lets go of what nobody uses.</summary>
    private static bool IsAmbient(INamedTypeSymbol type) => type.Name switch
    {
        "AsyncLocal" => TypeNames.IsNamed(type.ContainingNamespace, "System.Threading"),
        "ConditionalWeakTable" => TypeNames.IsNamed(type.ContainingNamespace, "System.Runtime.CompilerServices"),
        _ => false,
    };
}
