using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which parameters must get a real context; <see cref="MemberPaths"/> knows which properties and fields.</summary>
internal sealed class ExecutionPaths(GuardedTypes guarded, PathMarks marks, PathScopes scopes)
{
    private readonly DefinitionTable<IMethodSymbol, DefinitionPaths> _ofDefinitions = new();
    private readonly ConcurrentDictionary<IMethodSymbol, ParameterPaths> _ofConstructed = new(SymbolEqualityComparer.Default);
    private readonly DefinitionTable<IPropertySymbol, bool> _indexers = new();
    private readonly MemberPaths _members = new(guarded, marks, scopes);

    public OpenTypes OpenTypes { get; } = new(guarded);

    /// <summary>What the type says of the methods that it declares.</summary>
    public PathScope ScopeOf(INamedTypeSymbol type) => scopes.Of(type);

    /// <summary>Whether a property or field can be a path that is not of a context's type.</summary>
    public bool MembersCanBeMarked => marks.SpeakOfMembers;

    /// <summary>
    /// Whether a parameter of a method can be a path at all. Text, numbers, a team's plain classes are most of them, of which only the configuration or an attribute
    /// could make one.
    /// </summary>
    public bool CanBeAmong(ImmutableArray<IParameterSymbol> parameters) => marks.SpeakOfMembers || !OpenTypes.ArePlain(parameters);

    /// <summary>
    /// Whether a parameter of the method can be a path, or be handed on to one, whatever its type arguments are. Nearly everywhere it cannot, and a caller that
    /// remembers the answer need not ask about each call.
    /// </summary>
    /// <param name="definition">The method.</param>
    /// <param name="parameters">Its parameters: the compiler makes a new array each time it is asked for them.</param>
    /// <param name="scope">What its type says, which leaves something to ask.</param>
    public bool MayHave(IMethodSymbol definition, ImmutableArray<IParameterSymbol> parameters, PathScope scope)
    {
        // Most of what is left.
        if ((scope & PathScope.HandsOver) == 0 && !CanBeAmong(parameters))
        {
            return false;
        }

        // What has none is not kept here: the caller remembers it.
        var found = FindDefinition(definition, parameters, scope);
        if (found is { IsSettled: true, Paths: { IsEmpty: true, AnyOpen: false } })
        {
            return false;
        }

        _ofDefinitions.Add(definition, found);
        return true;
    }

    /// <summary>The paths among the parameters of a method, constructor, delegate, local function, indexer or operator. One look-up when it was asked before.</summary>
    public ParameterPaths Of(IMethodSymbol method)
    {
        // The definition first: to compare constructed methods costs the compiler much more. And not a word to `method.Parameters`
        // before this: it makes a new array each time it is asked.
        if (_ofDefinitions.TryGetValue(method, out var own))
        {
            return own.Paths;
        }

        var definition = method.OriginalDefinition;
        var ofDefinition = OfDefinition(definition);
        if (ofDefinition.IsSettled || ReferenceEquals(method, definition) || (ofDefinition.Paths.IsEmpty && IsMadeOfPlainTypes(method)))
        {
            return ofDefinition.Paths;
        }

        if (!_ofConstructed.TryGetValue(method, out var paths))
        {
            paths = Find(method, method.Parameters, ScopeOf(method));
            _ofConstructed.TryAdd(method, paths);
        }

        return paths;
    }

    /// <summary>
    /// Whether nothing that the type arguments stand for can be a context, or give or hold one: <c>cache.Set(..)</c> of a <c>Cache&lt;string&gt;</c>. Those of a generic
    /// method are made anew for each call that asks for them, so such a method is looked up.
    /// </summary>
    private bool IsMadeOfPlainTypes(IMethodSymbol method) =>
        !method.IsGenericMethod
        && method.ContainingType is { ContainingType: not { IsGenericType: true } } container
        && OpenTypes.ArePlain(container.TypeArguments);

    private DefinitionPaths OfDefinition(IMethodSymbol definition)
    {
        if (!_ofDefinitions.TryGetValue(definition, out var known))
        {
            var parameters = definition.Parameters;
            known = parameters.IsEmpty ? new DefinitionPaths(default, isSettled: true) : FindDefinition(definition, parameters, ScopeOf(definition));
            _ofDefinitions.Add(definition, known);
        }

        return known;
    }

