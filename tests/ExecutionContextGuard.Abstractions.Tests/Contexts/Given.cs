namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>Contexts that a test needs but is not about.</summary>
internal static class Given
{
    public static UserExecutionContext Context(
        string userId = "user-7f3a",
        string threadId = "thread-91c0",
        string runId = "run-55d2",
        string requestId = "request-08be") => new(userId, threadId, runId, requestId);
}
