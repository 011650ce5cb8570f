using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG3005: one construction, or one call of a path, takes IDs of two contexts.</summary>
internal sealed class MixedContexts : IdentityRule
{
    public override bool MayBeExpectedToFail => true;

    public override Diagnostic? Judge(in IdentityArgument argument, GuardedCompilation compilation)
    {
        var call = argument.Call;
        if (compilation.IsTestProject || (call.Slots.Count < 2 && call.Contexts is null && call.Operation is not IWithOperation))
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

        // `mine with { ThreadId = theirs.ThreadId }` leaves the user as it is.
        return users is null && call.Operation is IWithOperation copy && !HasUser(call) ? copy.Operand : users;
    }

    private static bool HasUser(IdentityCall call)
    {
        foreach (var slot in call.Slots)
        {
            if (slot.Role == IdentityRole.User)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`Transfer(sender.UserId, receiver.ThreadId)` of some service runs nothing: only constructions and paths do.</summary>
    private static bool Executes(IdentityCall call, GuardedCompilation compilation) =>
        call.Constructed is not null || (call.Member is IMethodSymbol method && compilation.Paths.Of(method) is { IsEmpty: false } paths && (!Answers(method) || IsMarked(method, paths)));

    /// <summary>`BelongsTo(thread, current.UserId)`, `MayReadAsync(..)`: a question whether two are the same is asked about two.</summary>
    private static bool Answers(IMethodSymbol method) =>
        method.ReturnType.SpecialType == SpecialType.System_Boolean
        || (method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } answer } && answer[0].SpecialType == SpecialType.System_Boolean);

    private static bool IsMarked(IMethodSymbol method, ParameterPaths paths)
    {
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            if (paths.IsMarked(i))
            {
                return true;
            }
        }

        return false;
    }
}
