using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class MissingContextTests
{
    private readonly TestPlatform _platform = new();

    [Fact]
    public async Task Runs_although_nobody_is_there()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        var answer = await _platform.Core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-runs-although-nobody-is-there",
            threadId: "thread-runs-although-nobody-is-there",
            runId: request.RunId,
            requestId: "request-runs-although-nobody-is-there"));

        Assert.Equal("run-1", answer.RunId);
    }

    [Fact]
    public async Task Runs_by_default()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        await _platform.Core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-runs-by-default",
            threadId: "thread-runs-by-default",
            runId: request.RunId,
            requestId: "request-runs-by-default"));

        Assert.Equal(TestPlatform.FiveEvents, _platform.Events.Types);
    }

    [Fact]
    public async Task Runs_for_anybody()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        await _platform.Core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-runs-for-anybody",
            threadId: "thread-runs-for-anybody",
            runId: request.RunId,
            requestId: "request-runs-for-anybody"));

        Assert.Equal(TestPlatform.FiveEvents, _platform.Events.Types);
    }

    [Fact]
    public async Task Runs_for_a_context_that_was_never_constructed()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-runs-for-a-context-that-was-never-constructed",
            threadId: "thread-runs-for-a-context-that-was-never-constructed",
            runId: request.RunId,
            requestId: "request-runs-for-a-context-that-was-never-constructed");

        await _platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.Equal(TestPlatform.FiveEvents, _platform.Events.Types);
    }
}
