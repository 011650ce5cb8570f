using ExecutionContextGuard.Documentation;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Where the IDs come from that no set-up gives.</summary>
public sealed class IdentityValueTests : FixRows
{
    [Fact]
    public Task A_parameter_named_for_the_role_wins_over_a_member() => InScope(
        "AgentRequest request, string runId", "await core.ExecuteAgentAsync(request, ‹-null!›);", run: "runId");

    [Fact]
    public Task The_last_words_of_a_name_are_its_role() => InScope(
        "string userRunId", "await core.ExecuteAgentAsync(null!, ‹-null!›);", run: "userRunId");

    [Fact]
    public Task A_Guid_in_scope_is_converted() => InScope(
        "Guid runId", "await core.ExecuteAgentAsync(null!, ‹-null!›);", run: "runId.ToString()");

    [Fact]
    public Task A_local_that_is_declared_before() => InScope(
        "string text", "var runId = text + \"!\";\nawait core.ExecuteAgentAsync(null!, ‹-null!›);", run: "runId");

    [Fact]
    public Task Two_candidates_are_none() => InScope(
        "string runId, string executionId", "await core.ExecuteAgentAsync(null!, ‹-null!›);", run: "\"run-streams-events\"");

    [Fact]
    public Task A_nullable_one_is_none() => InScope(
        "string? runId", "await core.ExecuteAgentAsync(null!, ‹-null!›);", run: "\"run-streams-events\"");

    [Fact]
    public Task A_later_one_is_none() => InScope(
        "string text", "await core.ExecuteAgentAsync(null!, ‹-null!›);\nvar runId = text;", run: "\"run-streams-events\"");

    [Fact]
    public Task A_field_of_the_test_class() => FixesFile(Library.Moq, """
        class Tests
        {
            private readonly string _runId = Guid.NewGuid().ToString();

            async Task Streams_events(AgentExecutionCore core)
            {
                await core.ExecuteAgentAsync(null!, ‹-null!›);
            }
        }
        """, """
        class Tests
        {
            private readonly string _runId = Guid.NewGuid().ToString();

            async Task Streams_events(AgentExecutionCore core)
            {
                await core.ExecuteAgentAsync(null!, new UserExecutionContext(
                    userId: "user-streams-events",
                    threadId: "thread-streams-events",
                    runId: _runId,
                    requestId: "request-streams-events"));
            }
        }
        """);

    [Fact]
    public Task Two_users_of_one_test_stay_two() => Fixes(Library.Moq, """
        var alice = «new Mock<IUserExecutionContext>()»;
        alice.Setup(c => c.UserId).Returns("alice");
        var bob = «new Mock<IUserExecutionContext>()»;
        bob.Setup(c => c.UserId).Returns("bob");
        await core.ExecuteAgentAsync(request, ‹alice.Object›);
        await core.ExecuteAgentAsync(request, ‹bob.Object›);
        """, """
        var alice = new UserExecutionContext(
            userId: "alice",
            threadId: "thread-streams-events",
            runId: "run-streams-events",
            requestId: "request-streams-events");
        var bob = new UserExecutionContext(
            userId: "bob",
            threadId: "thread-streams-events-2",
            runId: "run-streams-events-2",
            requestId: "request-streams-events-2");
        await core.ExecuteAgentAsync(request, alice);
        await core.ExecuteAgentAsync(request, bob);
        """);

    [Fact]
    public Task Ordinals_follow_the_constructions_and_not_the_creations() => Fixes(Library.Moq, """
        var alice = «new Mock<IUserExecutionContext>()»;
        var bob = «new Mock<IUserExecutionContext>()»;
        bob.Setup(c => c.UserId).Returns("bob");
        alice.Setup(c => c.UserId).Returns("alice");
        await core.ExecuteAgentAsync(request, ‹alice.Object›);
        await core.ExecuteAgentAsync(request, ‹bob.Object›);
        """, """
        var bob = new UserExecutionContext(
            userId: "bob",
            threadId: "thread-streams-events",
            runId: "run-streams-events",
            requestId: "request-streams-events");
        var alice = new UserExecutionContext(
            userId: "alice",
            threadId: "thread-streams-events-2",
            runId: "run-streams-events-2",
            requestId: "request-streams-events-2");
        await core.ExecuteAgentAsync(request, alice);
        await core.ExecuteAgentAsync(request, bob);
        """);

