using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace AgentPlatform.Events;

/// <summary>One open web socket. A socket takes one send at a time, so everything passes through one queue and one writer.</summary>
internal sealed class UserSocket(WebSocket socket)
{
    // A client that does not read fills its own queue and is then cut off; it never makes a run of its user wait for long.
    private const int QueueLength = 256;

    private readonly Channel<byte[]> _outgoing = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(QueueLength) { SingleReader = true });

    public Task SendAsync<T>(T message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_outgoing.Writer.TryWrite(JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web)))
        {
            socket.Abort();
        }

        return Task.CompletedTask;
    }

    /// <summary>Writes what is queued until <see cref="Complete"/> is called and the queue is empty.</summary>
    public async Task WriteLoopAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellationToken);
        }
    }

    public void Complete() => _outgoing.Writer.TryComplete();
}
