namespace AgentPlatform.Tests.Support;

/// <summary>One platform and one user for all tests of a class.</summary>
public sealed class PlatformFixture
{
    public PlatformFixture()
    {
        UserContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-fixture",
            runId: "run-1",
            requestId: "req-789");
    }

    public TestPlatform Platform { get; } = new();

    public UserExecutionContext UserContext { get; }
}
