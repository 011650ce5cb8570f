using System;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>What the type that declares a method says of its paths, before the method itself is looked at.</summary>
[Flags]
internal enum PathScope : byte
{
    None = 0,

    /// <summary>A mocking, assertion or logging library, which looks at a context, or a guarded type, which is one.</summary>
    Outside = 1,

    /// <summary>.NET itself.</summary>
    Platform = 2,

    /// <summary>Some members put a context where somebody will take it for real.</summary>
    HandsOver = 4,

    /// <summary>A mocking, assertion or logging library.</summary>
    Neutral = 8,
}

/// <summary>Remembers the scope of each type that declares a called method: most methods need not be looked at after it.</summary>
internal sealed class PathScopes(GuardedTypes guarded)
{
    private readonly DefinitionTable<INamedTypeSymbol, PathScope> _known = new();
    private readonly DefinitionTable<INamespaceSymbol, PathScope> _ofNamespaces = new();

    public PathScope Of(INamedTypeSymbol container)
    {
        var definition = container.OriginalDefinition;
        if (!_known.TryGetValue(definition, out var scope))
        {
            scope = Find(definition);
            _known.Add(definition, scope);
        }

        return scope;
    }

    /// <summary>
    /// Whether the type only counts because of substitution in the base class library, whose collections, tasks,
    /// <c>Lazy</c> and LINQ hand a value on: <c>list.Add(context)</c>, <c>Task.FromResult(context)</c>.
    /// </summary>
    public bool HandsOn(INamedTypeSymbol container, ITypeSymbol declared) =>
        container.ContainingAssembly is { } assembly && PlatformAssemblies.Contains(assembly) && !guarded.IsGuarded(declared);

    private PathScope Find(INamedTypeSymbol type)
    {
        var scope = type.ContainingNamespace is { } space ? OfNamespace(space) : PathScope.None;
        return scope
            | ((scope & PathScope.Outside) == 0 && guarded.IsGuarded(type) ? PathScope.Outside : PathScope.None)
            | (PlatformAssemblies.Contains(type.ContainingAssembly) ? PathScope.Platform : PathScope.None)
            | (ContextHandovers.IsRegistry(type) ? PathScope.HandsOver : PathScope.None);
    }

    /// <summary>What the namespace says of all its types: libraries are known by their root namespace.</summary>
    private PathScope OfNamespace(INamespaceSymbol space)
    {
        if (!_ofNamespaces.TryGetValue(space, out var scope))
        {
            scope = (NeutralLibraries.Contains(space) ? PathScope.Neutral | PathScope.Outside : PathScope.None)
                | (NeutralLibraries.IsMocking(space) ? PathScope.HandsOver : PathScope.None);
            _ofNamespaces.Add(space, scope);
        }

        return scope;
    }
}
