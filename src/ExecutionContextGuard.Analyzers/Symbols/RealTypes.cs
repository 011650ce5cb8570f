using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which class is the real one for a guarded type: itself, the configured one, or the real implementation of an interface.</summary>
internal sealed partial class RealTypes(Compilation compilation, GuardedTypes guarded, GuardOptions options, bool isTestProject)
{
    private static readonly string[] s_doubleWords = ["Mock", "Fake", "Stub", "Dummy", "Spy", "Test"];

    private readonly ConfiguredTypes _approved = new(options.ApprovedTypes);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Found> _found = new(SymbolEqualityComparer.Default);

    /// <summary>The real type, or null when there is none in sight, or several of which none has the name of the interface.</summary>
    public INamedTypeSymbol? Of(ITypeSymbol type) => Find(type).Type;

    /// <summary>Whether a real one can be built: there is one real type, or any of several.</summary>
    public bool AreInSightOf(ITypeSymbol type) => Find(type).Any;

    private Found Find(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (constraint is INamedTypeSymbol && guarded.IsGuarded(constraint))
                {
                    return Find(constraint);
                }
            }

            return default;
        }

        if (type is not INamedTypeSymbol named)
        {
            return default;
        }

        if (_found.TryGetValue(named, out var known))
        {
            return known;
        }

        var found = Configured(named) is { } configured ? new Found(configured)
            : !IsConcrete(named) ? Implementations(named)
            : StandsInFor(named) is { } original ? Find(original)
            : new Found(named);
        _found.TryAdd(named, found);
        return found;
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
        ?? Configured(type.OriginalDefinition, options.RealTypes.Settings, stronger: options.RealTypes.Catalogue)
        ?? Configured(type.OriginalDefinition, options.RealTypes.Shipped, stronger: options.RealTypes.Settings);

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

    /// <summary>What a class that stands in for the real thing is written for: `ContextStub : IUserExecutionContext`.</summary>
    private INamedTypeSymbol? StandsInFor(INamedTypeSymbol type)
    {
        if (!IsDouble(type))
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

    /// <summary>What a test project declares stands in for the real thing, unless it is guarded itself (a single project that holds both).</summary>
    private bool IsDouble(INamedTypeSymbol type) =>
        !guarded.IsGuardedItself(type)
        && (IsNamedLikeADouble(type.Name)
            || (isTestProject && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)));

    /// <summary>What is known of the real types of one guarded type.</summary>
    private readonly struct Found(INamedTypeSymbol? type, bool any)
    {
        public Found(INamedTypeSymbol type)
            : this(type, any: true)
        {
        }

        public INamedTypeSymbol? Type { get; } = type;

        public bool Any { get; } = any;
    }
}
