using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2003: what is passed for one ID is named like another.</summary>
internal sealed class CrossedIdentity : IdentityRule
{
    public override Diagnostic? Judge(in IdentityArgument argument, GuardedCompilation compilation)
    {
        var slot = argument.Slot;
        var named = compilation.Identities.Sources.NamedLike(slot.Value, out var name);
        if (named == IdentityRole.None || named == slot.Role || (argument.Call.Constructed is null && !Takes(argument.Call, named, slot.Type)))
        {
            return null;
        }

        return Report(
            Descriptors.CrossedIdentity, PathArgument.Written(slot.Value.Syntax), argument.Call, slot.Role, elsewhere: null,
            Partner(argument, named, compilation), [PathNames.Of(argument.Call.Member), name, Word(named), Word(slot.Role), Word(slot.Role)]);
    }

    /// <summary>The ID that stands in this one's place, where this one stands in its; null where the two have not just changed places.</summary>
    private static SyntaxNode? Partner(in IdentityArgument argument, IdentityRole named, GuardedCompilation compilation)
    {
        IOperation? partner = null;
        var slot = argument.Slot;
        foreach (var other in argument.Call.Slots)
        {
            if (other.Role != named)
            {
                continue;
            }

            if (partner is not null
                || !SymbolEqualityComparer.IncludeNullability.Equals(other.Type, slot.Type)
                || compilation.Identities.Sources.NamedLike(other.Value, out _) != slot.Role)
            {
                return null;
            }

            partner = other.Value;
        }

        return partner is null ? null : PathArgument.Written(partner.Syntax);
    }

    /// <summary>Outside constructions an ID is crossed with another of the same call. `audit.Write(userId, runId: requestId)` has no request ID to confuse it with.</summary>
    private static bool Takes(IdentityCall call, IdentityRole role, ITypeSymbol type)
    {
        foreach (var slot in call.Slots)
        {
            if (slot.Role == role && SymbolEqualityComparer.Default.Equals(slot.Type, type))
            {
                return true;
            }
        }

        return false;
    }
}
