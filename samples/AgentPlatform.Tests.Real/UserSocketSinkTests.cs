using AgentPlatform.Events;

namespace AgentPlatform.Tests;

public sealed class UserSocketSinkTests
{
    private readonly UserSocketSink _sink = new();
    private readonly UserExecutionContext _userContext;

    public UserSocketSinkTests()
    {
        _userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-user-socket-sink-tests",
            requestId: "request-user-socket-sink-tests");
    }

    [Fact]
    public async Task Has_nothing_to_do_for_a_user_without_a_socket()
    {
        var publishing = _sink.PublishAsync(_userContext, EventOf("user-123"), CancellationToken.None);

        await publishing;

        Assert.True(publishing.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Refuses_an_event_of_another_user()
    {
        var publishing = _sink.PublishAsync(_userContext, EventOf("user-456"), CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => publishing);
    }

    private static AgentEvent EventOf(string userId)
    {
        return new AgentEvent(AgentEventTypes.Started, userId, "thread-456", "run-1", "req-789", 1, DateTimeOffset.UnixEpoch, "orders", null, null);
    }
}
