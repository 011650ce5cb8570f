namespace AgentPlatform.Tests.Support;

/// <summary>A stub as teams write it: it looks like a context and checks nothing.</summary>
public sealed class StubUserExecutionContext(string userId) : IUserExecutionContext
{
    public string UserId { get; } = userId;

    public string ThreadId { get; init; } = "thread-456";

    public string RunId { get; init; } = "run-1";

    public string RequestId { get; init; } = "req-789";
}
