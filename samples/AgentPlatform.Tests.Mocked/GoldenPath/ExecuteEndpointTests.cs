using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests.GoldenPath;

public sealed class ExecuteEndpointTests(PlatformServer server) : IClassFixture<PlatformServer>
{
    [Fact]
    public async Task A_signed_in_user_gets_an_answer()
    {
        var token = await server.LogInAsync("alice", "wonderland");

        using var response = await server.ExecuteAsync(token, new { text = "Where is order 1001?" });

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Order 1001 of user-alice is shipped.", answer.GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_user_is_the_one_of_the_token_whatever_the_body_says()
    {
        var token = await server.LogInAsync("bob", "builder");

        using var response = await server.ExecuteAsync(token, new { text = "Where is order 1001?", userId = "user-alice" });

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("user-bob has no order 1001.", answer.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_thread_goes_on_where_it_was()
    {
        var token = await server.LogInAsync("alice", "wonderland");
        using var first = await server.ExecuteAsync(token, new { text = "Where is order 1001?" });
        var threadId = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("threadId").GetString();

        using var second = await server.ExecuteAsync(token, new { text = "And order 1002?", threadId });

        var answer = await second.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(threadId, answer.GetProperty("threadId").GetString());
        Assert.Equal("Order 1002 of user-alice is being packed.", answer.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Without_a_token_nothing_runs()
    {
        using var response = await server.ExecuteAsync(token: null, new { text = "Where is order 1001?" });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task An_agent_that_does_not_exist_is_not_found()
    {
        var token = await server.LogInAsync("alice", "wonderland");

        using var response = await server.ExecuteAsync(token, new { text = "Hello", agent = "weather" });

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_empty_question_is_refused()
    {
        var token = await server.LogInAsync("alice", "wonderland");

        using var response = await server.ExecuteAsync(token, new { text = " " });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