    [Fact]
    public Task Guids_where_the_team_wants_them() => Made("guid", "Guid.NewGuid().ToString()", "Guid.NewGuid().ToString()");

    [Fact]
    public Task A_factory_of_IDs() => Made("factory:Ids.Next", "Ids.Next(\"thread\")", "Ids.Next(\"request\")");

    [Fact]
    public Task A_factory_that_is_not_there_is_none() => Made("factory:Ids.Missing", "\"thread-streams-events\"", "\"request-streams-events\"");

    [Fact]
    public Task A_factory_of_contexts_makes_the_whole() => Marked(Library.Moq, """
        static class Contexts { public static UserExecutionContext ForTest() => new("u-1", "t-1", "r-1", "q-1"); }

        class Tests
        {
            Task Streams_events(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, ‹-null!›);
        }
        """).EditorConfig("execution_context_guard.missing_ids = factory:Contexts.ForTest").FixedTo("""
        static class Contexts { public static UserExecutionContext ForTest() => new("u-1", "t-1", "r-1", "q-1"); }

        class Tests
        {
            Task Streams_events(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Contexts.ForTest());
        }
        """);

    [Fact]
    public Task TestContexts_makes_a_context_of_its_own_for_each() => WithOurLibraries(Marked(Library.Moq, """
        using ExecutionContextGuard;

        class AgentExecutionCore { public void ExecuteAgentAsync(UserExecutionContext context) { } }

        class Tests
        {
            private readonly AgentExecutionCore _core = new();

            void Two_users()
            {
                _core.ExecuteAgentAsync(‹-null!›);
                _core.ExecuteAgentAsync(‹-null!›);
            }

            void Another() => _core.ExecuteAgentAsync(‹-null!›);
        }
        """)).EditorConfig("execution_context_guard.missing_ids = factory:ExecutionContextGuard.Testing.TestContexts.ForTest").FixedTo("""
        using ExecutionContextGuard;
        using ExecutionContextGuard.Testing;

        class AgentExecutionCore { public void ExecuteAgentAsync(UserExecutionContext context) { } }

        class Tests
        {
            private readonly AgentExecutionCore _core = new();

            void Two_users()
            {
                _core.ExecuteAgentAsync(TestContexts.ForTest());
                _core.ExecuteAgentAsync(TestContexts.ForTest("2"));
            }

            void Another() => _core.ExecuteAgentAsync(TestContexts.ForTest());
        }
        """);

    /// <summary>The run-time library and the one for tests, from their own sources.</summary>
    private static Row WithOurLibraries(Row row)
    {
        foreach (var file in Repository.Files("src/ExecutionContextGuard.Abstractions", "*.cs").Concat(Repository.Files("src/ExecutionContextGuard.Testing", "*.cs")))
        {
            row.And(file, "// <auto-generated/>\n#nullable enable\n" + Repository.Read(file));
        }

        return row.WithContext("").Language(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);
    }

    private static Task Made(string option, string thread, string request)
    {
        const string Ids = "static class Ids { public static string Next(string role) => role + \"-1\"; }\n";
        return Marked(Library.Moq, Ids + Method("""
            var userContext = «new Mock<IUserExecutionContext>()»;
            userContext.Setup(c => c.UserId).Returns("user-123");
            await core.ExecuteAgentAsync(request, ‹userContext.Object›);
            """)).EditorConfig("execution_context_guard.missing_ids = " + option).FixedTo(Ids + Method($"""
            var userContext = new UserExecutionContext(
                userId: "user-123",
                threadId: {thread},
                runId: request.RunId,
                requestId: {request});
            await core.ExecuteAgentAsync(request, userContext);
            """));
    }

    private static Task InScope(string parameters, string statements, string run)
    {
        string Source(string body) => $$"""
            class Tests
            {
                async Task Streams_events(AgentExecutionCore core, {{parameters}})
                {
                    {{body.ReplaceLineEndings("\n        ")}}
                }
            }
            """;
        return FixesFile(Library.Moq, Source(statements), Source(statements.Replace("‹-null!›", $"""
            new UserExecutionContext(
                userId: "user-streams-events",
                threadId: "thread-streams-events",
                runId: {run},
                requestId: "request-streams-events")
            """, StringComparison.Ordinal)));
    }
}
