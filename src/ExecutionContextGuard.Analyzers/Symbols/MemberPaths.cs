using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which properties and fields must get a real context from whoever assigns them.</summary>
internal sealed class MemberPaths(GuardedTypes guarded, PathMarks marks, PathScopes scopes)
{
    private readonly ConcurrentDictionary<ISymbol, ParameterPaths> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Nearly every assignment of a code base is none: only a context is a path by its type.</summary>
    public bool MayBe(IMemberReferenceOperation target) => marks.SpeakOfMembers || guarded.IsGuarded(target.Type);

    /// <summary>Whether assigning the property or field hands a context to another object: <c>sut.Context = x</c>, <c>new Hub { Context = x }</c>. The first bit speaks of it.</summary>
    public ParameterPaths Of(IMemberReferenceOperation target)
    {
        if (!MayBe(target) || target is not (IPropertyReferenceOperation or IFieldReferenceOperation) || target.Type is not { } type)
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
        if (!_known.TryGetValue(member, out var paths))
        {
            paths = Find(member, type);
            _known.TryAdd(member, paths);
        }

        return paths;
    }

    private ParameterPaths Find(ISymbol member, ITypeSymbol type)
    {
        // `new { Context = context }` asks for nothing: its type is what it is given.
        if (member.ContainingType is not { IsAnonymousType: false } container || (scopes.Of(container) & PathScope.Outside) != 0)
        {
            return default;
        }

        var declared = member is IPropertySymbol property ? property.OriginalDefinition.Type : ((IFieldSymbol)member).OriginalDefinition.Type;
        var typed = guarded.IsGuarded(type) && !scopes.HandsOn(container, declared) ? 1UL : 0;
        return marks.Of(member, type).Apply(typed);
    }

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
