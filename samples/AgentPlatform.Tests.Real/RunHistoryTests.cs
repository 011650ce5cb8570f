using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using Moq;

namespace AgentPlatform.Tests;

public sealed class RunHistoryTests
{
    private readonly TestPlatform _platform = new();
    private readonly AgentRequest _request = new("run-1", "orders", "Where is order 1001?");

    [Fact]
    public async Task Remembers_the_question_and_the_answer()
    {
        var userContext = MockContexts.Create();

        await _platform.Core.ExecuteAgentAsync(_request, userContext);

        Assert.Equal([true, false], _platform.Threads.Read(userContext).Select(message => message.FromUser));
    }

    [Fact]
    public async Task Remembers_nothing_of_another_user()
    {
        await _platform.Core.ExecuteAgentAsync(_request, MockContexts.Create("user-123"));

        var run = _platform.Core.ExecuteAgentAsync(_request, MockContexts.Create("user-456"));

        await Assert.ThrowsAsync<Threads.ThreadNotFoundException>(() => run);
    }

    [Fact]
    public async Task Runs_in_the_thread_it_is_given()
    {
        var answer = await _platform.Core.ExecuteAgentAsync(_request, CreateContext("thread-history"));

        Assert.Equal("thread-history", answer.ThreadId);
    }

    [Fact]
    public async Task Remembers_every_line_once()
    {
        var userContext = CreateContextMock();

        await _platform.Core.ExecuteAgentAsync(_request, userContext);

        Assert.Equal(2, _platform.Threads.Read(userContext).Count);
    }

    [Fact]
    public async Task Runs_with_whatever_a_general_helper_makes()
    {
        var request = new AgentRequest("run-general", "orders", "Where is order 1001?");

        var answer = await _platform.Core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-runs-with-whatever-a-general-helper-makes",
            threadId: "thread-runs-with-whatever-a-general-helper-makes",
            runId: request.RunId,
            requestId: "request-runs-with-whatever-a-general-helper-makes"));

        Assert.Equal("run-general", answer.RunId);
    }

    private static IUserExecutionContext CreateContext(string threadId) =>
        new UserExecutionContext(userId: "user-123", threadId: threadId, runId: "run-1", requestId: "req-789");

    private static UserExecutionContext CreateContextMock()
    {
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "request-create-context-mock");
        return userContext;
    }

    private static T Create<T>()
        where T : class
    {
        return new Mock<T>().Object;
    }
}
