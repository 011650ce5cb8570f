using AgentPlatform.Agents;
using AgentPlatform.Events;
using AgentPlatform.Tests.Support;
using ExecutionContextGuard;
using Microsoft.Extensions.AI;
using Moq;

namespace AgentPlatform.Tests;

public sealed class AgentExecutionCoreTests
{
    [Fact]
    public async Task Streams_five_events_in_order()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns("user-123");

        await platform.Core.ExecuteAgentAsync(request, userContext.Object);

        Assert.Equal(TestPlatform.FiveEvents, platform.Events.Types);
        Assert.Equal([1, 2, 3, 4, 5], platform.Events.All.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Labels_every_event_with_the_ids_of_the_context()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new Mock<IUserExecutionContext>();
        userContext.Setup(c => c.UserId).Returns("user-123");
        userContext.Setup(c => c.ThreadId).Returns("thread-456");
        userContext.Setup(c => c.RunId).Returns("run-1");
        userContext.Setup(c => c.RequestId).Returns("req-789");

        await platform.Core.ExecuteAgentAsync(request, userContext.Object);

        Assert.All(platform.Events.All, e =>
        {
            Assert.Equal("user-123", e.UserId);
            Assert.Equal("thread-456", e.ThreadId);
            Assert.Equal("run-1", e.RunId);
            Assert.Equal("req-789", e.RequestId);
        });
    }

    [Fact]
    public async Task Answers_from_the_orders_of_this_user()
    {
        var platform = new TestPlatform();
        var userId = "user-77";
        platform.Orders.Add(userId, "3003", "on its way");
        var request = new AgentRequest("run-1", "orders", "Where is order 3003?");
        Mock<IUserExecutionContext> userContext = new();
        userContext.Setup(c => c.UserId).Returns(userId);
        userContext.SetupGet(c => c.ThreadId).Returns("thread-456");

        var answer = await platform.Core.ExecuteAgentAsync(request, userContext.Object);

        Assert.Equal("Order 3003 of user-77 is on its way.", answer.Text);
        Assert.Equal("thread-456", answer.ThreadId);
    }

    [Fact]
    public async Task Asks_for_the_number_when_there_is_none()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is my order?");

        var answer = await platform.Core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());

        Assert.Equal("Which order? Tell me its number.", answer.Text);
    }

    [Fact]
    public async Task Says_so_when_the_user_has_no_such_order()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 9999?");

        var answer = await platform.Core.ExecuteAgentAsync(request, new Mock<IUserExecutionContext>().Object);

        Assert.EndsWith("has no order 9999.", answer.Text);
    }

    [Fact]
    public async Task Keeps_the_conversation_in_the_thread()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = Mock.Of<IUserExecutionContext>(c => c.UserId == "user-123" && c.ThreadId == "thread-456");

        await platform.Core.ExecuteAgentAsync(request, userContext);
        await platform.Core.ExecuteAgentAsync(request with { Text = "And order 1002?" }, userContext);

        Assert.Equal(
            ["Where is order 1001?", "Order 1001 of user-123 is shipped.", "And order 1002?", "user-123 has no order 1002."],
            platform.Threads.Read(userContext).Select(message => message.Text));
    }

    [Fact]
    public async Task Keeps_two_users_apart()
    {
        var platform = new TestPlatform();
        var aliceRequest = new AgentRequest("run-a", "orders", "Where is order 1001?");
        var bobRequest = new AgentRequest("run-b", "orders", "Where is order 1001?");
        var alice = new Mock<IUserExecutionContext>();
        alice.SetupGet(c => c.UserId).Returns("user-123");
        alice.SetupGet(c => c.RunId).Returns("run-a");
        var bob = new Mock<IUserExecutionContext>();
        bob.SetupGet(c => c.UserId).Returns("user-456");
        bob.SetupGet(c => c.RunId).Returns("run-b");

        await Task.WhenAll(
            platform.Core.ExecuteAgentAsync(aliceRequest, alice.Object),
            platform.Core.ExecuteAgentAsync(bobRequest, bob.Object));

        Assert.All(platform.Events.Of("user-123"), e => Assert.Equal("run-a", e.RunId));
        Assert.All(platform.Events.Of("user-456"), e => Assert.Equal("run-b", e.RunId));
        Assert.Equal(5, platform.Events.Of("user-123").Count);
        Assert.Equal(5, platform.Events.Of("user-456").Count);
    }

    [Fact]
    public async Task Publishes_to_the_sink_it_was_given()
    {
        var platform = new TestPlatform();
        var events = new Mock<IAgentEventSink>();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns("user-123");

        await platform.CreateCore(events.Object).ExecuteAgentAsync(request, userContext.Object);

        events.Verify(
            e => e.PublishAsync(It.IsAny<IUserExecutionContext>(), It.Is<AgentEvent>(sent => sent.UserId == "user-123"), It.IsAny<CancellationToken>()),
            Times.Exactly(5));
    }

    [Fact]
    public async Task Ends_in_an_error_when_the_model_fails()
    {
        var model = new Mock<IChatClient>();
        model.Setup(m => m.GetResponseAsync(It.IsAny<IEnumerable<ChatMessage>>(), It.IsAny<ChatOptions?>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("The password of the model is hunter2."));
        var platform = new TestPlatform(model.Object);
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = Mock.Of<IUserExecutionContext>(c => c.UserId == "user-123");

        var run = platform.Core.ExecuteAgentAsync(request, userContext);

        await Assert.ThrowsAsync<AgentRunFailedException>(() => run);
        Assert.Equal([AgentEventTypes.Started, AgentEventTypes.Error], platform.Events.Types);
        Assert.DoesNotContain("hunter2", platform.Events.All[1].Text);
    }

    [Fact]
    public async Task Ends_in_an_error_when_it_takes_too_long()
    {
        var platform = new TestPlatform(new WaitingModel(), TimeSpan.FromMilliseconds(50));
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new Mock<IUserExecutionContext>();

        var run = platform.Core.ExecuteAgentAsync(request, userContext.Object);

        var failure = await Assert.ThrowsAsync<AgentRunFailedException>(() => run);
        Assert.True(failure.TimedOut);
        Assert.Equal(AgentEventTypes.Error, platform.Events.Types[^1]);
    }

    [Fact]
    public async Task Refuses_a_missing_context()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        await Assert.ThrowsAsync<ContextNotRealException>(() => platform.Core.ExecuteAgentAsync(request, null!));

        Assert.Empty(platform.Events.All);
    }

    [Fact]
    public async Task Refuses_a_context_of_another_run()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext("user-123", "thread-456", "run-2", "req-789");

        await Assert.ThrowsAsync<RunMismatchException>(() => platform.Core.ExecuteAgentAsync(request, userContext));

        Assert.Empty(platform.Events.All);
    }
}
