using System.Collections.Generic;
using System.Threading;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which types are user execution contexts in one compilation: the first gate, and the cheapest.</summary>
internal sealed class GuardedTypes
{
    private const string OurNamespace = "ExecutionContextGuard";
    private const string GuardedContextAttribute = "GuardedContextAttribute";
    private const string AgentExecutionPathAttribute = "AgentExecutionPathAttribute";
    private const string AllowContextDoubleAttribute = "AllowContextDoubleAttribute";

    private static readonly string[] s_defaultNames = ["UserExecutionContext", "IUserExecutionContext"];

    private readonly HashSet<INamedTypeSymbol> _listed;
    private readonly ConfiguredTypes _configured;
    private readonly DefinitionTable<INamedTypeSymbol, bool> _known = new();
    private HashSet<INamedTypeSymbol>? _attributed;
    private readonly List<IAssemblySymbol> _attributeAssemblies = [];

    private GuardedTypes(HashSet<INamedTypeSymbol> listed, ConfiguredTypes configured)
    {
        _listed = listed;
        _configured = configured;
    }

    /// <summary>Whether anything can be guarded here: a type, or the attribute that makes one.</summary>
    public bool Any => _listed.Count != 0 || ReadsAttributes;

    /// <summary>Whether the attribute that marks a path is known, so that it is worth looking for.</summary>
    public bool MarksPaths { get; private set; }

    /// <summary>Whether a type is in sight that a configured path belongs to.</summary>
    public bool SeesConfiguredPath { get; private set; }

    /// <summary>Whether a type of .NET itself is guarded, so that its methods can take one.</summary>
    public bool AnyInPlatform { get; private set; }

    /// <summary>Whether the attribute that allows a site is known.</summary>
    public bool SeesAllowances { get; private set; }

    /// <summary>The types that are guarded by name, configuration or an attribute of an assembly, and not by an attribute of their own.</summary>
    public IReadOnlyCollection<INamedTypeSymbol> Listed => _listed;

    /// <summary>Whether types may carry the attribute.</summary>
    public bool ReadsAttributes => _attributeAssemblies.Count != 0;

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

