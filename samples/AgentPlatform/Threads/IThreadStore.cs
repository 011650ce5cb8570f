namespace AgentPlatform.Threads;

/// <summary>Conversations, each owned by one user.</summary>
public interface IThreadStore
{
    /// <summary>Starts a thread for a user and returns its ID.</summary>
    string Start(string userId);

    bool IsOwnedBy(string threadId, string userId);

    /// <summary>Makes the context's user the owner of a thread that is new; throws when it is somebody else's.</summary>
    void Claim(IUserExecutionContext userContext);

    void Append(IUserExecutionContext userContext, ThreadMessage message);

    IReadOnlyList<ThreadMessage> Read(IUserExecutionContext userContext);
}
