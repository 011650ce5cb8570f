using ExecutionContextGuard;

namespace Acme.Platform;

/// <summary>What a team's platform hands around: the interface that its tests mock.</summary>
public interface IUserExecutionContext
{
    string UserId { get; }

    string ThreadId { get; }

    string RunId { get; }

    string RequestId { get; }
}

/// <summary>The team's real context, as good as it can be: sealed and validating. It also is a look-alike of the product's own type.</summary>
public sealed class UserExecutionContext : IUserExecutionContext
{
    public UserExecutionContext(string userId, string threadId, string runId, string requestId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userId);
        ArgumentException.ThrowIfNullOrWhiteSpace(threadId);
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        (UserId, ThreadId, RunId, RequestId) = (userId, threadId, runId, requestId);
    }

    public string UserId { get; }

    public string ThreadId { get; }

    public string RunId { get; }

    public string RequestId { get; }
}

/// <summary>A team's context that can be derived from, with GUIDs for IDs; what a mocking library can make a proxy of.</summary>
public class RunContext(Guid userId, Guid runId) : IDisposable
{
    public virtual Guid UserId { get; } = userId;

    public Guid RunId { get; } = runId;

    /// <summary>Rightly absent outside a session; no ID that the guard knows.</summary>
    public string? SessionId { get; init; }

    public void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>Declared beside its base class, so as real as that.</summary>
public sealed class ScheduledRunContext(Guid userId, Guid runId) : RunContext(userId, runId);

/// <summary>No context: a service that happens to have an interface.</summary>
public interface IClock
{
    DateTime Now { get; }
}

[GuardedContext]
public interface ITenantScope
{
    string Tenant { get; }
}
