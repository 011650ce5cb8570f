using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace AgentPlatform.Tests.Support;

/// <summary>The platform as <c>dotnet run</c> starts it, on a free port of this machine, over real HTTP.</summary>
public sealed class PlatformServer : IAsyncLifetime
{
    private readonly WebApplication _app = PlatformApp.Create(
    [
        "--urls=http://127.0.0.1:0",
        "--Users:alice=wonderland",
        "--Users:bob=builder",
        "--Logging:LogLevel:Default=Error",
    ]);

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    public Uri SocketAddress => new UriBuilder(Http.BaseAddress!) { Scheme = "ws", Path = "/ws" }.Uri;

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    public async Task<string> LogInAsync(string name, string password)
    {
        using var response = await Http.PostAsJsonAsync("/api/login", new { name, password });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    public async Task<ChatClient> ConnectAsync(string name, string password)
    {
        return await ChatClient.ConnectAsync(SocketAddress, await LogInAsync(name, password));
    }

    public async Task<HttpResponseMessage> ExecuteAsync(string? token, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/agents/execute") { Content = JsonContent.Create(body) };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        return await Http.SendAsync(request);
    }
}
