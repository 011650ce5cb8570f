using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class AgentDriverTests
{
    private readonly TestPlatform _platform = new();
    private readonly AgentDriver _driver;

    public AgentDriverTests()
    {
        _driver = new AgentDriver(_platform.Core);
    }

    [Fact]
    public async Task Drives_with_a_dictionary()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var context = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");

        var answer = await _driver.RunAgentAsync(request, context);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }

    [Fact]
    public async Task Drives_with_an_anonymous_object()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        var answer = await _driver.RunAgentAsync(request, new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: request.RunId,
            requestId: "request-drives-with-an-anonymous-object"));

        Assert.Equal("thread-456", answer.ThreadId);
    }

    [Fact]
    public async Task Drives_with_an_object_made_as_it_goes()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        UserExecutionContext context = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-drives-with-an-object-made-as-it-goes",
            runId: "run-1",
            requestId: "request-drives-with-an-object-made-as-it-goes");

        await _driver.RunAgentAsync(request, (object)context);

        Assert.Equal(5, _platform.Events.Of("user-123").Count);
    }

    [Fact]
    public async Task Drives_with_a_tuple()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var context = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");

        var answer = await _driver.RunAgentAsync(request, context);

        Assert.Equal("thread-456", answer.ThreadId);
    }

    [Fact]
    public async Task Drives_with_a_substitute()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var context = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-drives-with-a-substitute",
            runId: request.RunId,
            requestId: "request-drives-with-a-substitute");

        await _driver.RunAgentAsync(request, context);

        Assert.Equal(5, _platform.Events.Of("user-123").Count);
    }

    [Fact]
    public async Task Drives_without_a_context()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        var answer = await _driver.RunAgentAsync(request, new UserExecutionContext(
            userId: "user-drives-without-a-context",
            threadId: "thread-drives-without-a-context",
            runId: request.RunId,
            requestId: "request-drives-without-a-context"));

        Assert.Equal("run-1", answer.RunId);
    }
}
