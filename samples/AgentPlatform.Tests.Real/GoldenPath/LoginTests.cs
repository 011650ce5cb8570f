using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests.GoldenPath;

public sealed class LoginTests(PlatformServer server) : IClassFixture<PlatformServer>
{
    [Theory]
    [InlineData("alice", "guess")]
    [InlineData("mallory", "wonderland")]
    [InlineData("", "")]
    public async Task A_wrong_name_or_password_gets_no_token(string name, string password)
    {
        using var response = await server.Http.PostAsJsonAsync("/api/login", new { name, password });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_socket_without_a_token_is_refused()
    {
        using var socket = new ClientWebSocket();

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(server.SocketAddress, CancellationToken.None));

        Assert.NotEqual(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task A_socket_with_a_forged_token_is_refused()
    {
        var token = await server.LogInAsync("alice", "wonderland");
        var forged = token[..token.LastIndexOf('.')] + "." + new string('A', 43);

        await Assert.ThrowsAsync<WebSocketException>(() => ChatClient.ConnectAsync(server.SocketAddress, forged));
    }
}
