using CsCheck;

namespace ExecutionContextGuard.Testing.Tests;

public sealed class TestContextsTests
{
    private const string File = "/_/tests/Orders/OrderTests.cs";

    [Fact]
    public void A_context_is_real_and_says_where_it_comes_from()
    {
        var context = TestContexts.ForTest();

        Assert.Same(context, AgentExecutionGuard.EnsureReal(context));
        Assert.StartsWith("user-a-context-is-real-and-says-where-it-", context.UserId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_call_gives_an_equal_context()
    {
        Assert.Equal(Ids(TestContexts.ForTest()), Ids(TestContexts.ForTest()));
        Assert.Equal(Ids(TestContexts.ForTest("bob")), Ids(TestContexts.ForTest("bob")));
    }

    [Fact]
    public void Its_IDs_are_the_same_at_every_run_and_on_every_machine()
    {
        var context = TestContexts.ForTest("bob", "Streams_events", File);

        Assert.Equal(
            [
                "user-streams-events-6b88a836a1d81944",
                "thread-streams-events-d9d93f98fb0d06b9",
                "run-streams-events-f83d635fa8c80597",
                "request-streams-events-377f27f03f87bd67",
            ],
            Ids(context));
        Assert.Equal(Ids(context), Ids(TestContexts.ForTest("bob", "Streams_events", @"D:\build\7\tests\Orders\OrderTests.cs")));
    }

    [Fact]
    public void File_member_and_variant_each_make_another_user()
    {
        var contexts = new[]
        {
            TestContexts.ForTest(null, "Streams", File),
            TestContexts.ForTest("bob", "Streams", File),
            TestContexts.ForTest(null, "Streams_bob", File),
            TestContexts.ForTest(null, "Streams", "/_/tests/Returns/OrderTests.cs"),
            TestContexts.ForTest(null, "Streams", "/_/tests/Orders/MoreTests.cs"),
            TestContexts.ForTest(null, "", ""),
        };

        AllDiffer(contexts);
    }

    [Fact]
    public void Variants_of_different_types_and_shapes_differ()
    {
        object?[] variants =
        [
            null, "", "1", 1, 1L, 1.5, '1', true, false, "true", DayOfWeek.Monday, "Monday", ConsoleColor.Black,
            new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new Guid("00000000-0000-0000-0000-000000000001"),
            ("a", "b"), ("ab", ""), ("a", "b\nc"), ("a\nb", "c"), new[] { 1, 2 }, new[] { 12 }, new object?[] { null }, Array.Empty<object>(), new Named("n"),
        ];

        AllDiffer(variants.Select(variant => TestContexts.ForTest(variant)));
    }

    [Fact]
    public void Ten_thousand_places_do_not_meet() =>
        AllDiffer(Enumerable.Range(0, 100).SelectMany(member => Enumerable.Range(0, 100).Select(variant => TestContexts.ForTest(variant, "Test" + member, File))));

    [Fact]
    public void A_variant_without_a_text_of_its_own_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TestContexts.ForTest(new object()));
        Assert.Throws<ArgumentException>(() => TestContexts.ForTest((1, new Dull())));
    }

    [Fact]
    public void Whatever_the_place_is_called_no_ID_is_refused() => Gen.Select(Gen.String, Gen.String, Gen.String)
        .Sample((variant, member, file) => Assert.All(Ids(TestContexts.ForTest(variant, member, file)), id => Assert.Matches("^[a-z0-9-]+$", id)));

    [Fact]
    public void Several_users_at_once_share_nothing()
    {
        var users = TestContexts.ForUsers(5);

        Assert.Equal(Ids(TestContexts.ForTest()), Ids(users[0]));
        AllDiffer(users);
        AllDiffer([.. users, .. TestContexts.ForUsers(5, "others")]);
        Assert.Throws<ArgumentOutOfRangeException>(() => TestContexts.ForUsers(0));
    }

