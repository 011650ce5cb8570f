using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using AgentPlatform.Threads;

namespace AgentPlatform.Tests;

public sealed class ThreadOwnershipTests : IAsyncLifetime
{
    private readonly TestPlatform _platform = new();
    private UserExecutionContext _userContext = null!;

    public ValueTask InitializeAsync()
    {
        _userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_first_user_of_a_thread_owns_it()
    {
        await _platform.Core.ExecuteAgentAsync(new AgentRequest("run-1", "orders", "Where is order 1001?"), _userContext);

        Assert.True(_platform.Threads.IsOwnedBy("thread-456", "user-123"));
        Assert.False(_platform.Threads.IsOwnedBy("thread-456", "user-456"));
    }

    [Fact]
    public async Task Nobody_runs_in_the_thread_of_another()
    {
        _platform.Threads.Claim(new UserExecutionContext("user-456", "thread-456", "run-0", "req-788"));

        var run = _platform.Core.ExecuteAgentAsync(new AgentRequest("run-1", "orders", "Where is order 1001?"), _userContext);

        await Assert.ThrowsAsync<ThreadNotFoundException>(() => run);
        Assert.Empty(_platform.Events.All);
    }

    [Fact]
    public void A_thread_is_read_by_its_owner()
    {
        _platform.Threads.Claim(_userContext);
        _platform.Threads.Append(_userContext, new ThreadMessage(FromUser: true, "Hello"));

        Assert.Equal("Hello", Assert.Single(_platform.Threads.Read(_userContext)).Text);
    }
}