            // What a framework calls its session is not what a team's path means, where the team has a context.
            int Order(INamedTypeSymbol a, INamedTypeSymbol b) =>
                IsOfFramework(a) != IsOfFramework(b) ? IsOfFramework(a) ? 1 : -1
                    : a.TypeKind == TypeKind.Interface == (b.TypeKind == TypeKind.Interface)
                    ? string.CompareOrdinal(a.ToDisplayString(), b.ToDisplayString())
                    : a.TypeKind == TypeKind.Interface ? 1 : -1;
        }
    }

    /// <summary>Asks names only: no member, attribute or base type of anything is read before a name has matched.</summary>
    public static GuardedTypes Find(Compilation compilation, GuardOptions options, CancellationToken cancellationToken)
    {
        var listed = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var configured = new ConfiguredTypes(options.ContextTypes);
        var pathTypes = PathTypeNames(options.Paths, out var anyPathType);
        var guarded = new GuardedTypes(listed, configured) { SeesConfiguredPath = anyPathType };
        // Whatever fails the configuration guards at least what it guards without one.
        var defaultNames = EntryLayers.AddsAny(options.ContextTypes.Settings) ? [] : s_defaultNames;
        configured.AddFullNames(compilation, listed);
        List<IAssemblySymbol>? declaring = null;
        Look(compilation.Assembly);
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Look(reference);
        }

        listed.RemoveWhere(type => configured.Verdict(type) == false);
        if (declaring is not null)
        {
            // An attribute wins over all configuration.
            guarded._attributed = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
            AttributeAssemblies.AddNamed(compilation, declaring, guarded._attributed);
            listed.UnionWith(guarded._attributed);
        }

        foreach (var type in listed)
        {
            guarded.AnyInPlatform |= PlatformAssemblies.Contains(type.ContainingAssembly);
        }

        return guarded;

        void Look(IAssemblySymbol assembly)
        {
            var isPlatform = PlatformAssemblies.Contains(assembly);
            if (isPlatform && configured.SimpleNames.Count == 0 && pathTypes.Count == 0)
            {
                // Most references are: even to list their names would be work.
                return;
            }

            var names = assembly.TypeNames;
            foreach (var name in configured.SimpleNames)
            {
                KnownSymbols.AddTopLevel(assembly, names, name, compilation, listed);
            }

            foreach (var name in pathTypes)
            {
                guarded.SeesConfiguredPath |= names.Contains(name);
            }

            if (isPlatform)
            {
                return;
            }

            foreach (var name in defaultNames)
            {
                KnownSymbols.AddTopLevel(assembly, names, name, compilation, listed);
            }

            if (names.Contains(GuardedContextAttribute))
            {
                guarded._attributeAssemblies.Add(assembly);
            }

            guarded.MarksPaths |= names.Contains(AgentExecutionPathAttribute);
            guarded.SeesAllowances |= names.Contains(AllowContextDoubleAttribute);

            if (AttributeAssemblies.Declares(names))
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

                // Type arguments change nothing: what a type derives from are the same definitions with all of them.
                var definition = named.OriginalDefinition;
                if (_known.TryGetValue(definition, out var known))
                {
                    return known;
                }

                var guarded = IsGuardedWithBases(definition);
                _known.Add(definition, guarded);
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

    /// <summary>
    /// Whether the team has said that this type is the context, by attribute or configuration, where a name alone only suggests it. The attribute on the
    /// run-time library's own type was there before: who references the library for its guard alone has not chosen its context.
    /// </summary>
    public bool IsDesignated(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        return _configured.Verdict(definition) == true || _attributed?.Contains(definition) == true || (HasAttribute(definition) && !IsOurs(definition));
    }

    /// <summary>Whether it is the run-time library's own type.</summary>
    public static bool IsOurs(INamedTypeSymbol type) => TypeNames.IsNamed(type.ContainingNamespace, OurNamespace);

    /// <summary>Whether the type is guarded because of a framework's catalogue, for itself or for what it derives from: how its session is declared is the framework's design.</summary>
    public bool IsOfFramework(ITypeSymbol type)
    {
        for (var current = type as INamedTypeSymbol; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            if (_configured.IsShipped(current.OriginalDefinition))
            {
                return true;
            }
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (_configured.IsShipped(implemented.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type of the assembly can carry the attribute: it declares one, or sees an assembly that does.</summary>
    public bool CanCarryAttribute(IAssemblySymbol assembly) => AttributeAssemblies.Sees(assembly, _attributeAssemblies);

    /// <summary>Whether the type is guarded for itself, by name, attribute or configuration, and not because of what it derives from.</summary>
    public bool IsGuardedItself(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        return _listed.Contains(definition) || HasAttribute(definition);
    }

    private bool HasAttribute(INamedTypeSymbol definition)
    {
        if (!ReadsAttributes || PlatformAssemblies.Contains(definition.ContainingAssembly))
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
        // `!T:Ns.ContextSnapshot`: taken out although it derives from a context. Its own attribute would win.
        if (_configured.TakesOut && _configured.Verdict(type.OriginalDefinition) == false && !IsGuardedItself(type))
        {
            return false;
        }

        // A type of .NET derives from types of .NET: not even its interfaces are loaded.
        if (!AnyInPlatform && PlatformAssemblies.Contains(type.ContainingAssembly))
        {
            return false;
        }

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

    /// <summary>The simple names of the types that configured paths belong to. An entry that ends in <c>*</c> may fit anything.</summary>
    private static List<string> PathTypeNames(EntryLayers paths, out bool fitsAnything)
    {
        var names = new List<string>();
        var any = false;
        Add(paths.Catalogue);
        Add(paths.Settings);
        Add(paths.Shipped);
        fitsAnything = any;
        return names;

        void Add(List<Entry>? entries)
        {
            if (entries is null)
            {
                return;
            }

            foreach (var entry in entries)
            {
                if (entry.Removes)
                {
                    continue;
                }

                if (entry.Text[entry.Text.Length - 1] != '*' && Names.TypeOf(entry.Text) is { } type)
                {
                    names.Add(Names.Simple(type));
                }
                else
                {
                    any = true;
                }
            }
        }
    }
}
