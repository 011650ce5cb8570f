using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which parameters, properties and fields must get a real context.</summary>
internal sealed class ExecutionPaths(GuardedTypes guarded, PathMarks marks)
{
    private readonly ConcurrentDictionary<IMethodSymbol, ParameterPaths> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ParameterPaths> _knownMembers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, bool> _indexers = new(SameInstance.Comparer);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _outOfScope = new(SameInstance.Comparer);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _collections = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Whether a parameter of the method can be a path, or be handed on to one, whatever its type arguments are. Nearly everywhere it cannot, and a caller that
    /// remembers the answer spares the compiler to compare constructed methods, which costs much more than to compare their definitions.
    /// </summary>
    public bool MayHave(IMethodSymbol definition) => !IsSettledByDefinition(definition) || Of(definition) is { IsEmpty: false } or { AnyOpen: true };

    /// <summary>The paths among the parameters of a method, constructor, delegate, local function, indexer or operator. One look-up when it was asked before.</summary>
    public ParameterPaths Of(IMethodSymbol method)
    {
        // Not a word to `method.Parameters` before this: the compiler makes a new array each time it is asked.
        if (_known.TryGetValue(method, out var known))
        {
            return known;
        }

        var paths = Find(method);
        _known.TryAdd(method, paths);
        return paths;
    }

    /// <summary>
    /// Whether an index of the indexer can be a path. Asked before its accessor is: the compiler makes a new accessor of a
    /// constructed type (<c>dictionary["a"]</c>) each time.
    /// </summary>
    public bool MayHave(IPropertySymbol indexer)
    {
        var definition = indexer.OriginalDefinition;
        if (!_indexers.TryGetValue(definition, out var may))
        {
            may = (definition.GetMethod ?? definition.SetMethod) is { } accessor && MayHave(accessor);
            _indexers.TryAdd(definition, may);
        }

        return may;
    }

    /// <summary>Whether assigning the property or field hands a context to another object: <c>sut.Context = x</c>, <c>new Hub { Context = x }</c>. The first bit speaks of it.</summary>
    public ParameterPaths Of(IMemberReferenceOperation target)
    {
        if (target is not (IPropertyReferenceOperation or IFieldReferenceOperation) || target.Type is not { } type)
        {
            return default;
        }

        var paths = Of(target.Member, type);

        // A class that keeps the context it was given assigns its own storage: `_context = null!`, `this.Context = context`.
        return paths.IsEmpty || (target.Instance is { } instance
            ? instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            : IsOwnStatic(target))
                ? default
                : paths;
    }

    /// <summary>Whether a property or field is a path for whoever assigns it on another object.</summary>
    public ParameterPaths Of(ISymbol member, ITypeSymbol type)
    {
        if (!_knownMembers.TryGetValue(member, out var paths))
        {
            paths = Find(member, type);
            _knownMembers.TryAdd(member, paths);
        }

        return paths;
    }

    private ParameterPaths Find(ISymbol member, ITypeSymbol type)
    {
        // `new { Context = context }` asks for nothing: its type is what it is given.
        if (member.ContainingType is not { IsAnonymousType: false } container || IsOutOfScope(container))
        {
            return default;
        }

        var declared = member is IPropertySymbol property ? property.OriginalDefinition.Type : ((IFieldSymbol)member).OriginalDefinition.Type;
        var typed = guarded.IsGuarded(type) && !HandsOn(container, declared) ? 1UL : 0;
        return marks.Of(member, type).Apply(typed);
    }

    private bool IsSettledByDefinition(IMethodSymbol definition)
    {
        if (definition is { IsGenericMethod: false, ContainingType: not { IsGenericType: true } })
        {
            return true;
        }

        // What a list, a task or a mocking library takes is not even looked at; `Returns(context)` of the latter is.
        return definition.ContainingType is { } container
            && definition.MethodKind != MethodKind.DelegateInvoke
            && !ContextHandovers.MayTake(definition, container)
            && (IsOutOfScope(container) || (PlatformAssemblies.Contains(container.ContainingAssembly) && !marks.SpeakOfPlatform(definition)));
    }

