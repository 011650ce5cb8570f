using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Compares definitions by reference: the compiler hands out one object for each. Its own comparer costs several times as much.</summary>
internal sealed class SameInstance : IEqualityComparer<ISymbol>
{
    public static readonly SameInstance Comparer = new();

    public bool Equals(ISymbol? x, ISymbol? y) => ReferenceEquals(x, y);

    public int GetHashCode(ISymbol symbol) => RuntimeHelpers.GetHashCode(symbol);
}
