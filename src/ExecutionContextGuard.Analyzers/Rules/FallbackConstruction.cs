using ExecutionContextGuard.Identities;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>
/// A whole context that stands in for one that is not there, made of constants: `Current() ?? new Ctx("anonymous", ..)`, or
/// `if (id == null) { return new Ctx("anonymous", ..); } return new Ctx(id, ..);`.
/// </summary>
internal static class FallbackConstruction
{
    public static bool Makes(IdentityCall call, in IdentitySlot slot, GuardedCompilation compilation)
    {
        if (call is { Constructed: null } or { IsOwnStorage: true } || call.Operation is not (IObjectCreationOperation or IInvocationOperation))
        {
            return false;
        }

        var made = call.Operation;
        while (made.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation)
        {
            made = made.Parent;
        }

        return made.Parent switch
        {
            // A constant thread of a user that is there (`existing ?? new Ctx(userId, "main", ..)`) is that user's own.
            ICoalesceOperation coalesce => ReferenceEquals(coalesce.WhenNull, made) && slot.Role == Symbols.IdentityRole.User,
            IConditionalOperation choice when !ReferenceEquals(choice.Condition, made) => PresenceTests.IsOne(choice.Condition) && HasReal(call, slot, compilation),
            ISwitchExpressionArmOperation arm => (arm.Pattern is IDiscardPatternOperation || PresenceTests.IsNothing(arm.Pattern)) && HasReal(call, slot, compilation),
            // `_system ??= new Ctx("scheduler", ..)` keeps one that is always the same, and `if (items.Any()) { return new Ctx("importer", ..); }` has no other.
            IReturnOperation place => PresenceTests.Govern(place) && HasReal(call, slot, compilation),
            ISimpleAssignmentOperation place => PresenceTests.Govern(place) && HasReal(call, slot, compilation),
            _ => false,
        };
    }

    /// <summary>Whether the same body makes such a context with an ID that it was given.</summary>
    private static bool HasReal(IdentityCall call, in IdentitySlot slot, GuardedCompilation compilation) =>
        compilation.Identities.Givens.Have(IdentityTracer.RootOf(call.Operation), call.Constructed!, slot.Role);
}
