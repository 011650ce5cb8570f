using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class StubbedContextTests
{
    private readonly TestPlatform _platform = new();

    [Fact]
    public async Task Names_the_user_in_the_answer()
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

    [Fact]
    public async Task Names_the_thread_in_the_answer()
    {
        var request = new AgentRequest("run-stub", "orders", "Where is order 1001?");

        var answer = await _platform.Core.ExecuteAgentAsync(
            request,
            new UserExecutionContext(
                userId: "user-123",
                threadId: "thread-stub",
                runId: "run-stub",
                requestId: "req-789"));

        Assert.Equal("thread-stub", answer.ThreadId);
        Assert.Equal("run-stub", answer.RunId);
    }

    [Fact]
    public async Task Names_the_request_in_every_event()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-fake");

        await _platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.All(_platform.Events.All, e => Assert.Equal("req-fake", e.RequestId));
    }

    private sealed class FakeContext : IUserExecutionContext
    {
        public string UserId { get; set; } = "";

        public string ThreadId { get; set; } = "";

        public string RunId { get; set; } = "";

        public string RequestId { get; set; } = "";
    }
}
