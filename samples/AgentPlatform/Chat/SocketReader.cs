using System.Net.WebSockets;
using System.Text.Json;

namespace AgentPlatform.Chat;

/// <summary>Reads whole messages from a socket, however many frames they come in, up to a limit.</summary>
internal sealed class SocketReader(WebSocket socket)
{
    // Longer than any question a person types; what is longer is cut off before it fills the memory.
    private const int MaximumBytes = 8192;

    private readonly byte[] _buffer = new byte[MaximumBytes];

    /// <summary>The next message, or null when the client has closed.</summary>
    /// <exception cref="JsonException">The message is no JSON of the right shape.</exception>
    /// <exception cref="InvalidDataException">The message is too long, or not text.</exception>
    public async Task<ChatInput?> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.MessageType != WebSocketMessageType.Text || (length == MaximumBytes && !part.EndOfMessage))
            {
                throw new InvalidDataException($"Send text of at most {MaximumBytes} bytes.");
            }

            if (part.EndOfMessage)
            {
                return JsonSerializer.Deserialize<ChatInput>(_buffer.AsSpan(0, length), JsonSerializerOptions.Web)
                    ?? throw new JsonException("The message is null.");
            }
        }
    }
}
