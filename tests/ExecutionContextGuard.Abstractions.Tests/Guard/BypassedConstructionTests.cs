using System.Reflection;
using System.Runtime.CompilerServices;
using Acme.Platform;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>An object of the very class, but without what its constructor would have checked, is refused as ECG1005.</summary>
public sealed class BypassedConstructionTests
{
    [Fact]
    public void An_object_whose_constructor_was_skipped_is_refused()
    {
        Assert.Contains("whose UserId is blank, not a real 'ExecutionContextGuard.UserExecutionContext': its constructor did not run", Refusal.Of(RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext)), "ECG1005").Message, StringComparison.Ordinal);
        Refusal.Of<Acme.Platform.UserExecutionContext>(RuntimeHelpers.GetUninitializedObject(typeof(Acme.Platform.UserExecutionContext)), "ECG1005");
        Refusal.Of<RunContext>(RuntimeHelpers.GetUninitializedObject(typeof(ScheduledRunContext)), "ECG1005");
    }

    [Theory]
    [InlineData("UserId", null)]
    [InlineData("ThreadId", "")]
    [InlineData("RunId", " ")]
    [InlineData("RequestId", "\u3000")]
    public void A_context_whose_id_was_overwritten_with_nothing_is_refused_by_the_ids_name(string id, string? blank)
    {
        var context = Given.Context();
        typeof(UserExecutionContext).GetField($"<{id}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(context, blank);

        Assert.Contains($"whose {id} is blank", Refusal.Of(context, "ECG1005").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_look_alike_that_was_cast_by_force_keeps_its_own_type_and_is_refused_by_it()
    {
        var forged = Unsafe.As<UserExecutionContext>(new Acme.Platform.Tests.FakeContext());

        Refusal.Of(forged, "ECG1004");
    }

    [Fact]
    public void A_teams_class_that_does_not_check_its_ids_is_checked_by_the_guard()
    {
        Refusal.Of<RunContext>(new RunContext(Guid.Empty, Guid.NewGuid()), "ECG1005");
        Refusal.Of<RunContext>(new RunContext(Guid.NewGuid(), Guid.Empty), "ECG1005");
    }
}
