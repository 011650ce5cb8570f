using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>What one ID can be, as far as it is seen.</summary>
internal sealed class IdentityTrace
{
    public List<IdentityLeaf>? Constants { get; private set; }

    /// <summary>The variables that the ID went through in the member that uses it.</summary>
    public List<ISymbol>? Variables { get; private set; }

    /// <summary>Whether the ID can also be something that is no constant.</summary>
    public bool HasOther { get; set; }

    /// <summary>The one constant that the ID always is; null where there is a choice.</summary>
    public IdentityLeaf? Constant => !HasOther && Constants is { Count: 1 } && !Constants[0].IsFallback ? Constants[0] : null;

    public void Add(IdentityLeaf leaf) => (Constants ??= new List<IdentityLeaf>(1)).Add(leaf);

    public void AddVariable(ISymbol variable) => (Variables ??= []).Add(variable);
}
