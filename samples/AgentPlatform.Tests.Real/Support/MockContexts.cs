namespace AgentPlatform.Tests.Support;

/// <summary>Contexts for whoever needs one.</summary>
public static class MockContexts
{
    public static IUserExecutionContext Create(string userId = "user-123")
    {
        var userContext = new UserExecutionContext(
            userId: userId,
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");
        return userContext;
    }
}
