using System.Runtime.CompilerServices;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>A context equals another by its four IDs, and its text says those and nothing else.</summary>
public sealed class EqualityAndTextTests
{
    [Fact]
    public void The_same_four_ids_are_the_same_context_whatever_else_they_carry()
    {
        var plain = Given.Context();
        var laden = new UserExecutionContext(
            plain.UserId, plain.ThreadId, plain.RunId, plain.RequestId, "request-parent", "search", 3, new Dictionary<string, string> { ["locale"] = "en-GB" });

        Assert.True(plain.Equals(laden));
        Assert.True(plain.Equals((object)laden));
        Assert.True(plain == laden);
        Assert.False(plain != laden);
        Assert.Equal(plain.GetHashCode(), laden.GetHashCode());
        Assert.Single(new HashSet<UserExecutionContext> { plain, laden });
    }

    public static TheoryData<string, string, string, string> OneIdOther => new()
    {
        { "USER-7F3A", "thread-91c0", "run-55d2", "request-08be" },
        { "user-7f3b", "thread-91c0", "run-55d2", "request-08be" },
        { "user-7f3a", "thread-91c1", "run-55d2", "request-08be" },
        { "user-7f3a", "thread-91c0", "run-55d3", "request-08be" },
        { "user-7f3a", "thread-91c0", "run-55d2", "request-08bf" },
    };

    [Theory]
    [MemberData(nameof(OneIdOther))]
    public void One_id_that_differs_makes_another_context(string userId, string threadId, string runId, string requestId)
    {
        var other = new UserExecutionContext(userId, threadId, runId, requestId);

        Assert.False(Given.Context().Equals(other));
        Assert.False(Given.Context() == other);
        Assert.True(Given.Context() != other);
    }

    [Fact]
    public void Nothing_equals_no_context()
    {
        UserExecutionContext? none = null;

        Assert.False(Given.Context().Equals(none));
        Assert.False(Given.Context().Equals("user-7f3a"));
        Assert.False(Given.Context() == none);
        Assert.False(none == Given.Context());
        Assert.True(none == null);
    }

    [Fact]
    public void The_text_is_the_four_ids_and_nothing_else()
    {
        var context = new UserExecutionContext(
            "user-7f3a", "thread-91c0", "run-55d2", "request-08be", "request-parent", "secret operation", 3,
            new Dictionary<string, string> { ["token"] = "secret" }, new Dictionary<string, string> { ["ip"] = "secret" });

        Assert.Equal(
            "UserExecutionContext { UserId = user-7f3a, ThreadId = thread-91c0, RunId = run-55d2, RequestId = request-08be }",
            context.ToString());
    }

    [Fact]
    public void An_id_from_outside_cannot_forge_a_line_in_a_log()
    {
        var text = Given.Context(threadId: "t\r\nUserExecutionContext { UserId = admin\u2028\u001b[0m").ToString();

        Assert.Contains("t\\u000d\\u000aUserExecutionContext", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, character => char.IsControl(character) || character == '\u2028');
    }

    [Fact]
    public void A_context_whose_constructor_was_skipped_can_still_be_printed_and_compared()
    {
        var skipped = (UserExecutionContext)RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext));

        Assert.Equal("UserExecutionContext { UserId = , ThreadId = , RunId = , RequestId =  }", skipped.ToString());
        Assert.False(skipped.Equals(Given.Context()));
        Assert.NotEqual(Given.Context().GetHashCode(), skipped.GetHashCode());
    }
}
