using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class ParallelRunsTests
{
    private static readonly UserExecutionContext SharedContext =
        new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");

    private readonly TestPlatform _platform = new();
    private readonly AgentRequest _request = new("run-1", "orders", "Where is order 1001?");

    [Fact]
    public async Task Runs_for_a_context_that_all_tests_share()
    {
        var answer = await _platform.Core.ExecuteAgentAsync(_request, SharedContext);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }

    [Fact]
    public async Task Runs_for_every_user_of_a_list()
    {
        List<IUserExecutionContext> users =
        [
            new UserExecutionContext(userId: "user-1", threadId: "thread-1", runId: "run-1", requestId: "req-1"),
            new UserExecutionContext(userId: "user-2", threadId: "thread-2", runId: "run-1", requestId: "req-2"),
        ];

        foreach (var user in users)
        {
            await _platform.Core.ExecuteAgentAsync(_request, user);
        }

        Assert.Equal(5, _platform.Events.Of("user-1").Count);
        Assert.Equal(5, _platform.Events.Of("user-2").Count);
    }

    [Fact]
    public async Task Runs_for_many_users_at_once()
    {
        var users = Enumerable.Range(1, 10).Select(CreateUser).ToArray();

        await Task.WhenAll(users.Select(user => _platform.Core.ExecuteAgentAsync(_request, user)));

        Assert.All(users, user => Assert.Equal(TestPlatform.FiveEvents, _platform.Events.Of(user.UserId).Select(e => e.Type)));
    }

    [Fact]
    public async Task Runs_for_the_user_of_a_pair()
    {
        IUserExecutionContext first = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-pair",
            runId: "run-1",
            requestId: "request-runs-for-the-user-of-a-pair");
        var pair = (Context: first, Text: "Where is order 1001?");

        var answer = await _platform.Core.ExecuteAgentAsync(new AgentRequest("run-1", "orders", pair.Text), pair.Context);

        Assert.Equal("thread-pair", answer.ThreadId);
    }

    [Fact]
    public async Task Runs_for_the_user_of_a_name()
    {
        var bob = new UserExecutionContext(
            userId: "user-456",
            threadId: "thread-runs-for-the-user-of-a-name",
            runId: "run-1",
            requestId: "request-runs-for-the-user-of-a-name");
        var byName = new Dictionary<string, IUserExecutionContext> { ["bob"] = bob };

        await _platform.Core.ExecuteAgentAsync(_request, byName["bob"]);

        Assert.Equal(5, _platform.Events.Of("user-456").Count);
    }

    private static IUserExecutionContext CreateUser(int number)
    {
        var user = new UserExecutionContext(
            userId: $"user-{number}",
            threadId: $"thread-{number}",
            runId: "run-1",
            requestId: $"req-{number}");
        return user;
    }
}
