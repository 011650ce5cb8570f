using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>
/// Top-level types that have the simple name of a guarded type: which of them is the one that counts, and which are its rivals.
/// Names are looked up as the first gate does it, so that nothing is asked of a type before its name has matched.
/// </summary>
internal sealed class RivalTypes
{
    private readonly Compilation _compilation;
    private readonly GuardedTypes _guarded;
    private readonly Dictionary<string, List<INamedTypeSymbol>> _byName = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, int>> _declared;

    public RivalTypes(Compilation compilation, GuardedTypes guarded)
    {
        _compilation = compilation;
        _guarded = guarded;
        _declared = new Lazy<Dictionary<string, int>>(CountDeclared, LazyThreadSafetyMode.ExecutionAndPublication);
        foreach (var type in guarded.Listed)
        {
            // An entity called `AgentThread` is no rival of a framework's.
            if (type.ContainingType is null && !guarded.IsOfFramework(type) && !_byName.ContainsKey(type.MetadataName))
            {
                _byName.Add(type.MetadataName, Namesakes(type.MetadataName));
            }
        }

        foreach (var pair in _byName)
        {
            foreach (var type in pair.Value)
            {
                if (!IsDeclaredHere(type) && RivalOf(type, pair.Value) is not null)
                {
                    (Used ??= []).Add(type);
                }
            }
        }
    }

    /// <summary>The rivals that references bring along, which are reported where they are used; null when there is none.</summary>
    public HashSet<INamedTypeSymbol>? Used { get; }

    /// <summary>The type that the given one is mistaken for, or null.</summary>
    public INamedTypeSymbol? RivalOf(INamedTypeSymbol type)
    {
        // `private class UserExecutionContext` within a type is seen by that type alone; an enum is no context, and `Context<T>` has a name of its own.
        if (type.ContainingType is not null || type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            return null;
        }

        return _byName.TryGetValue(type.MetadataName, out var namesakes)
            ? RivalOf(type, namesakes)
            : _guarded.ReadsAttributes && _declared.Value.TryGetValue(type.MetadataName, out var count) && count > 1
                ? RivalOf(type, Namesakes(type.MetadataName))
                : null;
    }

    private INamedTypeSymbol? RivalOf(INamedTypeSymbol type, List<INamedTypeSymbol> namesakes)
    {
        if (namesakes.Count < 2)
        {
            return null;
        }

        INamedTypeSymbol? one = null;
        var designated = 0;
        var isGuarded = false;
        foreach (var other in namesakes)
        {
            isGuarded |= _guarded.IsGuardedItself(other);
            if (_guarded.IsDesignated(other))
            {
                designated++;
                one ??= other;
            }
        }

        if (!isGuarded)
        {
            return null;
        }

        // Our own type is the one that counts, unless the team has said that it is another: then ours is merely there.
        if (designated == 0)
        {
            one = namesakes.Find(GuardedTypes.IsOurs);
        }
        else if (GuardedTypes.IsOurs(type) && !_guarded.IsDesignated(type))
        {
            return null;
        }

        if (one is not null && designated < 2)
        {
            return SymbolEqualityComparer.Default.Equals(one, type) ? null : one;
        }

        foreach (var other in namesakes)
        {
            if (!SymbolEqualityComparer.Default.Equals(other, type))
            {
                return other;
            }
        }

        return null;
    }

    private List<INamedTypeSymbol> Namesakes(string metadataName)
    {
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        KnownSymbols.AddTopLevel(_compilation.Assembly, _compilation.Assembly.TypeNames, metadataName, _compilation, found);
        foreach (var reference in _compilation.SourceModule.ReferencedAssemblySymbols)
        {
            // `System.Threading.ExecutionContext` is nobody's user context.
            if (!PlatformAssemblies.Contains(reference))
            {
                KnownSymbols.AddTopLevel(reference, reference.TypeNames, metadataName, _compilation, found);
            }
        }

        // AddTopLevel takes every arity for a name without one.
        found.RemoveWhere(type => type.MetadataName != metadataName);
        var namesakes = new List<INamedTypeSymbol>(found);
        namesakes.Sort(static (a, b) => string.CompareOrdinal(a.ToDisplayString(), b.ToDisplayString()));
        return namesakes;
    }

    /// <summary>How many types of a name this code declares, or declares beside a reference that can have an attributed one.</summary>
    private Dictionary<string, int> CountDeclared()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var seeing = new List<IAssemblySymbol>();
        foreach (var reference in _compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!PlatformAssemblies.Contains(reference) && _guarded.CanCarryAttribute(reference))
            {
                seeing.Add(reference);
            }
        }

        var pending = new Stack<INamespaceSymbol>();
        pending.Push(_compilation.Assembly.GlobalNamespace);
        while (pending.Count != 0)
        {
            foreach (var member in pending.Pop().GetMembers())
            {
                if (member is INamespaceSymbol inner)
                {
                    pending.Push(inner);
                    continue;
                }

                var name = member.MetadataName;
                if (!counts.TryGetValue(name, out var count))
                {
                    count = seeing.Exists(assembly => assembly.TypeNames.Contains(member.Name)) ? 1 : 0;
                }

                counts[name] = count + 1;
            }
        }

        return counts;
    }

    private bool IsDeclaredHere(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);
}
