namespace AgentPlatform.Agents;

/// <summary>A run began and did not end well. The user was told so with an <c>agent_error</c>, and the log has the cause.</summary>
public sealed class AgentRunFailedException(string runId, Exception cause)
    : Exception($"Run '{runId}' failed: {cause.Message}", cause)
{
    public bool TimedOut => InnerException is TimeoutException;
}
