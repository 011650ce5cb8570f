using AgentPlatform.Agents;
using AgentPlatform.Events;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class OrderQuestionsTests
{
    [Fact]
    public async Task Tells_which_order_it_looks_up()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: request.RunId,
            requestId: "request-tells-which-order-it-looks-up");

        await platform.Core.ExecuteAgentAsync(request, userContext);

        var executing = Assert.Single(platform.Events.Of("user-123"), e => e.Type == AgentEventTypes.ToolExecuting);
        Assert.Equal("look_up_order", executing.Tool);
        Assert.Equal("""{"number":"1001"}""", executing.Text);
    }

    [Fact]
    public async Task Tells_what_the_tool_found()
    {
        var platform = new TestPlatform();
        const string runId = "run-tools";
        var request = new AgentRequest(runId, "orders", "Where is order 1001?");
        UserExecutionContext userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-tells-what-the-tool-found",
            runId: runId,
            requestId: "request-tells-what-the-tool-found");

        await platform.Core.ExecuteAgentAsync(request, userContext);

        var completed = Assert.Single(platform.Events.All, e => e.Type == AgentEventTypes.ToolCompleted);
        Assert.Equal("Order 1001 of user-123 is shipped.", completed.Text);
        Assert.Equal(runId, completed.RunId);
    }

    [Fact]
    public async Task Thinks_before_it_acts()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        await platform.Core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-thinks-before-it-acts",
            threadId: "thread-thinks-before-it-acts",
            runId: request.RunId,
            requestId: "request-thinks-before-it-acts"));

        Assert.Equal("The user asks for order 1001; look it up.", platform.Events.All[1].Text);
    }

    [Fact]
    public async Task Calls_no_tool_without_a_number()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Good morning");
        var userContext = new UserExecutionContext(
            userId: "user-calls-no-tool-without-a-number",
            threadId: "thread-calls-no-tool-without-a-number",
            runId: request.RunId,
            requestId: "request-calls-no-tool-without-a-number");

        await platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.Equal([AgentEventTypes.Started, AgentEventTypes.Completed], platform.Events.Types);
    }
}