    private ParameterPaths Find(IMethodSymbol method)
    {
        var container = method.ContainingType;
        var isDelegate = method.MethodKind == MethodKind.DelegateInvoke;
        if (container is not null && !isDelegate)
        {
            if (ContextHandovers.Of(method, container, guarded) is var handedOver and not 0)
            {
                return marks.Of(method).Configured == false ? default : new ParameterPaths(handedOver, 0, ContextHandovers.ManyOf(method, container, guarded));
            }

            if (ContextHandovers.UntypedOf(method, container) is var untyped and not 0)
            {
                return marks.Of(method).Configured == false ? default : new ParameterPaths(0, 0, untyped: untyped);
            }

            // .NET's own methods take a context of a team's only where a type parameter stands for one, and then they hand it on.
            if (IsOutOfScope(container) || (!guarded.AnyInPlatform && PlatformAssemblies.Contains(container.ContainingAssembly) && !marks.SpeakOfPlatform(method)))
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
        var parameters = method.Parameters;
        for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
        {
            var parameter = parameters[i];
            if (parameter.RefKind == RefKind.Out)
            {
                continue;
            }

            if (guarded.IsGuarded(parameter.Type))
            {
                if (isDelegate || container is null || !HandsOn(container, parameter.OriginalDefinition.Type))
                {
                    typed |= 1UL << i;
                }
            }
            else if (IsCollectionOfGuarded(parameter.Type)
                && (isDelegate || container is null || !PlatformAssemblies.Contains(container.ContainingAssembly)))
            {
                many |= 1UL << i;
            }
        }

        var mark = marks.Of(method);
        var paths = mark.Apply(typed, many);

        // `execution_context_guard.excluded_paths` takes a helper out as it takes out a path.
        return mark.Configured == false ? paths : paths.WithOpen(OpenParameters.Of(method));
    }

    private bool IsCollectionOfGuarded(ITypeSymbol type)
    {
        if (type is not (IArrayTypeSymbol or INamedTypeSymbol { Arity: 1 }))
        {
            return false;
        }

        if (!_collections.TryGetValue(type, out var isOne))
        {
            isOne = ElementType(type) is { } element && guarded.IsGuarded(element);
            _collections.TryAdd(type, isOne);
        }

        return isOne;
    }

    /// <summary>
    /// The element of an array, list or sequence; null for everything else. A <c>Func</c>, <c>Lazy</c> or <c>Task</c> of a
    /// context is none: what comes out of it is judged where it is used.
    /// </summary>
    public static ITypeSymbol? ElementType(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1 } array:
                return array.ElementType;
            case INamedTypeSymbol { Arity: 1 } named:
                if (named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                {
                    return named.TypeArguments[0];
                }

                foreach (var implemented in named.AllInterfaces)
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

    /// <summary>Mocking, assertion and logging libraries look at a context; a guarded type's own members (a decorator, a copy) are the context.</summary>
    private bool IsOutOfScope(INamedTypeSymbol container)
    {
        var definition = container.OriginalDefinition;
        if (!_outOfScope.TryGetValue(definition, out var isOut))
        {
            isOut = NeutralLibraries.Contains(definition) || guarded.IsGuarded(definition);
            _outOfScope.TryAdd(definition, isOut);
        }

        return isOut;
    }

    /// <summary>
    /// Whether the type only counts because of substitution in the base class library, whose collections, tasks,
    /// <c>Lazy</c> and LINQ hand a value on: <c>list.Add(context)</c>, <c>Task.FromResult(context)</c>.
    /// </summary>
    private bool HandsOn(INamedTypeSymbol container, ITypeSymbol declared) =>
        container.ContainingAssembly is { } assembly && PlatformAssemblies.Contains(assembly) && !guarded.IsGuarded(declared);

    /// <summary><c>a == b</c>, <c>context.Equals(other)</c> and <c>ReferenceEquals</c> execute nothing for anybody.</summary>
    private static bool ComparesOrChecks(IMethodSymbol method) =>
        method.Name is "Equals" or "ReferenceEquals" or "CompareTo" or "Compare" or "GetHashCode"
            or WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName
        || (method is { Name: "ThrowIfNull", ContainingType.Name: "ArgumentNullException" });

    private static bool IsOwnStatic(IMemberReferenceOperation target)
    {
        var enclosing = target.SemanticModel?.GetEnclosingSymbol(target.Syntax.SpanStart)?.ContainingType;
        for (var type = enclosing; type is not null; type = type.ContainingType)
        {
            for (var current = type; current is not null; current = current.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, target.Member.ContainingType?.OriginalDefinition))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