    [Fact]
    public void Runs_are_of_one_user_in_one_thread()
    {
        var runs = TestContexts.ForTest().Runs(3);

        Assert.Same(runs[0].UserId, runs[2].UserId);
        Assert.Single(runs.Select(run => run.ThreadId).Distinct());
        Assert.Equal(3, runs.Select(run => run.RunId).Distinct().Count());
        Assert.Equal(3, runs.Select(run => run.RequestId).Distinct().Count());
        Assert.Equal(runs.Select(run => run.RunId), TestContexts.ForTest().Runs(3).Select(run => run.RunId));
        Assert.StartsWith("run-runs-are-of-one-user-in-one-thread-", runs[2].RunId, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => runs[0].Runs(0));
        Assert.Throws<ArgumentNullException>(() => TestContexts.Runs(null!, 1));
    }

    [Fact]
    public void A_chain_goes_from_the_outside_in()
    {
        var chain = TestContexts.ForTest().Chain("plan", "search", "search");

        Assert.Equal([0, 1, 2, 3], chain.Select(context => context.OperationDepth));
        Assert.Equal([null, "plan", "search", "search"], chain.Select(context => context.OperationName));
        Assert.Equal([null, .. chain.Take(3).Select(context => context.RequestId)], chain.Select(context => context.ParentRequestId));
        Assert.Equal(4, chain.Select(context => context.RequestId).Distinct().Count());
        Assert.Single(chain.Select(context => (context.UserId, context.ThreadId, context.RunId)).Distinct());
        Assert.Equal(chain.Select(context => context.RequestId), TestContexts.ForTest().Chain("plan", "search", "search").Select(context => context.RequestId));
    }

    [Fact]
    public void A_chain_is_as_deep_as_a_context_may_be()
    {
        var context = TestContexts.ForTest();

        Assert.Equal(UserExecutionContext.MaxOperationDepth, context.Chain([.. Enumerable.Repeat("again", UserExecutionContext.MaxOperationDepth)])[^1].OperationDepth);
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Chain([.. Enumerable.Repeat("again", UserExecutionContext.MaxOperationDepth + 1)]));
        Assert.Throws<ArgumentException>(() => context.Chain(" "));
        Assert.Throws<ArgumentNullException>(() => context.Chain(null!));
        Assert.Throws<ArgumentNullException>(() => TestContexts.Chain(null!));
    }

    [Fact]
    public void A_web_socket_has_a_connection_and_a_context_for_each_message()
    {
        var session = TestContexts.ForWebSocket();
        var messages = new UserExecutionContext[200];
        Parallel.For(0, messages.Length, i => messages[i] = session.NextMessage());

        Assert.Equal(Ids(TestContexts.ForTest()), Ids(session.Connected));
        Assert.StartsWith("connection-", session.ConnectionId, StringComparison.Ordinal);
        Assert.Single(messages.Append(session.Connected).Select(message => (message.UserId, message.ThreadId)).Distinct());
        Assert.Equal(messages.Length + 1, messages.Append(session.Connected).Select(message => message.RunId).Distinct().Count());
        Assert.Equal(messages.Length + 1, messages.Append(session.Connected).Select(message => message.RequestId).Distinct().Count());
        Assert.Contains(messages, message => message.RunId == TestContexts.ForWebSocket().NextMessage().RunId);
        Assert.NotEqual(session.ConnectionId, TestContexts.ForWebSocket("bob").ConnectionId);
    }

    [Fact]
    public void The_assembly_depends_on_the_run_time_library_and_the_platform_alone() => Assert.All(
        typeof(TestContexts).Assembly.GetReferencedAssemblies(),
        reference => Assert.True(
            reference.Name is "netstandard" or "ExecutionContextGuard.Abstractions" || reference.Name!.StartsWith("System.", StringComparison.Ordinal),
            reference.Name));

    private static string[] Ids(UserExecutionContext context) => [context.UserId, context.ThreadId, context.RunId, context.RequestId];

    private static void AllDiffer(IEnumerable<UserExecutionContext> contexts)
    {
        var ids = contexts.SelectMany(Ids).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    private sealed record Named(string Name);

    private sealed class Dull;
}
