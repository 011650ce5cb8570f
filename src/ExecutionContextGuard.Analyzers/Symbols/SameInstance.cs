using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>
/// Compares definitions by reference: the compiler hands out one object for each, and where it ever did not, a memo would only be
/// asked twice. Its own comparer costs several times as much, which counts where each call of a code base is looked up.
/// </summary>
internal sealed class SameInstance : IEqualityComparer<ISymbol>
{
    public static readonly SameInstance Comparer = new();

    public bool Equals(ISymbol? x, ISymbol? y) => ReferenceEquals(x, y);

    public int GetHashCode(ISymbol symbol) => RuntimeHelpers.GetHashCode(symbol);
}
