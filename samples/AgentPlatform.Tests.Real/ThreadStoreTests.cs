using AgentPlatform.Threads;

namespace AgentPlatform.Tests;

public sealed class ThreadStoreTests
{
    private readonly InMemoryThreadStore _threads = new();

    [Fact]
    public void Keeps_what_is_written()
    {
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-keeps-what-is-written",
            requestId: "request-keeps-what-is-written");
        _threads.Claim(userContext);

        _threads.Append(userContext, new ThreadMessage(FromUser: true, "Hello"));

        Assert.Equal([new ThreadMessage(FromUser: true, "Hello")], _threads.Read(userContext));
    }

    [Fact]
    public void Shows_a_thread_to_nobody_else()
    {
        var alice = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-shows-a-thread-to-nobody-else",
            requestId: "request-shows-a-thread-to-nobody-else");
        _threads.Claim(alice);

        Assert.Throws<ThreadNotFoundException>(() => _threads.Claim(new UserExecutionContext("user-456", "thread-456", "run-1", "req-789")));
        Assert.False(_threads.IsOwnedBy("thread-456", "user-456"));
    }

    [Fact]
    public void Starts_threads_that_are_told_apart()
    {
        Assert.NotEqual(_threads.Start("user-123"), _threads.Start("user-123"));
    }
}
