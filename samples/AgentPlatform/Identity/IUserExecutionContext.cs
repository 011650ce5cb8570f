namespace AgentPlatform;

/// <summary>Whom a run is for: one user, one thread, one run, one request.</summary>
public interface IUserExecutionContext
{
    string UserId { get; }

    string ThreadId { get; }

    string RunId { get; }

    string RequestId { get; }
}
