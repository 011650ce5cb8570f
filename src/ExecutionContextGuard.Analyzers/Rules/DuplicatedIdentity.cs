using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Identities;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2004: one constant or variable is two IDs of one context. Two calls of <c>Guid.NewGuid()</c> are two values.</summary>
internal sealed class DuplicatedIdentity : IdentityRule
{
    public override Diagnostic? Judge(in IdentityArgument argument, GuardedCompilation compilation)
    {
        if (argument.Call.Constructed is null)
        {
            return null;
        }

        var slot = argument.Slot;
        if (compilation.Identities.Sources.NamedLike(slot.Value, out _) == slot.Role)
        {
            // `runId: requestId, requestId: requestId`: it is right here, and crossed there.
            return null;
        }

        for (var i = 0; i < argument.Index; i++)
        {
            var other = argument.Call.Slots[i];
            if (other.Role == slot.Role)
            {
                continue;
            }

            var constant = argument.Trace?.Constant?.Text;
            var isSame = constant is not null
                ? !PlaceholderPolicy.IsBlank(constant) && argument.TraceOf(i)?.Constant?.Text == constant
                : argument.Trace?.Constants is null && IdentitySources.AreSame(slot.Value, other.Value);
            if (isSame)
            {
                return Report(
                    Descriptors.DuplicatedIdentity, PathArgument.Written(slot.Value.Syntax), argument.Call, slot.Role, elsewhere: null,
                    PathNames.Of(argument.Call.Member), "'" + (constant ?? IdentitySources.NameOf(slot.Value)) + "'", Word(other.Role), Word(slot.Role));
            }
        }

        return null;
    }
}
