using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>What is no context by its type, what was never constructed, and nothing that is kept in a variable first.</summary>
public sealed class LooseContextFixTests : FixRows
{
    private const string Taken = """
        var context = new UserExecutionContext(
            userId: "u",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        await agent.RunAgentAsync(request, context);
        """;

    [Fact]
    public Task A_dictionary() => Loosely("""
        var context = new Dictionary<string, object> { ["user_id"] = "u" };
        await agent.RunAgentAsync(request, context);
        """, Taken);

    [Fact]
    public Task A_dictionary_filled_with_Add() => Loosely("""
        var context = new Dictionary<string, string> { { "userId", "u" } };
        context.Add("runId", request.RunId);
        await agent.RunAgentAsync(request, context);
        """, Taken);

    [Fact]
    public Task A_dictionary_filled_by_its_keys() => Loosely("""
        var context = new Dictionary<string, object>();
        context["user-id"] = "u";
        await agent.RunAgentAsync(request, context);
        """, Taken);

    [Fact]
    public Task An_anonymous_object() => Loosely("""
        var context = new { UserId = "u" };
        await agent.RunAgentAsync(request, context);
        """, Taken);

    [Fact]
    public Task An_Expando_object() => Loosely("""
        dynamic context = new System.Dynamic.ExpandoObject();
        context.UserId = "u";
        await agent.RunAgentAsync(request, (object)context);
        """, Taken.Replace("var ", "UserExecutionContext ", StringComparison.Ordinal).Replace("request, context", "request, (object)context", StringComparison.Ordinal));

    [Fact]
    public Task A_named_tuple() => Loosely("""
        var context = (UserId: "u", RunId: request.RunId);
        await agent.RunAgentAsync(request, context);
        """, Taken);

    [Fact]
    public Task In_the_argument() => Loosely("""
        await agent.RunAgentAsync(request, new { UserId = "u", ThreadId = "t", RunId = "r", RequestId = "q" });
        """, """
        await agent.RunAgentAsync(request, new UserExecutionContext(
            userId: "u",
            threadId: "t",
            runId: "r",
            requestId: "q"));
        """);

    [Theory]
    [InlineData("\"u\"")]
    [InlineData("(\"u\", \"r\")")]
    [InlineData("new { UserId = \"u\", Tenant = \"acme\" }")]
    [InlineData("new Dictionary<string, object> { [\"tenant\"] = \"acme\" }")]
    [InlineData("new object()")]
    public Task No_key_that_is_an_ID(string value) => Leaves(DeclineWord.Unmapped, Library.Moq, 1, Agent($"await agent.RunAgentAsync(request, {value});"));

    [Fact]
    public Task A_key_that_is_read_back() => Leaves(DeclineWord.Unmapped, Library.Moq, 1, Agent("""
        var context = new Dictionary<string, object> { ["user_id"] = "u" };
        await agent.RunAgentAsync(request, context);
        Assert.Equal("u", context["user_id"]);
        """));

    [Fact]
    public Task A_declaration_that_takes_nothing_else() => Leaves(DeclineWord.Unsupported, Library.Moq, 1, Agent("""
        await agent.RunAgentAsync(request, new Dictionary<string, object> { ["user_id"] = "u" });
        """).Replace("object context", "Dictionary<string, object> context", StringComparison.Ordinal));

    [Fact]
    public Task Never_constructed() => Mends(Library.Moq, 1, Method("""
        var userContext = (UserExecutionContext)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext));
        await core.ExecuteAgentAsync(request, userContext);
        """), Method("""
        var userContext = new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        """));

    [Fact]
    public Task Never_constructed_in_the_argument() => Mends(Library.Moq, 1, Method("""
        await core.ExecuteAgentAsync(request, (IUserExecutionContext)Activator.CreateInstance(typeof(UserExecutionContext), nonPublic: true)!);
        """), Method("""
        await core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events"));
        """));

    [Fact]
    public Task Nothing_in_a_local() => Mends(Library.Moq, 1, Method("""
        IUserExecutionContext userContext = null!;
        await core.ExecuteAgentAsync(request, userContext);
        """), Method("""
        UserExecutionContext userContext = new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        """));

    [Fact]
    public Task An_optional_context_that_is_left_out() => Mends(Library.Moq, 1, LeavesOut("agent.RunAgentAsync(request)"), LeavesOut("""
        agent.RunAgentAsync(request, context: new UserExecutionContext(
                    userId: "user-test",
                    threadId: "thread-test",
                    runId: request.RunId,
                    requestId: "request-test"))
        """));

    private static string LeavesOut(string call) => $$"""
        class Tests
        {
            async Task Test(OrderAgent agent, AgentRequest request)
            {
                await {{call}};
            }
        }

        class OrderAgent
        {
            public Task RunAgentAsync(AgentRequest request, object? context = null) => Task.CompletedTask;
        }
        """;

    private static Row Loosely(string before, string after) => Mends(Library.Moq, 1, Agent(before), Agent(after));

    private static string Agent(string statements) => $$"""
        class Tests
        {
            async Task Streams_events(OrderAgent agent, AgentRequest request)
            {
                {{statements.ReplaceLineEndings("\n        ").Replace("\n        \n", "\n\n")}}
            }
        }

        class OrderAgent
        {
            public Task RunAgentAsync(AgentRequest request, object context) => Task.CompletedTask;
        }
        """;
}
