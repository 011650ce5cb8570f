using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>What a call of a method can have to do with contexts.</summary>
[System.Flags]
internal enum Concern : byte
{
    None = 0,

    /// <summary>An argument can enter a path.</summary>
    Paths = 1,

    /// <summary>It can make a double.</summary>
    Creation = 2,

    /// <summary>It can register something in a service collection for the life of the process.</summary>
    Registration = 4,

    /// <summary>It takes an ID, or makes a context whose initializer can.</summary>
    Identities = 8,
}

/// <summary>
/// Tells by one look-up of a method's definition whether its calls are of any concern. Nearly none are, and everything else that is
/// asked about a call is asked after this.
/// </summary>
internal sealed class CalledMethods(GuardedCompilation compilation)
{
    private readonly DefinitionTable<IMethodSymbol, Concern> _known = new();
    private readonly DefinitionTable<INamedTypeSymbol, Declarer> _declarers = new();

    public Concern Of(IMethodSymbol method)
    {
        // Most methods are their own definition, and to ask for it costs more than to look here.
        if (_known.TryGetValue(method, out var concern))
        {
            return concern;
        }

        var definition = method.OriginalDefinition;
        if (!_known.TryGetValue(definition, out concern))
        {
            concern = definition.ContainingType is { } type ? Find(definition, type) : FindWithoutType(definition);
            _known.Add(definition, concern);
        }

        return concern;
    }

    /// <summary>What the declaring type says comes first: of most methods of libraries it leaves nothing to ask, and not even their parameters are looked at.</summary>
    private Concern Find(IMethodSymbol definition, INamedTypeSymbol type)
    {
        if (!_declarers.TryGetValue(type, out var declarer))
        {
            declarer = new Declarer(compilation.Paths.ScopeOf(type), compilation.Doubles.MayCreate(type));
            _declarers.Add(type, declarer);
        }

        var scope = declarer.Scope;
        var kind = definition.MethodKind;
        var concern = declarer.MakesDoubles && compilation.Doubles.MayCreate(definition, type) ? Concern.Creation : Concern.None;
        if ((scope & PathScope.HandsOver) != 0 && !compilation.IsTestProject && SingletonRegistrations.CanBe(definition))
        {
            concern |= Concern.Registration;
        }

        if ((scope & PathScope.Outside) != 0 && kind == MethodKind.Constructor && compilation.Guarded.IsGuarded(type))
        {
            // `new Context { UserId = id }`
            concern |= Concern.Identities;
        }

        // An invoked delegate is a path whatever its declaration.
        var scopeOfPaths = kind == MethodKind.DelegateInvoke ? PathScope.None : scope;
        var hasNoPaths = compilation.Paths.IsClosed(scopeOfPaths, definition);
        var takesNoIds = (scope & (PathScope.Neutral | PathScope.Platform)) != 0 || (concern & Concern.Identities) != 0;
        if (hasNoPaths && takesNoIds)
        {
            return concern;
        }

        // Once for all questions: the compiler makes a new array each time.
        var parameters = definition.Parameters;
        if (parameters.IsEmpty)
        {
            return concern;
        }

        return concern
            | (!hasNoPaths && compilation.Paths.MayHave(definition, parameters, scopeOfPaths) ? Concern.Paths : Concern.None)
            | (!takesNoIds && !compilation.Identities.Signatures.OfDefinition(definition, parameters).IsNone ? Concern.Identities : Concern.None);
    }

    /// <summary>The signature of a function pointer.</summary>
    private Concern FindWithoutType(IMethodSymbol definition) =>
        definition.Parameters is { IsEmpty: false } parameters && compilation.Paths.MayHave(definition, parameters, PathScope.None) ? Concern.Paths : Concern.None;

    /// <summary>What a type says of all the methods that it declares.</summary>
    private readonly struct Declarer(PathScope scope, bool makesDoubles)
    {
        public PathScope Scope { get; } = scope;

        /// <summary>Whether a method or constructor of it can make a double.</summary>
        public bool MakesDoubles { get; } = makesDoubles;
    }
}
