namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>The only way to a context is its constructor, and what that accepts is an identity.</summary>
public sealed class ConstructionTests
{
    public static TheoryData<string> Placeholders =>
    [
        "registry", "placeholder", "default", "temp", "none", "null", "undefined", "unknown", "0", "1", "xxx", "yyy",
        "example", "test", "demo", "sample", "template", "mock", "fake", "dummy",
    ];

    public static TheoryData<string> AllZeroGuids =>
    [
        "00000000000000000000000000000000",
        "00000000-0000-0000-0000-000000000000",
        "{00000000-0000-0000-0000-000000000000}",
        "(00000000-0000-0000-0000-000000000000)",
        "{0x00000000,0x0000,0x0000,{0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00}}",
    ];

    public static TheoryData<string> Blanks => ["", " ", "\t", "\r\n", "\u00a0", "\u2003", "\u3000"];

    public static TheoryData<string> Padded => [" user-7f3a", "user-7f3a ", "\tuser-7f3a", "user-7f3a\n", "\u00a0user-7f3a"];

    /// <summary>IDs that resemble a placeholder, or that a prefix rule would refuse; a real system has met each of them.</summary>
    public static TheoryData<string> LegitimateIds =>
    [
        "default_user", "default_admin", "temp_agency", "template_42", "mock_trial", "test-user", "test_user_1", "demo-tenant", "fake_id_88",
        "placeholder_text_bot", "registry-7", "nonexistent", "nulls", "xxxx", "00", "10", "01", "user with spaces", "münchen", "用户", "🙂",
        "auth0|5f7c8ec7c33c6c004bbafe82", "a@example.com", "00000000-0000-0000-0000-000000000001", "0000000000000000000000000000000", "{0}", "(", "system",
    ];

    [Fact]
    public void Four_ids_make_a_root_context()
    {
        var context = new UserExecutionContext(userId: "user-7f3a", threadId: "thread-91c0", runId: "run-55d2", requestId: "request-08be");

        Assert.Equal("user-7f3a", context.UserId);
        Assert.Equal("thread-91c0", context.ThreadId);
        Assert.Equal("run-55d2", context.RunId);
        Assert.Equal("request-08be", context.RequestId);
        Assert.Null(context.ParentRequestId);
        Assert.Null(context.OperationName);
        Assert.Equal(0, context.OperationDepth);
        Assert.Empty(context.AgentContext);
        Assert.Empty(context.AuditMetadata);
    }

    [Fact]
    public void It_can_be_neither_derived_from_nor_changed()
    {
        Assert.True(typeof(UserExecutionContext).IsSealed);
        Assert.Single(typeof(UserExecutionContext).GetConstructors());
        Assert.All(typeof(UserExecutionContext).GetProperties(), property => Assert.Null(property.SetMethod));
        Assert.All(typeof(UserExecutionContext).GetFields(), field => Assert.True(field.IsLiteral));
    }

    [Theory]
    [MemberData(nameof(LegitimateIds))]
    public void An_id_that_only_resembles_a_placeholder_is_accepted_in_every_role(string id)
    {
        var context = new UserExecutionContext(id, id, id, id, parentRequestId: id);

        Assert.Equal([id, id, id, id, id], [context.UserId, context.ThreadId, context.RunId, context.RequestId, context.ParentRequestId]);
    }

    [Theory]
    [MemberData(nameof(Blanks))]
    [MemberData(nameof(Padded))]
    [MemberData(nameof(Placeholders))]
    [MemberData(nameof(AllZeroGuids))]
    public void What_is_no_identity_is_refused_in_every_role_by_its_name(string id)
    {
        foreach (var (role, construct) in Roles)
        {
            var refusal = Assert.Throws<ArgumentException>(() => construct(id));
            Assert.Equal(role, refusal.ParamName);
        }
    }

    [Theory]
    [MemberData(nameof(Placeholders))]
    public void Letter_case_does_not_make_a_placeholder_an_identity(string placeholder)
    {
        Assert.Throws<ArgumentException>("userId", () => Given.Context(userId: placeholder.ToUpperInvariant()));
        Assert.Throws<ArgumentException>("runId", () => Given.Context(runId: char.ToUpperInvariant(placeholder[0]) + placeholder[1..]));
    }

    [Fact]
    public void Null_is_refused_by_the_name_of_its_role()
    {
        foreach (var (role, construct) in Roles.Where(role => role.Name != "parentRequestId"))
        {
            Assert.Throws<ArgumentNullException>(role, () => construct(null));
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_because_it_would_become_another_id_in_json()
    {
        foreach (var id in (string[])["user\ud83d", "\ude42user", "us\ud83der", "\ude42\ud83d"])
        {
            Assert.Throws<ArgumentException>("userId", () => Given.Context(userId: id));
        }
    }

    [Fact]
    public void A_refusal_says_what_is_wrong_and_what_to_pass()
    {
        var placeholder = Assert.Throws<ArgumentException>(() => Given.Context(userId: "Default"));
        Assert.Contains("'Default' is a placeholder", placeholder.Message, StringComparison.Ordinal);
        Assert.Contains("Pass the authenticated user's ID", placeholder.Message, StringComparison.Ordinal);

        var missing = Assert.Throws<ArgumentNullException>(() => Given.Context(runId: null!));
        Assert.Contains("make one with Guid.NewGuid() where it begins", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_does_not_repeat_an_id_that_a_caller_sent()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Given.Context(userId: " alice@contoso.com"));

        Assert.DoesNotContain("alice", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_depth_that_no_chain_of_children_reaches_is_refused(int depth)
    {
        Assert.Throws<ArgumentOutOfRangeException>("operationDepth", () => new UserExecutionContext("u", "t", "r", "q", operationDepth: depth));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void The_ends_of_the_depths_range_are_accepted(int depth)
    {
        Assert.Equal(depth, new UserExecutionContext("u", "t", "r", "q", operationDepth: depth).OperationDepth);
    }

    private static (string Name, Func<string?, UserExecutionContext> Construct)[] Roles =>
    [
        ("userId", id => new UserExecutionContext(id!, "t", "r", "q")),
        ("threadId", id => new UserExecutionContext("u", id!, "r", "q")),
        ("runId", id => new UserExecutionContext("u", "t", id!, "q")),
        ("requestId", id => new UserExecutionContext("u", "t", "r", id!)),
        ("parentRequestId", id => new UserExecutionContext("u", "t", "r", "q", parentRequestId: id)),
    ];
}
