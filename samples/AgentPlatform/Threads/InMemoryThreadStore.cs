using System.Collections.Concurrent;

namespace AgentPlatform.Threads;

public sealed class InMemoryThreadStore : IThreadStore
{
    private readonly ConcurrentDictionary<string, Conversation> _threads = new(StringComparer.Ordinal);

    public string Start(string userId)
    {
        var threadId = "thread-" + Guid.NewGuid().ToString("N");
        _threads[threadId] = new Conversation(userId);
        return threadId;
    }

    public bool IsOwnedBy(string threadId, string userId)
    {
        return _threads.TryGetValue(threadId, out var thread) && thread.Owner == userId;
    }

    public void Claim(IUserExecutionContext userContext)
    {
        var owner = userContext.UserId;
        if (_threads.GetOrAdd(userContext.ThreadId, _ => new Conversation(owner)).Owner != owner)
        {
            throw new ThreadNotFoundException(userContext.ThreadId);
        }
    }

    public void Append(IUserExecutionContext userContext, ThreadMessage message)
    {
        var thread = OwnThread(userContext);
        lock (thread.Messages)
        {
            thread.Messages.Add(message);
        }
    }

    public IReadOnlyList<ThreadMessage> Read(IUserExecutionContext userContext)
    {
        var thread = OwnThread(userContext);
        lock (thread.Messages)
        {
            return [.. thread.Messages];
        }
    }

    private Conversation OwnThread(IUserExecutionContext userContext)
    {
        return _threads.TryGetValue(userContext.ThreadId, out var thread) && thread.Owner == userContext.UserId
            ? thread
            : throw new ThreadNotFoundException(userContext.ThreadId);
    }

    private sealed class Conversation(string owner)
    {
        public string Owner { get; } = owner;

        public List<ThreadMessage> Messages { get; } = [];
    }
}
