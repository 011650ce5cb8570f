using System.Runtime.CompilerServices;
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
        Assert.Equal(Ids(Mine), Ids(Mine));
        Assert.Equal(Ids(Helped()), Ids(Helped()));
        Assert.Equal(Ids(TestContexts.ForTest("bob")), Ids(TestContexts.ForTest("bob")));
    }

    [Fact]
    public void Overloads_and_members_of_other_classes_in_one_file_are_places_of_their_own() =>
        AllDiffer([Mine, Overloaded(1), Overloaded("1"), Other.Overloaded(1), TestContexts.ForUsers(1)[0],
            TestContexts.ForTest()]);

    [Fact]
    public void A_helper_can_be_a_place_of_its_own_for_each_caller() => AllDiffer([Helper(),
        Helper(), Helped()]);

    [Fact]
    public void Its_IDs_are_the_same_at_every_run_and_on_every_machine()
    {
        var context = TestContexts.ForTest("bob", "Streams_events", File, 12);

        Assert.Equal(
            [
                "user-streams-events-18474ea76e5b4bf7",
                "thread-streams-events-8eb1d3cc564b957e",
                "run-streams-events-4d40b3409b2db98e",
                "request-streams-events-21da520d62d0e56a",
            ],
            Ids(context));
        Assert.Equal(Ids(context), Ids(TestContexts.ForTest("bob", "Streams_events", @"D:\build\7\tests\Orders\OrderTests.cs", 12)));
    }

    [Theory]
    [InlineData("/_/tests/Orders.Tests/Features/Create/Validation/CommandTests.cs", @"C:\agent\_work\1\s\tests\Orders.Tests\Features\Create\Validation\CommandTests.cs")]
    [InlineData("/_/Orders/UnitTests/Create/CommandTests.cs", "/checkouts/latest/Orders/UnitTests/Create/CommandTests.cs")]
    [InlineData("/_/src/Orders/Create/Validation/CommandSpec.cs", "/checkouts/latest/contest/src/Orders/Create/Validation/CommandSpec.cs")]
    public void Where_the_code_is_checked_out_makes_no_difference(string one, string other) =>
        Assert.Equal(Ids(TestContexts.ForTest(null, "Creates", one, 12)), Ids(TestContexts.ForTest(null, "Creates", other, 12)));

    [Fact]
    public void File_member_line_and_variant_each_make_another_user()
    {
        var contexts = new[]
        {
            TestContexts.ForTest(null, "Streams", File, 5),
            TestContexts.ForTest(null, "Streams", File, 13),
            // Two projects with the same folders in them.
            TestContexts.ForTest(null, "Creates", "/_/tests/Orders.Tests/Features/Create/Validation/CommandTests.cs", 5),
            TestContexts.ForTest(null, "Creates", "/_/tests/Returns.Tests/Features/Create/Validation/CommandTests.cs", 5),
            TestContexts.ForTest("bob", "Streams", File, 5),
            TestContexts.ForTest(null, "Streams_bob", File, 5),
            TestContexts.ForTest(null, "Streams", "/_/tests/Returns/OrderTests.cs", 5),
            TestContexts.ForTest(null, "Streams", "/_/tests/Orders/MoreTests.cs", 5),
            TestContexts.ForTest(null, "", "", 5),
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

        Assert.Equal(Ids(TestContexts.ForTest(null, "Two", File, 7)), Ids(TestContexts.ForUsers(2, null, "Two", File, 7)[0]));
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
        Assert.Equal(Mine.Runs(3).Select(run => run.RunId), Mine.Runs(3).Select(run => run.RunId));
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
        Assert.Equal(Mine.Chain("plan", "search", "search").Select(context => context.RequestId), Mine.Chain("plan", "search", "search").Select(context => context.RequestId));
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
        var session = TestContexts.ForWebSocket(null, "Socket", File, 7);
        var messages = new UserExecutionContext[200];
        Parallel.For(0, messages.Length, i => messages[i] = session.NextMessage());

        Assert.Equal(Ids(TestContexts.ForTest(null, "Socket", File, 7)), Ids(session.Connected));
        Assert.StartsWith("connection-", session.ConnectionId, StringComparison.Ordinal);
        Assert.Single(messages.Append(session.Connected).Select(message => (message.UserId, message.ThreadId)).Distinct());
        Assert.Equal(messages.Length + 1, messages.Append(session.Connected).Select(message => message.RunId).Distinct().Count());
        Assert.Equal(messages.Length + 1, messages.Append(session.Connected).Select(message => message.RequestId).Distinct().Count());
        Assert.Contains(messages, message => message.RunId == TestContexts.ForWebSocket(null, "Socket", File, 7).NextMessage().RunId);
        Assert.NotEqual(session.ConnectionId, TestContexts.ForWebSocket("bob").ConnectionId);
    }

    [Fact]
    public void The_assembly_depends_on_the_run_time_library_and_the_platform_alone() => Assert.All(
        typeof(TestContexts).Assembly.GetReferencedAssemblies(),
        reference => Assert.True(
            reference.Name is "netstandard" or "ExecutionContextGuard.Abstractions" || reference.Name!.StartsWith("System.", StringComparison.Ordinal),
            reference.Name));

    private static UserExecutionContext Mine => TestContexts.ForTest();

    private static UserExecutionContext Helped() => TestContexts.ForTest();

    private static UserExecutionContext Helper([CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        TestContexts.ForTest(null, member, file, line);

    private static UserExecutionContext Overloaded(int _) => TestContexts.ForTest();

    private static UserExecutionContext Overloaded(string _) => TestContexts.ForTest();

    private static class Other
    {
        public static UserExecutionContext Overloaded(int _) => TestContexts.ForTest();
    }

    private static string[] Ids(UserExecutionContext context) => [context.UserId, context.ThreadId, context.RunId, context.RequestId];

    private static void AllDiffer(IEnumerable<UserExecutionContext> contexts)
    {
        var ids = contexts.SelectMany(Ids).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    private sealed record Named(string Name);

    private sealed class Dull;
}
