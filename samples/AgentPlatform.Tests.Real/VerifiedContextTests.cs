using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

/// <summary>These asked the double what was done to it, or let it behave. Now they assert what the platform made of the context.</summary>
public sealed class VerifiedContextTests
{
    private readonly TestPlatform _platform = new();

    [Fact]
    public async Task Reads_the_user_of_the_context()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-reads-the-user-of-the-context",
            runId: request.RunId,
            requestId: "request-reads-the-user-of-the-context");

        await _platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.All(_platform.Events.All, e => Assert.Equal("user-123", e.UserId));
    }

    [Fact]
    public async Task Reads_the_thread_of_the_context()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-reads-the-thread-of-the-context",
            threadId: "thread-456",
            runId: request.RunId,
            requestId: "request-reads-the-thread-of-the-context");

        await _platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.All(_platform.Events.All, e => Assert.Equal("thread-456", e.ThreadId));
    }

    [Fact]
    public async Task Reads_the_request_of_the_context()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-reads-the-request-of-the-context",
            threadId: "thread-reads-the-request-of-the-context",
            runId: request.RunId,
            requestId: "req-789");

        await _platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.All(_platform.Events.All, e => Assert.Equal("req-789", e.RequestId));
    }

    [Fact]
    public async Task Reads_the_user_while_it_runs()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-reads-the-user-while-it-runs",
            runId: request.RunId,
            requestId: "request-reads-the-user-while-it-runs");

        await _platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.Equal(TestPlatform.FiveEvents, _platform.Events.Of("user-123").Select(e => e.Type));
    }

    [Fact]
    public async Task Reads_nothing_that_was_not_set_up()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");

        var answer = await _platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }
}
