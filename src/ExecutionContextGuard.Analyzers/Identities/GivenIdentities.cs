using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>Which IDs of which contexts a body takes from what it is given. A body is read once, however many contexts of constants it makes.</summary>
internal sealed class GivenIdentities(IdentityCalls calls, IdentityTracer tracer)
{
    // Held as long as the body itself lives.
    private readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, HashSet<IdentityRole>>> _known = new();

    /// <summary>Whether the body makes a context of the type with such an ID that is no constant.</summary>
    public bool Have(IOperation body, INamedTypeSymbol type, IdentityRole role) =>
        _known.GetValue(body, Read).TryGetValue(type, out var roles) && roles.Contains(role);

    private Dictionary<ISymbol, HashSet<IdentityRole>> Read(IOperation body)
    {
        var given = new Dictionary<ISymbol, HashSet<IdentityRole>>(SymbolEqualityComparer.Default);
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (calls.Read(operation) is not { Constructed: { } made } call)
            {
                continue;
            }

            if (!given.TryGetValue(made, out var roles))
            {
                given.Add(made, roles = []);
            }

            foreach (var slot in call.Slots)
            {
                if (!roles.Contains(slot.Role) && tracer.Trace(slot.Value, CancellationToken.None) is { HasOther: true, Constants: null })
                {
                    roles.Add(slot.Role);
                }
            }
        }

        return given;
    }
}
