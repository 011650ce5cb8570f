using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// What classes write to a field or property of theirs, read from their declarations when a path is reached through it, and
/// which of those writes stand when a test runs: a set-up overrules the constructor, the constructor the initialiser.
/// </summary>
internal sealed class MemberWrites
{
    private readonly ConcurrentDictionary<(INamedTypeSymbol Type, ISymbol Member), MemberWritesInType> _known = new(KeyComparer.Instance);
    private readonly ConcurrentDictionary<INamedTypeSymbol, TypeWrites> _inTypes = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Adds what can be in the member when code of <paramref name="user"/> reads it; false when that cannot be told.
    /// </summary>
    /// <param name="member">The field or property.</param>
    /// <param name="user">The type whose code reads it: the declaring one, or one that derives from it.</param>
    /// <param name="use">Where it is read; what other tests write is not what this one reads.</param>
    /// <param name="values">Receives the expressions.</param>
    /// <param name="cancellationToken">Cancels the reading of declarations.</param>
    public bool TryFind(ISymbol member, INamedTypeSymbol? user, SyntaxNode use, List<ExpressionSyntax> values, CancellationToken cancellationToken)
    {
        member = member.OriginalDefinition;
        var declaring = member.ContainingType;
        if (declaring is null)
        {
            return false;
        }

        // The most derived class that sets a member up has the last word.
        for (var type = user?.OriginalDefinition; type is not null; type = type.BaseType?.OriginalDefinition)
        {
            var writes = In(type, member, cancellationToken);
            if (writes.IsOpaque)
            {
                return false;
            }

            if (writes.AddStanding(use, values))
            {
                return true;
            }

            if (SymbolEqualityComparer.Default.Equals(type, declaring))
            {
                return false;
            }
        }

        // Read from outside (a fixture, a holder): what the declaring class itself writes.
        var own = In(declaring, member, cancellationToken);
        return !own.IsOpaque && own.AddStanding(use, values);
    }

    private MemberWritesInType In(INamedTypeSymbol type, ISymbol member, CancellationToken cancellationToken)
    {
        var key = (type, member);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        if (!_inTypes.TryGetValue(type, out var inType))
        {
            inType = _inTypes.GetOrAdd(type, new TypeWrites(type, cancellationToken));
        }

        return _known.GetOrAdd(key, MemberWritesInType.Read(type, member, inType, cancellationToken));
    }

    private sealed class KeyComparer : IEqualityComparer<(INamedTypeSymbol Type, ISymbol Member)>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals((INamedTypeSymbol Type, ISymbol Member) x, (INamedTypeSymbol Type, ISymbol Member) y) =>
            SymbolEqualityComparer.Default.Equals(x.Type, y.Type) && SymbolEqualityComparer.Default.Equals(x.Member, y.Member);

        public int GetHashCode((INamedTypeSymbol Type, ISymbol Member) key) =>
            unchecked((SymbolEqualityComparer.Default.GetHashCode(key.Type) * 397) ^ SymbolEqualityComparer.Default.GetHashCode(key.Member));
    }
}
