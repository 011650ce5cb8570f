using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;

namespace AgentPlatform.Tight.Tests;

/// <summary>Alice tells her agent something, and Bob asks his, over real HTTP. What he sees of hers is what this is about.</summary>
/// <param name="create">Makes the platform; it listens on a free port of this machine.</param>
/// <param name="bobSees">What Bob is shown of what Alice has said.</param>
public abstract class TwoUsersTests(Func<string[], WebApplication> create, string[] bobSees) : IAsyncLifetime
{
    protected const string Secret = "Alice's PIN is 4711";

    private readonly WebApplication _platform = create(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error"]);
    private HttpClient _alice = null!;
    private HttpClient _bob = null!;

    public async ValueTask InitializeAsync()
    {
        await _platform.StartAsync();
        _alice = await SignInAsync("alice");
        _bob = await SignInAsync("bob");
    }

    public async ValueTask DisposeAsync()
    {
        _alice.Dispose();
        _bob.Dispose();
        await _platform.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task An_ID_that_is_missing() => TellAndAskAsync("/fallback/memory");

    [Fact]
    public Task IDs_that_are_crossed() => TellAndAskAsync("/crossed/thread-1/memory");

    [Fact]
    public Task A_context_that_the_container_keeps() => TellAndAskAsync("/singleton/memory");

    [Fact]
    public Task A_context_that_may_be_left_out() => TellAndAskAsync("/optional/memory", "?word=pin");

    [Fact]
    public async Task A_user_ID_from_the_client()
    {
        await AskAgentAsync(_alice, new { threadId = "thread-1", text = Secret, settings = new { } });

        Assert.Equal([Secret], await AskAgentAsync(_alice, new { threadId = "thread-1", text = "What do you know?", settings = new { } }));
        Assert.Equal(bobSees, await AskAgentAsync(_bob, new { threadId = "thread-1", text = "What do you know?", settings = new { user_id = "alice" } }));
    }

    private async Task TellAndAskAsync(string path, string query = "")
    {
        using var told = await _alice.PostAsJsonAsync(path, new { text = Secret });
        told.EnsureSuccessStatusCode();

        Assert.Equal([Secret], await RecallAsync(_alice, path + query));
        Assert.Equal(bobSees, await RecallAsync(_bob, path + query));
    }

    private static async Task<string[]> RecallAsync(HttpClient user, string path) => (await user.GetFromJsonAsync<string[]>(path))!;

    private static async Task<string[]> AskAgentAsync(HttpClient user, object question)
    {
        using var answer = await user.PostAsJsonAsync("/bag/ask", question);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<string[]>())!;
    }

    private async Task<HttpClient> SignInAsync(string name)
    {
        var user = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_platform.Urls.Single()), Timeout = TimeSpan.FromMinutes(2) };
        using var signedIn = await user.PostAsync($"/sign-in/{name}", content: null);
        signedIn.EnsureSuccessStatusCode();
        return user;
    }
}
