namespace AgentPlatform.Tests;

public sealed class UserExecutionContextTests
{
    [Fact]
    public void Carries_its_ids()
    {
        var userContext = new UserExecutionContext("user-123", "thread-456", "run-1", "req-789");

        Assert.Equal("user user-123, thread thread-456, run run-1, request req-789", userContext.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" user-123")]
    [InlineData("user-123\t")]
    public void Refuses_an_id_that_is_blank_or_padded(string id)
    {
        Assert.Throws<ArgumentException>("userId", () => new UserExecutionContext(id, "thread-456", "run-1", "req-789"));
        Assert.Throws<ArgumentException>("threadId", () => new UserExecutionContext("user-123", id, "run-1", "req-789"));
        Assert.Throws<ArgumentException>("runId", () => new UserExecutionContext("user-123", "thread-456", id, "req-789"));
        Assert.Throws<ArgumentException>("requestId", () => new UserExecutionContext("user-123", "thread-456", "run-1", id));
    }

    [Fact]
    public void Refuses_an_id_that_is_missing()
    {
        Assert.Throws<ArgumentNullException>("userId", () => new UserExecutionContext(null!, "thread-456", "run-1", "req-789"));
    }
}
