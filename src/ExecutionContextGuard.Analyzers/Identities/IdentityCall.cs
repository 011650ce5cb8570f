using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>A construction, call or assignment that takes IDs.</summary>
internal sealed class IdentityCall(IOperation operation, ISymbol member, INamedTypeSymbol? constructed)
{
    public IOperation Operation { get; } = operation;

    /// <summary>The constructor, method, property or field.</summary>
    public ISymbol Member { get; } = member;

    /// <summary>The guarded type that is made of the IDs; null for any other call.</summary>
    public INamedTypeSymbol? Constructed { get; } = constructed;

    /// <summary>In the order of the source.</summary>
    public List<IdentitySlot> Slots { get; } = [];

    /// <summary>The contexts that are handed over beside the IDs.</summary>
    public List<IOperation>? Contexts { get; set; }

    /// <summary>Whether a member is assigned by its own type: <c>UserId = userId;</c> in a constructor.</summary>
    public bool IsOwnStorage { get; set; }
}
