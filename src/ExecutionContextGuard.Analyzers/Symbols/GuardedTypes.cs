using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which types are user execution contexts in one compilation: the first gate, and the cheapest.</summary>
internal sealed class GuardedTypes
{
    private const string GuardedContextAttribute = "GuardedContextAttribute";
    private const string GuardedContextTypeAttribute = "GuardedContextTypeAttribute";
    private const string AgentExecutionPathAttribute = "AgentExecutionPathAttribute";

    private static readonly string[] s_defaultNames = ["UserExecutionContext", "IUserExecutionContext"];

    private readonly HashSet<INamedTypeSymbol> _listed;
    private readonly bool _readsAttributes;
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    private GuardedTypes(HashSet<INamedTypeSymbol> listed, bool readsAttributes, bool marksPaths)
    {
        _listed = listed;
        _readsAttributes = readsAttributes;
        MarksPaths = marksPaths;
    }

    /// <summary>Whether anything can be guarded here: a type, or the attribute that makes one.</summary>
    public bool Any => _listed.Count != 0 || _readsAttributes;

    /// <summary>Whether the attribute that marks a path is known, so that it is worth looking for.</summary>
    public bool MarksPaths { get; }

    /// <summary>The guarded type that a path means which does not say: a class before an interface, then in the order of their names.</summary>
    public INamedTypeSymbol? Preferred
    {
        get
        {
            INamedTypeSymbol? preferred = null;
            foreach (var type in _listed)
            {
                if (preferred is null || Order(type, preferred) < 0)
                {
                    preferred = type;
                }
            }

            return preferred;

            static int Order(INamedTypeSymbol a, INamedTypeSymbol b) =>
                a.TypeKind == TypeKind.Interface == (b.TypeKind == TypeKind.Interface)
                    ? string.CompareOrdinal(a.ToDisplayString(), b.ToDisplayString())
                    : a.TypeKind == TypeKind.Interface ? 1 : -1;
        }
    }

    /// <summary>Asks names only: no member, attribute or base type of anything is read before a name has matched.</summary>
    public static GuardedTypes Find(Compilation compilation, GuardOptions options, CancellationToken cancellationToken)
    {
        var listed = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var simpleNames = s_defaultNames;
        List<string>? configuredNames = null;
        if (options.ContextTypes is { } entries)
        {
            simpleNames = [];
            configuredNames = AddFullNames(compilation, entries, listed);
        }

        var readsAttributes = false;
        var marksPaths = false;
        List<IAssemblySymbol>? declaring = null;
        Look(compilation.Assembly);
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Look(reference);
        }

        if (declaring is not null)
        {
            AddFromAssemblyAttributes(compilation, declaring, listed);
        }

        return new GuardedTypes(listed, readsAttributes, marksPaths);

        void Look(IAssemblySymbol assembly)
        {
            var names = assembly.TypeNames;
            if (configuredNames is not null)
            {
                foreach (var name in configuredNames)
                {
                    AddTopLevel(assembly, names, name, compilation, listed);
                }
            }

            if (PlatformAssemblies.Contains(assembly))
            {
                return;
            }

            foreach (var name in simpleNames)
            {
                AddTopLevel(assembly, names, name, compilation, listed);
            }

            readsAttributes |= names.Contains(GuardedContextAttribute);
            marksPaths |= names.Contains(AgentExecutionPathAttribute);

            if (names.Contains(GuardedContextTypeAttribute))
            {
                (declaring ??= []).Add(assembly);
            }
        }
    }

    /// <summary>Whether the type, a base type or an interface of it is guarded; a type parameter is when one of its constraints is.</summary>
    public bool IsGuarded(ITypeSymbol? type)
    {
        switch (type)
        {
            case INamedTypeSymbol named:
                if (named.SpecialType != SpecialType.None || named.TypeKind is TypeKind.Enum or TypeKind.Delegate or TypeKind.Error)
                {
                    return false;
                }

                if (_known.TryGetValue(named, out var known))
                {
                    return known;
                }

                var guarded = IsGuardedWithBases(named);
                _known.TryAdd(named, guarded);
                return guarded;
            case ITypeParameterSymbol parameter:
                foreach (var constraint in parameter.ConstraintTypes)
                {
                    // `where T : class, U where U : IUserExecutionContext` is legal; a cycle of constraints is not, so this ends.
                    if (constraint is not ITypeParameterSymbol && IsGuarded(constraint))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    /// <summary>Whether the type is guarded for itself, by name, attribute or configuration, and not because of what it derives from.</summary>
    public bool IsGuardedItself(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (_listed.Contains(definition))
        {
            return true;
        }

        if (!_readsAttributes || PlatformAssemblies.Contains(definition.ContainingAssembly))
        {
            return false;
        }

        foreach (var attribute in definition.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == GuardedContextAttribute)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsGuardedWithBases(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            if (IsGuardedItself(current))
            {
                return true;
            }
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (IsGuardedItself(implemented))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the types written with their full name, and returns the simple names that are left to look for.</summary>
    private static List<string> AddFullNames(Compilation compilation, List<string> entries, HashSet<INamedTypeSymbol> listed)
    {
        var simple = new List<string>();
        foreach (var entry in entries)
        {
            if (entry[0] == '!')
            {
                continue;
            }

            var name = entry.StartsWith("T:", StringComparison.Ordinal) ? entry.Substring(2) : entry;
            if (name.IndexOf('.') < 0)
            {
                simple.Add(name);
                continue;
            }

            foreach (var type in KnownSymbols.Types(compilation, name))
            {
                listed.Add(type);
            }
        }

        return simple;
    }

    private static void AddTopLevel(IAssemblySymbol assembly, ICollection<string> names, string name, Compilation compilation, HashSet<INamedTypeSymbol> listed)
    {
        if (!names.Contains(name))
        {
            return;
        }

        var pending = new Stack<INamespaceSymbol>();
        pending.Push(assembly.GlobalNamespace);
        while (pending.Count != 0)
        {
            var current = pending.Pop();
            foreach (var type in current.GetTypeMembers(name))
            {
                // An internal type of a reference is not the one that this code can hand over.
                if (type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
                    && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
                {
                    listed.Add(type);
                }
            }

            foreach (var child in current.GetNamespaceMembers())
            {
                pending.Push(child);
            }
        }
    }

    /// <summary>Reads <c>[assembly: GuardedContextType(typeof(T))]</c> where it can stand: in the assemblies that declare the attribute or see one that does.</summary>
    private static void AddFromAssemblyAttributes(Compilation compilation, List<IAssemblySymbol> declaring, HashSet<INamedTypeSymbol> listed)
    {
        Add(compilation.Assembly);
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!PlatformAssemblies.Contains(reference) && SeesDeclaration(reference))
            {
                Add(reference);
            }
        }

        bool SeesDeclaration(IAssemblySymbol assembly)
        {
            foreach (var candidate in declaring)
            {
                if (SymbolEqualityComparer.Default.Equals(candidate, assembly))
                {
                    return true;
                }

                foreach (var module in assembly.Modules)
                {
                    foreach (var seen in module.ReferencedAssemblies)
                    {
                        if (seen.Equals(candidate.Identity))
                        {
                            return true;
                        }
                    }
                }
            }

            return false;
        }

        void Add(IAssemblySymbol assembly)
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
}
