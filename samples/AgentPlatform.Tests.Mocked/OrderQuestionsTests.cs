using AgentPlatform.Agents;
using AgentPlatform.Events;
using AgentPlatform.Tests.Support;
using NSubstitute;

namespace AgentPlatform.Tests;

public sealed class OrderQuestionsTests
{
    [Fact]
    public async Task Tells_which_order_it_looks_up()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = Substitute.For<IUserExecutionContext>();
        userContext.UserId.Returns("user-123");
        userContext.ThreadId.Returns("thread-456");

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
        IUserExecutionContext userContext = Substitute.For<IUserExecutionContext>();
        userContext.UserId.Returns("user-123");
        userContext.RunId.Returns(runId);

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

        await platform.Core.ExecuteAgentAsync(request, Substitute.For<IUserExecutionContext>());

        Assert.Equal("The user asks for order 1001; look it up.", platform.Events.All[1].Text);
    }

    [Fact]
    public async Task Calls_no_tool_without_a_number()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Good morning");
        var userContext = Substitute.For<IUserExecutionContext>();

        await platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.Equal([AgentEventTypes.Started, AgentEventTypes.Completed], platform.Events.Types);
    }
}
