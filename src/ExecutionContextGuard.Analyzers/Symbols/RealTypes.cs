using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which class is the real one for a guarded type: itself, the configured one, or the one real implementation of an interface.</summary>
internal sealed class RealTypes(Compilation compilation, GuardedTypes guarded, GuardOptions options, bool isTestProject)
{
    private static readonly string[] s_doubleWords = ["Mock", "Fake", "Stub", "Dummy", "Spy", "Test"];

    private readonly ConfiguredTypes _approved = new(options.ApprovedTypes);
    private readonly ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol?> _found = new(SymbolEqualityComparer.Default);

    /// <summary>The real type, or null when there is none in sight or more than one.</summary>
    public INamedTypeSymbol? Of(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (constraint is INamedTypeSymbol && guarded.IsGuarded(constraint))
                {
                    return Of(constraint);
                }
            }

            return null;
        }

        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (_found.TryGetValue(named, out var known))
        {
            return known;
        }

        var real = Configured(named) ?? (!IsConcrete(named) ? TheOneImplementation(named) : StandsInFor(named) is { } original ? Of(original) : named);
        _found.TryAdd(named, real);
        return real;
    }

    /// <summary>Whether the type is a context for tests that the configuration accepts beside the real one (<c>approved_types</c>).</summary>
    public bool IsApproved(INamedTypeSymbol type) => _approved.Verdict(type.OriginalDefinition) == true;

    /// <summary>Whether the name begins or ends with a word that says the type stands in for another.</summary>
    public static bool IsNamedLikeADouble(string name)
    {
        foreach (var word in s_doubleWords)
        {
            // "Testament" and "Mockingbird" are names of their own: the word must end where another one begins.
            if ((name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length])))
                || name.EndsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private INamedTypeSymbol? Configured(INamedTypeSymbol type) =>
        Configured(type.OriginalDefinition, options.RealTypes.Catalogue, stronger: null)
        ?? Configured(type.OriginalDefinition, options.RealTypes.Settings, stronger: options.RealTypes.Catalogue);

    private INamedTypeSymbol? Configured(INamedTypeSymbol type, List<Entry>? pairs, List<Entry>? stronger)
    {
        if (pairs is null)
        {
            return null;
        }

        foreach (var pair in pairs)
        {
            if (!pair.Removes && Names(pair.Text, type) && !IsTakenOut(pair, pairs) && !IsTakenOut(pair, stronger))
            {
                foreach (var real in Declared(pair.Label!))
                {
                    return real;
                }
            }
        }

        return null;

        static bool IsTakenOut(Entry pair, List<Entry>? entries) =>
            entries is not null && entries.Exists(other => other.Removes && other.Text == pair.Text && other.Label == pair.Label);
    }

    private ICollection<INamedTypeSymbol> Declared(string name)
    {
        var types = KnownSymbols.Named(compilation, name);
        if (!types.IsEmpty || name.IndexOf('.') >= 0)
        {
            return types;
        }

        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        KnownSymbols.AddTopLevel(compilation.Assembly, compilation.Assembly.TypeNames, name, compilation, found);
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            KnownSymbols.AddTopLevel(reference, reference.TypeNames, name, compilation, found);
        }

        return found;
    }

    private static bool Names(string name, INamedTypeSymbol type) =>
        name.IndexOf('.') < 0
            ? type.Name == name
            : type.GetDocumentationCommentId() == "T:" + name.Replace('+', '.');

    /// <summary>What a class that is named like a double is written for: `ContextStub : IUserExecutionContext`.</summary>
    private INamedTypeSymbol? StandsInFor(INamedTypeSymbol type)
    {
        if (!IsNamedLikeADouble(type.Name) || guarded.IsGuardedItself(type))
        {
            return null;
        }

        if (type.BaseType is { } parent && guarded.IsGuarded(parent))
        {
            return parent;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (guarded.IsGuarded(implemented))
            {
                return implemented;
            }
        }

        return null;
    }

    private static bool IsConcrete(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false };

    /// <summary>Reads the assemblies that can implement the type. It runs for a finding on an interface only, once a type and compilation.</summary>
    private INamedTypeSymbol? TheOneImplementation(INamedTypeSymbol type)
    {
        INamedTypeSymbol? found = null;
        var identity = type.ContainingAssembly.Identity;
        if (!Search(compilation.Assembly))
        {
            return null;
        }

        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!PlatformAssemblies.Contains(reference) && CanSee(reference) && !Search(reference))
            {
                return null;
            }
        }

        return found;

        bool CanSee(IAssemblySymbol assembly)
        {
            if (SymbolEqualityComparer.Default.Equals(assembly, type.ContainingAssembly))
            {
                return true;
            }

            foreach (var module in assembly.Modules)
            {
                if (module.ReferencedAssemblies.Contains(identity))
                {
                    return true;
                }
            }

            return false;
        }

        // False when a second implementation turned up: with two there is no telling which is meant.
        bool Search(IAssemblySymbol assembly)
        {
            var pending = new Stack<INamespaceOrTypeSymbol>();
            pending.Push(assembly.GlobalNamespace);
            while (pending.Count != 0)
            {
                foreach (var member in pending.Pop().GetMembers())
                {
                    if (member is INamespaceSymbol child)
                    {
                        pending.Push(child);
                    }
                    else if (member is INamedTypeSymbol candidate)
                    {
                        pending.Push(candidate);
                        if (IsConcrete(candidate) && !IsDouble(candidate) && !IsApproved(candidate) && IsA(candidate, type)
                            && compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly))
                        {
                            if (found is not null)
                            {
                                return false;
                            }

                            found = candidate;
                        }
                    }
                }
            }

            return true;
        }
    }

    /// <summary>What a test project declares stands in for the real thing, unless it is guarded itself (a single project that holds both).</summary>
    private bool IsDouble(INamedTypeSymbol type) =>
        !guarded.IsGuardedItself(type)
        && (IsNamedLikeADouble(type.Name)
            || (isTestProject && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)));

    private static bool IsA(INamedTypeSymbol candidate, INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var implemented in candidate.AllInterfaces)
            {
                if (SymbolEqualityComparer.Default.Equals(implemented, type))
                {
                    return true;
                }
            }

            return false;
        }

        for (var current = candidate.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, type))
            {
                return true;
            }
        }

        return false;
    }
}
