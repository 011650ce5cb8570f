using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using FakeItEasy;
using Moq;
using NSubstitute;

namespace AgentPlatform.Tests;

/// <summary>Tests that ask the double what was done to it, or let it behave: a person has to say what they are to assert instead.</summary>
public sealed class VerifiedContextTests
{
    private readonly TestPlatform _platform = new();

    [Fact]
    public async Task Reads_the_user_of_the_context()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns("user-123");

        await _platform.Core.ExecuteAgentAsync(request, userContext.Object);

        userContext.VerifyGet(c => c.UserId, Moq.Times.AtLeastOnce());
    }

    [Fact]
    public async Task Reads_the_thread_of_the_context()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = Substitute.For<IUserExecutionContext>();
        userContext.ThreadId.Returns("thread-456");

        await _platform.Core.ExecuteAgentAsync(request, userContext);

        _ = userContext.Received().ThreadId;
    }

    [Fact]
    public async Task Reads_the_request_of_the_context()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = A.Fake<IUserExecutionContext>();
        A.CallTo(() => userContext.RequestId).Returns("req-789");

        await _platform.Core.ExecuteAgentAsync(request, userContext);

        A.CallTo(() => userContext.RequestId).MustHaveHappened();
    }

    [Fact]
    public async Task Reads_the_user_while_it_runs()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var reads = 0;
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns("user-123").Callback(() => reads++);

        await _platform.Core.ExecuteAgentAsync(request, userContext.Object);

        Assert.True(reads > 0);
    }

    [Fact]
    public async Task Reads_nothing_that_was_not_set_up()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = new Mock<IUserExecutionContext>(MockBehavior.Strict);
        userContext.SetupGet(c => c.UserId).Returns("user-123");
        userContext.SetupGet(c => c.ThreadId).Returns("thread-456");
        userContext.SetupGet(c => c.RunId).Returns("run-1");
        userContext.SetupGet(c => c.RequestId).Returns("req-789");

        var answer = await _platform.Core.ExecuteAgentAsync(request, userContext.Object);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }
}
