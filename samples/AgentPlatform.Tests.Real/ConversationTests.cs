using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class ConversationTests
{
    private const string ThreadId = "thread-conversation";

    [Fact]
    public async Task Answers_into_the_thread_of_the_question()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: ThreadId,
            runId: request.RunId,
            requestId: "req-789");

        var answer = await platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.Equal(ThreadId, answer.ThreadId);
        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
        Assert.Equal("req-789", platform.Events.All[0].RequestId);
    }

    [Fact]
    public async Task Makes_a_new_thread_the_users_own()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: ThreadId,
            runId: request.RunId,
            requestId: "request-makes-a-new-thread-the-users-own");

        await platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.True(platform.Threads.IsOwnedBy(ThreadId, "user-123"));
    }

    [Fact]
    public async Task Answers_whoever_asks()
    {
        var platform = new TestPlatform();
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        var answer = await platform.Core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-answers-whoever-asks",
            threadId: ThreadId,
            runId: request.RunId,
            requestId: "request-answers-whoever-asks"));

        Assert.EndsWith("has no order 1001.", answer.Text);
        Assert.Equal("run-1", answer.RunId);
    }
}
