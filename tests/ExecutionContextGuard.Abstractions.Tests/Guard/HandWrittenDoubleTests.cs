using System.Security.Claims;
using Acme.Platform.Tests;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>A double that somebody wrote, and another type of the same name, are refused as ECG1004.</summary>
public sealed class HandWrittenDoubleTests
{
    [Fact]
    public void A_fake_that_implements_the_contexts_interface_is_refused()
    {
        Assert.Contains("is the hand-written double 'Acme.Platform.Tests.FakeContext'", Refusal.Of<Acme.Platform.UserExecutionContext>(new FakeContext(), "ECG1004").Message, StringComparison.Ordinal);
        Refusal.Of(new FakeContext(), "ECG1004");
    }

    [Fact]
    public void A_dictionary_that_implements_it_is_a_double_before_it_is_a_dictionary()
    {
        Refusal.Of<Acme.Platform.UserExecutionContext>(new BagContext(), "ECG1004");
    }

    [Fact]
    public void A_class_that_a_test_derives_from_an_open_context_is_refused()
    {
        Assert.Contains("hand-written double", Refusal.Of<ClaimsPrincipal>(new TestPrincipal(), "ECG1004").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_look_alike_from_another_namespace_is_refused_and_both_are_named()
    {
        object theirs = new Acme.Platform.UserExecutionContext("user-7f3a", "thread-91c0", "run-55d2", "request-08be");

        var message = Refusal.Of(theirs, "ECG1004").Message;

        Assert.Contains("another context type, 'Acme.Platform.UserExecutionContext' from the assembly 'ExecutionContextGuard.Abstractions.Tests'", message, StringComparison.Ordinal);
        Assert.Contains("a real 'ExecutionContextGuard.UserExecutionContext'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_products_context_is_a_look_alike_to_a_team_that_has_its_own()
    {
        Refusal.Of<Acme.Platform.UserExecutionContext>(Given.Context(), "ECG1004");
        Refusal.Of<Acme.Platform.RunContext>(Given.Context(), "ECG1004");
    }

    [Fact]
    public void A_nested_look_alike_is_one_too()
    {
        Refusal.Of(new UserExecutionContextHolder.UserExecutionContext(), "ECG1004");
    }

    [Fact]
    public void Another_guarded_context_is_the_wrong_context()
    {
        Refusal.Of(new TenantScope(), "ECG1004");
    }

    private sealed class TestPrincipal : ClaimsPrincipal;

    private sealed class TenantScope : Acme.Platform.ITenantScope
    {
        public string Tenant => "contoso";
    }

    private static class UserExecutionContextHolder
    {
        public sealed class UserExecutionContext;
    }
}
