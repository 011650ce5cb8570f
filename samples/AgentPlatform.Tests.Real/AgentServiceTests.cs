using AgentPlatform.Chat;
using AgentPlatform.Tests.Support;
using Moq;
using NSubstitute;

namespace AgentPlatform.Tests;

public sealed class AgentServiceTests
{
    private readonly TestPlatform _platform = new();

    [Fact]
    public async Task Asks_for_the_user_of_the_request()
    {
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-asks-for-the-user-of-the-request",
            runId: "run-1",
            requestId: "request-asks-for-the-user-of-the-request");
        var accessor = new Mock<IUserContextAccessor>();
        accessor.Setup(a => a.Current).Returns(userContext);

        var answer = await new AgentService(accessor.Object, _platform.Core).AskAsync("orders", "Where is order 1001?");

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }

    [Fact]
    public async Task Runs_under_the_run_of_the_request()
    {
        var accessor = Substitute.For<IUserContextAccessor>();
        var userContext = new UserExecutionContext(
            userId: "user-runs-under-the-run-of-the-request",
            threadId: "thread-runs-under-the-run-of-the-request",
            runId: "run-service",
            requestId: "request-runs-under-the-run-of-the-request");
        accessor.Current.Returns(userContext);

        var answer = await new AgentService(accessor, _platform.Core).AskAsync("orders", "Where is order 1001?");

        Assert.Equal("run-service", answer.RunId);
    }

    [Fact]
    public async Task Takes_the_real_context_of_a_mocked_accessor()
    {
        var accessor = new Mock<IUserContextAccessor>();
        accessor.Setup(a => a.Current).Returns(new UserExecutionContext("user-123", "thread-456", "run-1", "req-789"));

        var answer = await new AgentService(accessor.Object, _platform.Core).AskAsync("orders", "Where is order 1001?");

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }
}
