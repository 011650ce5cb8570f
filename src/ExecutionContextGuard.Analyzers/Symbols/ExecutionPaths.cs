using System.Collections.Concurrent;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which parameters, properties and fields must get a real context.</summary>
internal sealed class ExecutionPaths(GuardedTypes guarded, PathMarks marks, GuardOptions options)
{
    private readonly ConcurrentDictionary<IMethodSymbol, ParameterPaths> _known = new(SymbolEqualityComparer.Default);
    private readonly MemberPatterns? _excluded = MemberPatterns.Parse(options.ExcludedPaths);

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

    /// <summary>Whether assigning the property or field hands a context to another object: <c>sut.Context = x</c>, <c>new Hub { Context = x }</c>.</summary>
    public bool IsPath(IMemberReferenceOperation target)
    {
        if (target is not (IPropertyReferenceOperation or IFieldReferenceOperation) || !guarded.IsGuarded(target.Type))
        {
            return false;
        }

        var member = target.Member;
        if (target.Instance is { } instance)
        {
            // A class that keeps the context it was given assigns its own storage: `_context = null!`, `this.Context = context`.
            if (instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance })
            {
                return false;
            }
        }
        else if (IsOwnStatic(target))
        {
            return false;
        }

        return !IsOutOfScope(member.ContainingType)
            && !HandsOn(member.ContainingType, member is IPropertySymbol property ? property.OriginalDefinition.Type : ((IFieldSymbol)member).OriginalDefinition.Type)
            && _excluded?.Matches(member) != true;
    }

    private ParameterPaths Find(IMethodSymbol method)
    {
        var container = method.ContainingType;
        var isDelegate = method.MethodKind == MethodKind.DelegateInvoke;
        if (container is not null && !isDelegate && IsOutOfScope(container))
        {
            return default;
        }

        if (ComparesOrChecks(method) || _excluded?.Matches(method) == true)
        {
            return default;
        }

        ulong typed = 0;
        var parameters = method.Parameters;
        for (var i = 0; i < parameters.Length && i < ParameterPaths.MaxParameters; i++)
        {
            var parameter = parameters[i];
            if (parameter.RefKind != RefKind.Out
                && guarded.IsGuarded(parameter.Type)
                && (isDelegate || container is null || !HandsOn(container, parameter.OriginalDefinition.Type)))
            {
                typed |= 1UL << i;
            }
        }

        return new ParameterPaths(typed, marks.Of(method));
    }

    /// <summary>Mocking, assertion and logging libraries look at a context; a guarded type's own members (a decorator, a copy) are the context.</summary>
    private bool IsOutOfScope(INamedTypeSymbol container) => NeutralLibraries.Contains(container) || guarded.IsGuarded(container);

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
