using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using AgentPlatform.Threads;
using Moq;

namespace AgentPlatform.Tests;

public sealed class ThreadOwnershipTests : IAsyncLifetime
{
    private readonly TestPlatform _platform = new();
    private Mock<IUserExecutionContext> _userContext = null!;

    public ValueTask InitializeAsync()
    {
        _userContext = new Mock<IUserExecutionContext>();
        _userContext.Setup(c => c.UserId).Returns("user-123");
        _userContext.Setup(c => c.ThreadId).Returns("thread-456");
        _userContext.Setup(c => c.RunId).Returns("run-1");
        _userContext.Setup(c => c.RequestId).Returns("req-789");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_first_user_of_a_thread_owns_it()
    {
        await _platform.Core.ExecuteAgentAsync(new AgentRequest("run-1", "orders", "Where is order 1001?"), _userContext.Object);

        Assert.True(_platform.Threads.IsOwnedBy("thread-456", "user-123"));
        Assert.False(_platform.Threads.IsOwnedBy("thread-456", "user-456"));
    }

    [Fact]
    public async Task Nobody_runs_in_the_thread_of_another()
    {
        _platform.Threads.Claim(new UserExecutionContext("user-456", "thread-456", "run-0", "req-788"));

        var run = _platform.Core.ExecuteAgentAsync(new AgentRequest("run-1", "orders", "Where is order 1001?"), _userContext.Object);

        await Assert.ThrowsAsync<ThreadNotFoundException>(() => run);
        Assert.Empty(_platform.Events.All);
    }

    [Fact]
    public void A_thread_is_read_by_its_owner()
    {
        _platform.Threads.Claim(_userContext.Object);
        _platform.Threads.Append(_userContext.Object, new ThreadMessage(FromUser: true, "Hello"));

        Assert.Equal("Hello", Assert.Single(_platform.Threads.Read(_userContext.Object)).Text);
    }
}
