using System.Dynamic;
using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using NSubstitute;

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
        var context = new Dictionary<string, object>
        {
            ["user_id"] = "user-123",
            ["thread_id"] = "thread-456",
            ["run_id"] = "run-1",
            ["request_id"] = "req-789",
        };

        var answer = await _driver.RunAgentAsync(request, context);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }

    [Fact]
    public async Task Drives_with_an_anonymous_object()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        var answer = await _driver.RunAgentAsync(request, new { UserId = "user-123", ThreadId = "thread-456" });

        Assert.Equal("thread-456", answer.ThreadId);
    }

    [Fact]
    public async Task Drives_with_an_object_made_as_it_goes()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        dynamic context = new ExpandoObject();
        context.UserId = "user-123";
        context.RunId = "run-1";

        await _driver.RunAgentAsync(request, (object)context);

        Assert.Equal(5, _platform.Events.Of("user-123").Count);
    }

    [Fact]
    public async Task Drives_with_a_tuple()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var context = (UserId: "user-123", ThreadId: "thread-456", RunId: "run-1", RequestId: "req-789");

        var answer = await _driver.RunAgentAsync(request, context);

        Assert.Equal("thread-456", answer.ThreadId);
    }

    [Fact]
    public async Task Drives_with_a_substitute()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var context = Substitute.For<IUserExecutionContext>();
        context.UserId.Returns("user-123");

        await _driver.RunAgentAsync(request, context);

        Assert.Equal(5, _platform.Events.Of("user-123").Count);
    }

    [Fact]
    public async Task Drives_without_a_context()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        var answer = await _driver.RunAgentAsync(request, null);

        Assert.Equal("run-1", answer.RunId);
    }
}
