using System.Net;
using AgentPlatform.Events;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests.GoldenPath;

/// <summary>Two users at once, and neither sees anything of the other.</summary>
public sealed class TwoUsersTests(PlatformServer server) : IClassFixture<PlatformServer>
{
    private const int Messages = 20;

    [Fact]
    public async Task Two_users_at_once_see_their_own_runs_only()
    {
        await using var alice = await server.ConnectAsync("alice", "wonderland");
        await using var bob = await server.ConnectAsync("bob", "builder");

        var runs = await Task.WhenAll(AskAsync(alice, "1001"), AskAsync(bob, "2001"));

        Assert.All(runs[0], e => Assert.Equal("user-alice", e.UserId));
        Assert.All(runs[1], e => Assert.Equal("user-bob", e.UserId));
        Assert.Empty(runs[0].Select(e => e.RunId).Intersect(runs[1].Select(e => e.RunId)));
        Assert.Empty(runs[0].Select(e => e.ThreadId).Intersect(runs[1].Select(e => e.ThreadId)));
        Assert.All(runs, run => Assert.Equal(Messages * TestPlatform.FiveEvents.Length, run.Count));
    }

    [Fact]
    public async Task A_user_does_not_see_the_order_of_another()
    {
        await using var bob = await server.ConnectAsync("bob", "builder");

        var events = await bob.ChatAsync("Where is order 1001?");

        Assert.Equal("user-bob has no order 1001.", events[^1].Text);
    }

    [Fact]
    public async Task A_user_cannot_write_into_the_thread_of_another()
    {
        await using var alice = await server.ConnectAsync("alice", "wonderland");
        await using var bob = await server.ConnectAsync("bob", "builder");

        await alice.SendAsync(new { type = "chat", text = "Where is order 1001?", threadId = bob.ThreadId });
        var problem = await alice.ReadAsync();

        Assert.Equal("error", problem.GetProperty("type").GetString());
        Assert.Equal($"There is no thread '{bob.ThreadId}' for this user.", problem.GetProperty("message").GetString());

        // Had anything of it reached bob, it would have been the first thing that he reads now.
        var events = await bob.ChatAsync("Where is order 2001?");
        Assert.Equal(TestPlatform.FiveEvents, events.Select(e => e.Type));
        Assert.All(events, e => Assert.Equal("user-bob", e.UserId));
    }

    [Fact]
    public async Task A_user_cannot_execute_in_the_thread_of_another()
    {
        await using var bob = await server.ConnectAsync("bob", "builder");
        var token = await server.LogInAsync("alice", "wonderland");

        using var response = await server.ExecuteAsync(token, new { text = "Where is order 1001?", threadId = bob.ThreadId });

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<IReadOnlyList<AgentEvent>> AskAsync(ChatClient client, string number)
    {
        List<AgentEvent> events = [];
        for (var i = 0; i < Messages; i++)
        {
            events.AddRange(await client.ChatAsync($"Where is order {number}?"));
        }

        return events;
    }
}
