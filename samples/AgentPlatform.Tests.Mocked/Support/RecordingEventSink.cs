using System.Collections.Concurrent;
using AgentPlatform.Events;

namespace AgentPlatform.Tests.Support;

/// <summary>Keeps every event in the order in which it was published.</summary>
public sealed class RecordingEventSink : IAgentEventSink
{
    private readonly ConcurrentQueue<AgentEvent> _events = new();

    public IReadOnlyList<AgentEvent> All => [.. _events];

    public IReadOnlyList<string> Types => [.. _events.Select(e => e.Type)];

    public IReadOnlyList<AgentEvent> Of(string userId) => [.. _events.Where(e => e.UserId == userId)];

    public Task PublishAsync(IUserExecutionContext userContext, AgentEvent agentEvent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _events.Enqueue(agentEvent);
        return Task.CompletedTask;
    }
}
