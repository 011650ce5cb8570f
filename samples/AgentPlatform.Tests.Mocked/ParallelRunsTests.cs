using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using Moq;
using NSubstitute;

namespace AgentPlatform.Tests;

public sealed class ParallelRunsTests
{
    private static readonly IUserExecutionContext SharedContext =
        Mock.Of<IUserExecutionContext>(c => c.UserId == "user-123" && c.ThreadId == "thread-456" && c.RunId == "run-1" && c.RequestId == "req-789");

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
            Mock.Of<IUserExecutionContext>(c => c.UserId == "user-1" && c.ThreadId == "thread-1" && c.RunId == "run-1" && c.RequestId == "req-1"),
            Mock.Of<IUserExecutionContext>(c => c.UserId == "user-2" && c.ThreadId == "thread-2" && c.RunId == "run-1" && c.RequestId == "req-2"),
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
        var first = Substitute.For<IUserExecutionContext>();
        first.UserId.Returns("user-123");
        first.ThreadId.Returns("thread-pair");
        first.RunId.Returns("run-1");
        var pair = (Context: first, Text: "Where is order 1001?");

        var answer = await _platform.Core.ExecuteAgentAsync(new AgentRequest("run-1", "orders", pair.Text), pair.Context);

        Assert.Equal("thread-pair", answer.ThreadId);
    }

    [Fact]
    public async Task Runs_for_the_user_of_a_name()
    {
        var bob = new Mock<IUserExecutionContext>();
        bob.SetupGet(c => c.UserId).Returns("user-456");
        bob.SetupGet(c => c.RunId).Returns("run-1");
        var byName = new Dictionary<string, IUserExecutionContext> { ["bob"] = bob.Object };

        await _platform.Core.ExecuteAgentAsync(_request, byName["bob"]);

        Assert.Equal(5, _platform.Events.Of("user-456").Count);
    }

    private static IUserExecutionContext CreateUser(int number)
    {
        var user = Substitute.For<IUserExecutionContext>();
        user.UserId.Returns($"user-{number}");
        user.ThreadId.Returns($"thread-{number}");
        user.RunId.Returns("run-1");
        user.RequestId.Returns($"req-{number}");
        return user;
    }
}
