using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>One place that takes an ID, and what it is given.</summary>
internal readonly struct IdentitySlot(IdentityRole role, ITypeSymbol type, IOperation value, bool takesNull)
{
    public IdentityRole Role { get; } = role;

    /// <summary>The type that the place declares.</summary>
    public ITypeSymbol Type { get; } = type;

    public IOperation Value { get; } = value;

    /// <summary>Whether null is a value that the place asks for: `string? threadId = null`.</summary>
    public bool TakesNull { get; } = takesNull;
}
