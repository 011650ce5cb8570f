using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>Which parameters of a method take IDs, and whether a context is made of them.</summary>
internal sealed class IdentitySignature(IdentityRole[] roles, INamedTypeSymbol? constructed, bool takesContext)
{
    /// <summary>The method has nothing to do with IDs.</summary>
    public static readonly IdentitySignature None = new([], null, takesContext: false);

    public INamedTypeSymbol? Constructed { get; } = constructed;

    /// <summary>Whether a parameter is of a guarded type.</summary>
    public bool TakesContext { get; } = takesContext;

    public bool IsNone => roles.Length == 0;

    public IdentityRole RoleOf(int ordinal) => ordinal < roles.Length ? roles[ordinal] : IdentityRole.None;
}