    private DefinitionPaths FindDefinition(IMethodSymbol definition, ImmutableArray<IParameterSymbol> parameters, PathScope scope) =>
        new(Find(definition, parameters, scope), IsSettledByDefinition(definition, parameters, scope));

    /// <summary>
    /// Whether an index of the indexer can be a path. Asked before its accessor is: the compiler makes a new accessor of a
    /// constructed type (<c>dictionary["a"]</c>) each time.
    /// </summary>
    public bool MayHave(IPropertySymbol indexer)
    {
        var definition = indexer.OriginalDefinition;
        if (!_indexers.TryGetValue(definition, out var may))
        {
            may = (definition.GetMethod ?? definition.SetMethod) is { Parameters: { IsEmpty: false } parameters } accessor
                && ScopeOf(accessor) is var scope
                && !IsClosed(scope, accessor)
                && MayHave(accessor, parameters, scope);
            _indexers.Add(definition, may);
        }

        return may;
    }

    /// <summary>Whether assigning the property or field may hand a context to another object; of nearly all its type says that it does not.</summary>
    public bool MayBe(IMemberReferenceOperation target) => _members.MayBe(target);

    /// <summary>Whether assigning the property or field hands a context to another object. The first bit speaks of it.</summary>
    public ParameterPaths Of(IMemberReferenceOperation target) => _members.Of(target);

    /// <summary>Whether a property or field is a path for whoever assigns it on another object.</summary>
    public ParameterPaths Of(ISymbol member, ITypeSymbol type) => _members.Of(member, type);

