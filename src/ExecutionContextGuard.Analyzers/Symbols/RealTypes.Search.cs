using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <content>Looks for the one real implementation of an interface or abstract class.</content>
internal sealed partial class RealTypes
{
    private readonly ConcurrentDictionary<IAssemblySymbol, List<INamedTypeSymbol>> _contexts = new(SymbolEqualityComparer.Default);

    /// <summary>Looks through the assemblies that can implement the type. It runs for a finding on an interface or abstract class only, once a type and compilation.</summary>
    private Found Implementations(INamedTypeSymbol type)
    {
        INamedTypeSymbol? first = null;
        INamedTypeSymbol? namesake = null;
        var count = 0;
        var namesakes = 0;
        var isGuarded = guarded.IsGuarded(type);
        Search(compilation.Assembly);
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!PlatformAssemblies.Contains(reference) && CanSee(reference, type))
            {
                Search(reference);
            }
        }

        // `UserContext`, and not its decorator `AuditedUserContext`, is the real `IUserContext`.
        var one = count == 1 ? first : namesakes == 1 ? namesake : null;

        // Of several that cannot be told apart, any is better than a double; of a generic one, there is only the definition.
        return new Found(one is not null && IsA(one, type) ? one : null, any: count > 0);

        void Search(IAssemblySymbol assembly)
        {
            foreach (var candidate in isGuarded ? ContextsIn(assembly) : ClassesIn(assembly, onlyContexts: false))
            {
                if (IsA(candidate, type, orItsDefinition: true))
                {
                    count++;
                    first ??= candidate;
                    if (IsNamedAfter(type, candidate))
                    {
                        namesakes++;
                        namesake = candidate;
                    }
                }
            }
        }
    }

    private static bool CanSee(IAssemblySymbol assembly, INamedTypeSymbol type)
    {
        if (SymbolEqualityComparer.Default.Equals(assembly, type.ContainingAssembly))
        {
            return true;
        }

        foreach (var module in assembly.Modules)
        {
            if (module.ReferencedAssemblies.Contains(type.ContainingAssembly.Identity))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The real contexts of an assembly. It is read for a finding on an interface or abstract class only, and once.</summary>
    private List<INamedTypeSymbol> ContextsIn(IAssemblySymbol assembly) =>
        _contexts.TryGetValue(assembly, out var known) ? known : _contexts.GetOrAdd(assembly, ClassesIn(assembly, onlyContexts: true));

    private List<INamedTypeSymbol> ClassesIn(IAssemblySymbol assembly, bool onlyContexts)
    {
        var found = new List<INamedTypeSymbol>();
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(assembly.GlobalNamespace);
        while (pending.Count != 0)
        {
            var container = pending.Pop();

            // Types and namespaces only: asked for all its members, a type would have to make every method of it.
            foreach (var candidate in container.GetTypeMembers())
            {
                pending.Push(candidate);
                if (IsConcrete(candidate)
                    && (!onlyContexts || guarded.IsGuarded(candidate))
                    && !IsDouble(candidate)
                    && !IsApproved(candidate)
                    && compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly))
                {
                    found.Add(candidate);
                }
            }

            if (container is INamespaceSymbol space)
            {
                foreach (var child in space.GetNamespaceMembers())
                {
                    pending.Push(child);
                }
            }
        }

        return found;
    }

    /// <summary>`TurnContext` is named after `ITurnContext`.</summary>
    private static bool IsNamedAfter(INamedTypeSymbol type, INamedTypeSymbol candidate) =>
        type.TypeKind == TypeKind.Interface
        && type.Name.Length == candidate.Name.Length + 1
        && type.Name[0] == 'I'
        && type.Name.EndsWith(candidate.Name, StringComparison.Ordinal)
        && candidate.Arity == type.Arity;

    private static bool IsA(INamedTypeSymbol candidate, INamedTypeSymbol type, bool orItsDefinition = false)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var implemented in candidate.AllInterfaces)
            {
                if (IsSame(implemented))
                {
                    return true;
                }
            }

            return false;
        }

        for (var current = candidate.BaseType; current is not null; current = current.BaseType)
        {
            if (IsSame(current))
            {
                return true;
            }
        }

        return false;

        // `MessageContext<T> : IContext<T>` is an implementation of `IContext<Order>`.
        bool IsSame(INamedTypeSymbol parent) => SymbolEqualityComparer.Default.Equals(parent, type)
            || (orItsDefinition && SymbolEqualityComparer.Default.Equals(parent.OriginalDefinition, type.OriginalDefinition));
    }
}
