using System.Net.WebSockets;
using System.Text.Json;
using AgentPlatform.Events;

namespace AgentPlatform.Tests.Support;

/// <summary>What a browser would be: it signs in, opens the socket, sends and reads.</summary>
public sealed class ChatClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    // Long enough for the slowest machine; a test that hangs still ends.
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    private ChatClient()
    {
    }

    public string UserId { get; private set; } = "";

    public string ThreadId { get; private set; } = "";

    public static async Task<ChatClient> ConnectAsync(Uri address, string token)
    {
        var client = new ChatClient();
        client._socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        return await client.OpenAsync(address);
    }

    /// <summary>As a browser has to do it, which cannot set headers on a socket.</summary>
    public static Task<ChatClient> ConnectWithQueryAsync(Uri address, string token)
    {
        return new ChatClient().OpenAsync(new UriBuilder(address) { Query = "access_token=" + token }.Uri);
    }

    public Task SendAsync(object message)
    {
        return _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web),
            WebSocketMessageType.Text,
            endOfMessage: true,
            _patience.Token);
    }

    /// <summary>Sends one chat message and reads the events of its run to the end.</summary>
    public async Task<IReadOnlyList<AgentEvent>> ChatAsync(string text, string? threadId = null)
    {
        await SendAsync(new { type = "chat", text, threadId });
        return await ReadRunAsync();
    }

    public async Task<IReadOnlyList<AgentEvent>> ReadRunAsync()
    {
        List<AgentEvent> events = [];
        do
        {
            events.Add((await ReadAsync()).Deserialize<AgentEvent>(JsonSerializerOptions.Web)!);
        }
        while (events[^1].Type is not (AgentEventTypes.Completed or AgentEventTypes.Error));
        return events;
    }

    public async Task<JsonElement> ReadAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), _patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException("The server closed the socket.");
            }

            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<JsonElement>(message.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, _patience.Token);
        }

        _socket.Dispose();
        _patience.Dispose();
    }

    private async Task<ChatClient> OpenAsync(Uri address)
    {
        try
        {
            await _socket.ConnectAsync(address, _patience.Token);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }

        var ready = await ReadAsync();
        UserId = ready.GetProperty("userId").GetString()!;
        ThreadId = ready.GetProperty("threadId").GetString()!;
        return this;
    }
}