    /// <summary>Whether what the definition says holds for all constructed methods: no parameter of theirs can become a context that is none here.</summary>
    private bool IsSettledByDefinition(IMethodSymbol definition, ImmutableArray<IParameterSymbol> parameters, PathScope scope)
    {
        if (definition is { IsGenericMethod: false, ContainingType: not { IsGenericType: true } } || IsClosed(scope, definition))
        {
            return true;
        }

        // `Returns(T context)` of a mocking library, `AddSingleton(Func<IServiceProvider, T> factory)`.
        if ((scope & PathScope.HandsOver) != 0 && ContextHandovers.MayTake(definition, definition.ContainingType))
        {
            return false;
        }

        foreach (var parameter in parameters)
        {
            if (parameter.Type is ITypeParameterSymbol || ElementType(parameter.Type) is ITypeParameterSymbol)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether the type that declares the method leaves nothing to ask: mocking, assertion and logging libraries look at a context, a guarded type's own members
    /// (a decorator, a copy) are the context, and .NET's own methods take a team's context only where a type parameter stands for one, and then they hand it on.
    /// </summary>
    /// <remarks>What a list, a task or a mocking library takes is not even looked at; `Returns(context)` of the latter is.</remarks>
    public bool IsClosed(PathScope scope, IMethodSymbol method) =>
        IsOutOfScope(scope, method) && ((scope & PathScope.HandsOver) == 0 || !ContextHandovers.MayTake(method, method.ContainingType));

    /// <summary>What the declaring type says; an invoked delegate is a path whatever its declaration.</summary>
    private PathScope ScopeOf(IMethodSymbol method) =>
        method.ContainingType is { } container && method.MethodKind != MethodKind.DelegateInvoke ? scopes.Of(container) : PathScope.None;

    private bool IsOutOfScope(PathScope scope, IMethodSymbol method) =>
        (scope & PathScope.Outside) != 0
        || ((scope & PathScope.Platform) != 0 && !guarded.AnyInPlatform && !marks.SpeakOfPlatform(method));

    private ParameterPaths Find(IMethodSymbol method, ImmutableArray<IParameterSymbol> parameters, PathScope scope)
    {
        var container = method.ContainingType;
        var isDelegate = method.MethodKind == MethodKind.DelegateInvoke;
        if (scope != PathScope.None)
        {
            if ((scope & PathScope.HandsOver) != 0)
            {
                var handedOver = ContextHandovers.Of(method, container!, guarded);
                var manyHandedOver = ContextHandovers.ManyOf(method, container!, guarded);
                if ((handedOver | manyHandedOver) != 0)
                {
                    return marks.Of(method).Configured == false ? default : new ParameterPaths(handedOver, 0, manyHandedOver);
                }

                if (ContextHandovers.UntypedOf(method, container!) is var untyped and not 0)
                {
                    return marks.Of(method).Configured == false ? default : new ParameterPaths(0, 0, untyped: untyped);
                }
            }

            if (IsOutOfScope(scope, method))
            {
                return default;
            }
        }

        if (ComparesOrChecks(method))
        {
            return default;
        }

        ulong typed = 0;
        ulong many = 0;
        for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
        {
            var parameter = parameters[i];

            // Text, numbers, a team's plain classes: most parameters.
            var type = parameter.Type;
            if (type.SpecialType != SpecialType.None || OpenTypes.IsPlain(type) || parameter.RefKind == RefKind.Out)
            {
                continue;
            }

            if (guarded.IsGuarded(type))
            {
                if ((isDelegate || container is null || !scopes.HandsOn(container, parameter.OriginalDefinition.Type)) && !IsGivenBack(parameter.OriginalDefinition, method))
                {
                    typed |= 1UL << i;
                }
            }
            else if (OpenTypes.ElementOf(type) is { } element && guarded.IsGuarded(element)
                && (isDelegate || container is null || !PlatformAssemblies.Contains(container.ContainingAssembly)))
            {
                many |= 1UL << i;
            }
        }

        var mark = marks.Of(method);
        var paths = mark.Apply(typed, many);

        // `execution_context_guard.excluded_paths` takes a helper out as it takes out a path.
        if (mark.Configured == false)
        {
            return paths;
        }

        var definition = method.OriginalDefinition;
        return paths.WithOpen(OpenParameters.Of(definition, ReferenceEquals(method, definition) ? parameters : definition.Parameters, OpenTypes));
    }

    /// <summary>
    /// The element of an array, list or sequence; null for everything else. A <c>Func</c>, <c>Lazy</c> or <c>Task</c> of a
    /// context is none: what comes out of it is judged where it is used.
    /// </summary>
    public static ITypeSymbol? ElementType(ITypeSymbol type) => ElementType(type, default);

    /// <param name="type">The type.</param>
    /// <param name="interfaces">All that it implements, where the caller has them at hand.</param>
    public static ITypeSymbol? ElementType(ITypeSymbol type, ImmutableArray<INamedTypeSymbol> interfaces)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1 } array:
                return array.ElementType;
            case INamedTypeSymbol { Arity: 1 } named:
                if (named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
                    || (named.Name is "ReadOnlySpan" or "Span" && TypeNames.IsNamed(named.ContainingNamespace, "System")))
                {
                    return named.TypeArguments[0];
                }

                foreach (var implemented in interfaces.IsDefault ? named.AllInterfaces : interfaces)
                {
                    if (implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                    {
                        return implemented.TypeArguments[0];
                    }
                }

                return null;
            default:
                return null;
        }
    }

    /// <summary><c>T NotNull&lt;T&gt;(T value)</c> asks for no context: it gives back whatever it is given, and that is followed.</summary>
    private bool IsGivenBack(IParameterSymbol parameter, IMethodSymbol method) =>
        parameter.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } type
        && !guarded.IsGuarded(type)
        && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition.ReturnType, type);

    /// <summary><c>a == b</c>, <c>context.Equals(other)</c> and <c>ReferenceEquals</c> execute nothing for anybody.</summary>
    private static bool ComparesOrChecks(IMethodSymbol method) =>
        method.Name is "Equals" or "ReferenceEquals" or "CompareTo" or "Compare" or "GetHashCode"
            or WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName
        || method.Name is "ThrowIfNull" or "NotNull" or "IsNotNull" or "AgainstNull" or "EnsureNotNull" or "RequireNotNull" or "CheckNotNull";

    /// <summary>What is known of a definition.</summary>
    private readonly struct DefinitionPaths(ParameterPaths paths, bool isSettled)
    {
        public ParameterPaths Paths { get; } = paths;

        /// <summary>Whether it holds for all methods that are constructed from it.</summary>
        public bool IsSettled { get; } = isSettled;
    }
}
