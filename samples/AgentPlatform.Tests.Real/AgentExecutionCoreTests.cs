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
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-streams-five-events-in-order",
            runId: request.RunId,
            requestId: "request-streams-five-events-in-order");

        await platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.Equal(TestPlatform.FiveEvents, platform.Events.Types);
        Assert.Equal([1, 2, 3, 4, 5], platform.Events.All.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Labels_every_event_with_the_ids_of_the_context()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");

        await platform.Core.ExecuteAgentAsync(request, userContext);

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
        UserExecutionContext userContext = new(
            userId: userId,
            threadId: "thread-456",
            runId: request.RunId,
            requestId: "request-answers-from-the-orders-of-this-user");

        var answer = await platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.Equal("Order 3003 of user-77 is on its way.", answer.Text);
        Assert.Equal("thread-456", answer.ThreadId);
    }

    [Fact]
    public async Task Asks_for_the_number_when_there_is_none()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is my order?");

        var answer = await platform.Core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-asks-for-the-number-when-there-is-none",
            threadId: "thread-asks-for-the-number-when-there-is-none",
            runId: request.RunId,
            requestId: "request-asks-for-the-number-when-there-is-none"));

        Assert.Equal("Which order? Tell me its number.", answer.Text);
    }

    [Fact]
    public async Task Says_so_when_the_user_has_no_such_order()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 9999?");

        var answer = await platform.Core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-says-so-when-the-user-has-no-such-order",
            threadId: "thread-says-so-when-the-user-has-no-such-order",
            runId: request.RunId,
            requestId: "request-says-so-when-the-user-has-no-such-order"));

        Assert.EndsWith("has no order 9999.", answer.Text);
    }

    [Fact]
    public async Task Keeps_the_conversation_in_the_thread()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: request.RunId,
            requestId: "request-keeps-the-conversation-in-the-thread");

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
        var alice = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-keeps-two-users-apart",
            runId: "run-a",
            requestId: "request-keeps-two-users-apart");
        var bob = new UserExecutionContext(
            userId: "user-456",
            threadId: "thread-keeps-two-users-apart-2",
            runId: "run-b",
            requestId: "request-keeps-two-users-apart-2");

        await Task.WhenAll(
            platform.Core.ExecuteAgentAsync(aliceRequest, alice),
            platform.Core.ExecuteAgentAsync(bobRequest, bob));

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
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-publishes-to-the-sink-it-was-given",
            runId: request.RunId,
            requestId: "request-publishes-to-the-sink-it-was-given");

        await platform.CreateCore(events.Object).ExecuteAgentAsync(request, userContext);

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
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-ends-in-an-error-when-the-model-fails",
            runId: request.RunId,
            requestId: "request-ends-in-an-error-when-the-model-fails");

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
        var userContext = new UserExecutionContext(
            userId: "user-ends-in-an-error-when-it-takes-too-long",
            threadId: "thread-ends-in-an-error-when-it-takes-too-long",
            runId: request.RunId,
            requestId: "request-ends-in-an-error-when-it-takes-too-long");

        var run = platform.Core.ExecuteAgentAsync(request, userContext);

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
