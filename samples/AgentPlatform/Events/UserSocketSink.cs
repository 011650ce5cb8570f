using System.Collections.Concurrent;
using ExecutionContextGuard;

namespace AgentPlatform.Events;

/// <summary>The open sockets of every user, and the way of an event to those of one user.</summary>
public sealed class UserSocketSink : IAgentEventSink
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<UserSocket, byte>> _sockets = new(StringComparer.Ordinal);

    public async Task PublishAsync(IUserExecutionContext userContext, AgentEvent agentEvent, CancellationToken cancellationToken)
    {
        var realContext = AgentExecutionGuard.EnsureReal<UserExecutionContext>(userContext);
        if (agentEvent.UserId != realContext.UserId)
        {
            throw new InvalidOperationException($"An event of user '{agentEvent.UserId}' must not go to user '{realContext.UserId}'.");
        }

        if (!_sockets.TryGetValue(realContext.UserId, out var sockets))
        {
            return;
        }

        foreach (var socket in sockets.Keys)
        {
            await socket.SendAsync(agentEvent, cancellationToken);
        }
    }

    internal void Add(string userId, UserSocket socket) => _sockets.GetOrAdd(userId, _ => new())[socket] = 0;

    internal void Remove(string userId, UserSocket socket)
    {
        if (_sockets.TryGetValue(userId, out var sockets))
        {
            sockets.TryRemove(socket, out _);
        }
    }
}
