using AgentPlatform.Threads;
using Moq;
using NSubstitute;

namespace AgentPlatform.Tests;

public sealed class ThreadStoreTests
{
    private readonly InMemoryThreadStore _threads = new();

    [Fact]
    public void Keeps_what_is_written()
    {
        var userContext = new Mock<IUserExecutionContext>();
        userContext.Setup(c => c.UserId).Returns("user-123");
        userContext.Setup(c => c.ThreadId).Returns("thread-456");
        _threads.Claim(userContext.Object);

        _threads.Append(userContext.Object, new ThreadMessage(FromUser: true, "Hello"));

        Assert.Equal([new ThreadMessage(FromUser: true, "Hello")], _threads.Read(userContext.Object));
    }

    [Fact]
    public void Shows_a_thread_to_nobody_else()
    {
        var alice = Substitute.For<IUserExecutionContext>();
        alice.UserId.Returns("user-123");
        alice.ThreadId.Returns("thread-456");
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
