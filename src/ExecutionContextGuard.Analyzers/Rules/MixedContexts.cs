using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG3005: one construction, or one call of a path, takes IDs of two contexts.</summary>
internal sealed class MixedContexts : IdentityRule
{
    public override bool MayBeExpectedToFail => true;

    public override Diagnostic? Judge(in IdentityArgument argument, GuardedCompilation compilation)
    {
        var call = argument.Call;
        if (compilation.IsTestProject || (call.Slots.Count < 2 && call.Contexts is null))
        {
            return null;
        }

        var sources = compilation.Identities.Sources;
        if (sources.ContextOf(argument.Slot.Value) is not { } own
            || TheUsers(call, sources) is not { } users
            || sources.HeadOfFamily(own) is not { } ownHead
            || sources.HeadOfFamily(users) is not { } usersHead
            || IdentitySources.AreSame(ownHead, usersHead)
            || !Executes(call, compilation))
        {
            return null;
        }

        return Report(
            Descriptors.MixedContexts, PathArgument.Written(argument.Slot.Value.Syntax), call, argument.Slot.Role, elsewhere: null,
            PathNames.Of(call.Member), Word(argument.Slot.Role), own.Syntax.ToString(), users.Syntax.ToString());
    }

    /// <summary>The context that says whose call it is: the one handed over or, where there is none, the one that the user ID is taken from. With two there is no telling.</summary>
    private static IOperation? TheUsers(IdentityCall call, IdentitySources sources)
    {
        if (call.Contexts is { } contexts)
        {
            return contexts.Count == 1 ? contexts[0] : null;
        }

        IOperation? users = null;
        foreach (var slot in call.Slots)
        {
            if (slot.Role == IdentityRole.User)
            {
                if (users is not null)
                {
                    return null;
                }

                users = sources.ContextOf(slot.Value);
            }
        }

        return users;
    }

    /// <summary>`Transfer(sender.UserId, receiver.ThreadId)` of some service runs nothing: only constructions and paths do.</summary>
    private static bool Executes(IdentityCall call, GuardedCompilation compilation) =>
        call.Constructed is not null || (call.Member is IMethodSymbol method && !compilation.Paths.Of(method).IsEmpty);
}
