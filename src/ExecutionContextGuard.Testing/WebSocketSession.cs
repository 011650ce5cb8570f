using System.Globalization;

namespace ExecutionContextGuard.Testing;

/// <summary>One user's web socket in a test: the connection, and a context for each message that comes in over it.</summary>
/// <remarks>Messages may be taken on several threads at once: each gets its own run and request.</remarks>
public sealed class WebSocketSession
{
    private int _messages;

    internal WebSocketSession(string connectionId, UserExecutionContext connected)
    {
        ConnectionId = connectionId;
        Connected = connected;
    }

    /// <summary>The ID of the connection, as a server names it.</summary>
    public string ConnectionId { get; }

    /// <summary>The context in which the connection was made.</summary>
    public UserExecutionContext Connected { get; }

    /// <summary>The context of the next message: same user and thread, the run and request of the first, second, third message.</summary>
    /// <returns>A context that no other message of the session has.</returns>
    public UserExecutionContext NextMessage() =>
        TestContexts.Run(Connected, "message " + Interlocked.Increment(ref _messages).ToString(CultureInfo.InvariantCulture));
}
