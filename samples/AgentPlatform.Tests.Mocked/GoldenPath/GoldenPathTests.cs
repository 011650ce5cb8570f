using System.Net.Http.Json;
using System.Text.Json;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests.GoldenPath;

/// <summary>What the business stands on: sign in, connect, ask, see the agent work, read the answer.</summary>
public sealed class GoldenPathTests(PlatformServer server) : IClassFixture<PlatformServer>
{
    [Fact]
    public async Task A_user_signs_in_connects_asks_and_gets_the_answer()
    {
        var token = await server.LogInAsync("alice", "wonderland");
        await using var client = await ChatClient.ConnectAsync(server.SocketAddress, token);

        var events = await client.ChatAsync("Where is order 1001?");

        Assert.Equal(TestPlatform.FiveEvents, events.Select(e => e.Type));
        Assert.Equal([1, 2, 3, 4, 5], events.Select(e => e.Sequence));
        Assert.All(events, e => Assert.Equal("user-alice", e.UserId));
        Assert.All(events, e => Assert.Equal(client.ThreadId, e.ThreadId));
        Assert.Single(events.Select(e => e.RunId).Distinct());
        Assert.Equal("look_up_order", events[2].Tool);
        Assert.Equal("""{"number":"1001"}""", events[2].Text);
        Assert.Equal("Order 1001 of user-alice is shipped.", events[3].Text);
        Assert.Equal("Order 1001 of user-alice is shipped.", events[4].Text);
    }

    [Fact]
    public async Task A_browser_brings_its_token_in_the_query()
    {
        var token = await server.LogInAsync("alice", "wonderland");
        await using var client = await ChatClient.ConnectWithQueryAsync(server.SocketAddress, token);

        Assert.Equal("user-alice", client.UserId);
        Assert.Equal(TestPlatform.FiveEvents, (await client.ChatAsync("Where is order 1002?")).Select(e => e.Type));
    }

    [Fact]
    public async Task Every_message_is_a_run_of_its_own_in_the_thread_of_the_connection()
    {
        await using var client = await server.ConnectAsync("alice", "wonderland");

        var first = await client.ChatAsync("Where is order 1001?");
        var second = await client.ChatAsync("Where is order 1002?");

        Assert.Equal(first[0].ThreadId, second[0].ThreadId);
        Assert.NotEqual(first[0].RunId, second[0].RunId);
        Assert.Equal("Order 1002 of user-alice is being packed.", second[4].Text);
    }

    [Fact]
    public async Task All_sockets_of_a_user_see_a_run_that_came_in_over_http()
    {
        await using var first = await server.ConnectAsync("bob", "builder");
        await using var second = await server.ConnectAsync("bob", "builder");
        var token = await server.LogInAsync("bob", "builder");

        using var response = await server.ExecuteAsync(token, new { text = "Where is order 2001?" });

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        foreach (var client in new[] { first, second })
        {
            var events = await client.ReadRunAsync();
            Assert.Equal(TestPlatform.FiveEvents, events.Select(e => e.Type));
            Assert.All(events, e => Assert.Equal(answer.GetProperty("runId").GetString(), e.RunId));
        }
    }

    [Fact]
    public async Task A_message_that_makes_no_sense_is_answered_and_the_connection_lives_on()
    {
        await using var client = await server.ConnectAsync("alice", "wonderland");

        await client.SendAsync("hello");
        var problem = await client.ReadAsync();

        Assert.Equal("error", problem.GetProperty("type").GetString());
        Assert.Equal(TestPlatform.FiveEvents, (await client.ChatAsync("Where is order 1001?")).Select(e => e.Type));
    }
}
