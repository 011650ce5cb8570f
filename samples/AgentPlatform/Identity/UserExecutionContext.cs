using ExecutionContextGuard;

namespace AgentPlatform;

/// <summary>The one real context. Sealed, so that nothing can pose as it, and complete from the moment it exists.</summary>
[GuardedContext]
public sealed class UserExecutionContext : IUserExecutionContext
{
    public UserExecutionContext(string userId, string threadId, string runId, string requestId)
    {
        UserId = Checked(userId, nameof(userId));
        ThreadId = Checked(threadId, nameof(threadId));
        RunId = Checked(runId, nameof(runId));
        RequestId = Checked(requestId, nameof(requestId));
    }

    public string UserId { get; }

    public string ThreadId { get; }

    public string RunId { get; }

    public string RequestId { get; }

    /// <summary>For logs: the IDs and nothing else.</summary>
    public override string ToString() => $"user {UserId}, thread {ThreadId}, run {RunId}, request {RequestId}";

    private static string Checked(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);

        // A padded ID is another key in every dictionary, so it would quietly be another user.
        if (value.Trim().Length != value.Length)
        {
            throw new ArgumentException($"'{name}' begins or ends with white space; hand over the ID as it was issued.", name);
        }

        return value;
    }
}
