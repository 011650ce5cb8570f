using Acme.Platform;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>Two contexts in one execution belong to one user, or nothing runs.</summary>
public sealed class SameUserTests
{
    [Fact]
    public void Two_runs_of_one_user_go_together()
    {
        AgentExecutionGuard.EnsureSameUser(Given.Context(), Given.Context(threadId: "other-thread", runId: "other-run", requestId: "other-request"));
        AgentExecutionGuard.EnsureSameUser(Given.Context(), Given.Context().CreateChild("search"));
    }

    [Theory]
    [InlineData("user-8c11")]
    [InlineData("User-7f3a")]
    public void Two_users_do_not_and_the_message_betrays_neither(string other)
    {
        var refusal = Assert.Throws<MixedUsersException>(() => AgentExecutionGuard.EnsureSameUser(Given.Context(), Given.Context(userId: other)));

        Assert.Equal("ECG3005", refusal.RuleId);
        Assert.Contains("of different users", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("7f3a", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("8c11", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_that_is_not_real_has_no_user_to_compare()
    {
        UserExecutionContext? first = null;
        UserExecutionContext? second = null;

        Assert.Equal("first", Assert.Throws<ContextNotRealException>(() => AgentExecutionGuard.EnsureSameUser(first, Given.Context())).ParamName);
        Assert.Equal("second", Assert.Throws<ContextNotRealException>(() => AgentExecutionGuard.EnsureSameUser(Given.Context(), second)).ParamName);
        Assert.Equal("ECG1001", Assert.Throws<ContextNotRealException>(() => AgentExecutionGuard.EnsureSameUser<Acme.Platform.UserExecutionContext>(
            new Acme.Platform.UserExecutionContext("u", "t", "r", "q"), Moq.Mock.Of<IUserExecutionContext>())).RuleId);
    }

    [Fact]
    public void A_teams_own_class_is_compared_by_its_own_user_id_whatever_that_is()
    {
        var user = Guid.NewGuid();

        AgentExecutionGuard.EnsureSameUser<RunContext>(new RunContext(user, Guid.NewGuid()), new ScheduledRunContext(user, Guid.NewGuid()));
        AgentExecutionGuard.EnsureSameUser<Numbered>(new Numbered(0), new Numbered(0));
        Assert.Throws<MixedUsersException>(() => AgentExecutionGuard.EnsureSameUser<RunContext>(new RunContext(user, Guid.NewGuid()), new RunContext(Guid.NewGuid(), Guid.NewGuid())));
        Assert.Throws<MixedUsersException>(() => AgentExecutionGuard.EnsureSameUser<Numbered>(new Numbered(0), new Numbered(1)));
    }

    [Fact]
    public void A_class_without_a_user_id_cannot_be_compared()
    {
        var refusal = Assert.Throws<NotSupportedException>(() => AgentExecutionGuard.EnsureSameUser<Anonymous>(new Anonymous(), new Anonymous()));

        Assert.Contains("has no public UserId", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Numbered(long userId)
    {
        public long UserId { get; } = userId;
    }

    private sealed class Anonymous
    {
        public string RunId => "run-55d2";
    }
}
