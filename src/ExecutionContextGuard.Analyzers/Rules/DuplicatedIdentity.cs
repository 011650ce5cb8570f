using System.Threading;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Identities;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2004: one constant or variable is two IDs of one context. Two calls of <c>Guid.NewGuid()</c> are two values.</summary>
internal sealed class DuplicatedIdentity : IdentityRule
{
    public override bool TryJudge(in IdentityArgument argument, GuardedCompilation compilation, out Diagnostic? finding, CancellationToken cancellationToken)
    {
        finding = null;
        if (argument.Call.Constructed is null)
        {
            return false;
        }

        var slot = argument.Slot;
        if (compilation.Identities.Sources.NamedLike(slot.Value, out _) == slot.Role)
        {
            // `runId: requestId, requestId: requestId`: it is right here, and crossed there.
            return false;
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
                ? !PlaceholderPolicy.IsBlank(constant) && compilation.Identities.Tracer.Trace(other.Value, cancellationToken).Constant?.Text == constant
                : argument.Trace?.Constants is null && IdentitySources.AreSame(slot.Value, other.Value);
            if (isSame)
            {
                finding = Report(
                    Descriptors.DuplicatedIdentity, PathArgument.Written(slot.Value.Syntax), argument.Call, slot.Role, elsewhere: null,
                    PathNames.Of(argument.Call.Member), "'" + (constant ?? IdentitySources.NameOf(slot.Value)) + "'", Word(other.Role), Word(slot.Role));
                return true;
            }
        }

        return false;
    }
}
