using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>The catalogues of agent frameworks: each entry point, on the real packages where they can be had and on declarations where not.</summary>
public sealed class FrameworkTests : RuleRows
{
    private const string On = "execution_context_guard.frameworks = ";

    internal const string Workflows = """
        namespace Microsoft.Agents.AI.Workflows
        {
            public interface IWorkflowContext { ValueTask SendMessageAsync(object message); }
            public abstract class Executor { public abstract ValueTask ExecuteAsync(object message, IWorkflowContext context); }
        }
        namespace Microsoft.Agents.AI.Foundry.Hosting
        {
            public sealed class HostedSessionContext { public HostedSessionContext(string userId) { } }
            public class AgentSessionStore { public Task<object> GetAsync(HostedSessionContext context) => null!; }
        }
        namespace Azure.AI.AgentServer.Responses
        {
            public class ResponseContext { public ResponseContext(string id) { } }
            public class ResponseAgent { public Task CreateAsync(ResponseContext context) => null!; }
        }
        """;

    internal const string Builder = """
        namespace Microsoft.Agents.Builder
        {
            public interface ITurnContext { TurnContextStateCollection StackState { get; } }
            public interface ITurnState { }
            public class TurnContextStateCollection : Dictionary<string, object> { public void Set(string key, object value) { } }
            public class TurnContext : ITurnContext { public TurnContext(string activity) { } public TurnContextStateCollection StackState { get; } = new(); }
            public interface IAgent { Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default); }
            public delegate Task NextDelegate(CancellationToken cancellationToken);
            public interface IMiddleware { Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default); }
            public delegate Task AgentCallbackHandler(ITurnContext turnContext, CancellationToken cancellationToken);
        }
        namespace Microsoft.Agents.Builder.App
        {
            using Microsoft.Agents.Builder;
            public delegate Task RouteHandler(ITurnContext turnContext, ITurnState turnState, CancellationToken cancellationToken);
            public delegate Task<bool> RouteSelector(ITurnContext turnContext, CancellationToken cancellationToken);
        }
        """;

    internal const string Kernel = """
        namespace Microsoft.SemanticKernel
        {
            public sealed class KernelArguments : Dictionary<string, object?> { public KernelArguments() { } public KernelArguments(IDictionary<string, object?> source) : base(source) { } }
            public class KernelFunction { }
            public class Kernel { public Task<object> InvokeAsync(KernelFunction function, KernelArguments? arguments = null) => null!; }
        }
        namespace Microsoft.SemanticKernel.Agents
        {
            public abstract class AgentThread { public string? Id { get; } }
            public class AgentInvokeOptions { }
            public abstract class Agent
            {
                public IAsyncEnumerable<string> InvokeAsync(string message, AgentThread? thread = null, AgentInvokeOptions? options = null) => null!;
                public IAsyncEnumerable<string> InvokeStreamingAsync(string message, AgentThread? thread = null, AgentInvokeOptions? options = null) => null!;
            }
        }
        """;

    [Theory]
    [InlineData("agent.RunAsync({0})", "AIAgent.RunAsync")]
    [InlineData("agent.RunAsync(\"hi\", {0})", "AIAgent.RunAsync")]
    [InlineData("agent.RunAsync(message, {0})", "AIAgent.RunAsync")]
    [InlineData("agent.RunAsync(new[] {{ message }}, {0})", "AIAgent.RunAsync")]
    [InlineData("agent.RunAsync<int>({0})", "AIAgent.RunAsync")]
    [InlineData("agent.RunAsync<int>(\"hi\", {0})", "AIAgent.RunAsync")]
    [InlineData("agent.RunAsync<int>(message, {0})", "AIAgent.RunAsync")]
    [InlineData("agent.RunAsync<int>(new[] {{ message }}, {0})", "AIAgent.RunAsync")]
    [InlineData("agent.RunStreamingAsync({0})", "AIAgent.RunStreamingAsync")]
    [InlineData("agent.RunStreamingAsync(\"hi\", {0})", "AIAgent.RunStreamingAsync")]
    [InlineData("agent.RunStreamingAsync(message, {0})", "AIAgent.RunStreamingAsync")]
    [InlineData("agent.RunStreamingAsync(new[] {{ message }}, {0})", "AIAgent.RunStreamingAsync")]
    [InlineData("new AgentRunContext(agent, {0}, new[] {{ message }}, null)", "new AgentRunContext")]
    public Task Microsoft_Agents_AI_runs(string call, string path) => Agents($$"""
        class Tests
        {
            void Test(AIAgent agent, ChatMessage message)
            {
                _ = {{string.Format(System.Globalization.CultureInfo.InvariantCulture, call, "{|ECG1001:Mock.Of<AgentSession>()|}")}};
            }
        }
        """).EditorConfig(On + "microsoft_agents_ai").Says(GetsDoubleOf("AgentSession", path));

    [Theory]
    [InlineData("executor.ExecuteAsync(\"m\", {|ECG1001:Mock.Of<IWorkflowContext>()|})", "Executor.ExecuteAsync", "IWorkflowContext")]
    [InlineData("new ResponseAgent().CreateAsync({|ECG1001:Mock.Of<ResponseContext>()|})", "ResponseAgent.CreateAsync", "ResponseContext")]
    public Task Microsoft_Agents_AI_workflows_and_responses(string call, string path, string type) => Code($$"""
        using Azure.AI.AgentServer.Responses;
        using Microsoft.Agents.AI.Workflows;

        class Tests
        {
            void Test(Executor executor) => {{call}};
        }
        """).And("Framework.cs", Workflows).EditorConfig(On + "microsoft_agents_ai").Says(GetsDoubleOf(type, path));

    [Fact]
    public Task The_context_of_a_hosted_session_is_made_and_not_left_out() => Code("""
        using Microsoft.Agents.AI.Foundry.Hosting;

        class Tests
        {
            void Test(AgentSessionStore store)
            {
                store.GetAsync(new HostedSessionContext("user-7"));
                store.GetAsync({|ECG1003:null!|});
            }
        }
        """).And("Framework.cs", Workflows).EditorConfig(On + "microsoft_agents_ai")
        .Says("'AgentSessionStore.GetAsync' gets no context (null); pass a real 'HostedSessionContext'");

    [Fact]
    public Task A_session_may_be_left_out_where_the_framework_says_so() => Agents("""
        class Tests
        {
            void Test(AIAgent agent)
            {
                agent.RunAsync("hi");
                agent.RunAsync("hi", session: null);
                agent.RunStreamingAsync("hi", null, new AgentRunOptions());
            }
        }
        """).EditorConfig(On + "microsoft_agents_ai");

    [Fact]
    public Task Production_code_around_sessions_follows_the_framework() => Agents("""
        public class ChatSession : AgentSession { }

        public class Chat
        {
            public Task AskAsync(AIAgent agent, string text, AgentSession? session = null) => agent.RunAsync(text, session);
            private static AgentSession? {|ECG3004:s_session|};
            public AgentSession? Last => s_session;
        }

        namespace Acme.Data { public class AgentSession { public string? UserId { get; set; } } }
        """).InProduction().With(Library.AgentsAI).EditorConfig(On + "microsoft_agents_ai")
        .Says("'Chat.s_session' keeps a 'AgentSession' beyond its request; hold one for each request");

    [Theory]
    [InlineData("agent.OnTurnAsync({|ECG1001:Mock.Of<ITurnContext>()|})", "IAgent.OnTurnAsync")]
    [InlineData("middleware.OnTurnAsync({|ECG1001:Mock.Of<ITurnContext>()|}, null!)", "IMiddleware.OnTurnAsync")]
    [InlineData("callback({|ECG1001:Mock.Of<ITurnContext>()|}, default)", "AgentCallbackHandler")]
    [InlineData("handler({|ECG1001:Mock.Of<ITurnContext>()|}, Mock.Of<ITurnState>(), default)", "RouteHandler")]
    [InlineData("selector({|ECG1001:Mock.Of<ITurnContext>()|}, default)", "RouteSelector")]
    public Task Microsoft_Agents_Builder(string call, string path) => Code($$"""
        using Microsoft.Agents.Builder;
        using Microsoft.Agents.Builder.App;

        class Tests
        {
            void Test(IAgent agent, IMiddleware middleware, AgentCallbackHandler callback, RouteHandler handler, RouteSelector selector) => {{call}};
        }
        """).And("Framework.cs", Builder).EditorConfig(On + "microsoft_agents_builder")
        .Says($"'{path}' gets a Moq double of 'ITurnContext' instead of a real 'TurnContext'");

    [Theory]
    [InlineData("agent.InvokeAsync(\"hi\", {|ECG1001:Mock.Of<AgentThread>()|})", "Agent.InvokeAsync")]
    [InlineData("agent.InvokeStreamingAsync(\"hi\", thread: {|ECG1001:new Mock<AgentThread>().Object|})", "Agent.InvokeStreamingAsync")]
    public Task Semantic_Kernel(string call, string path) => Code($$"""
        using Microsoft.SemanticKernel.Agents;

        class Tests
        {
            void Test(Agent agent) => {{call}};
            void Legal(Agent agent) => agent.InvokeAsync("hi", null);
        }
        """).And("Framework.cs", Kernel).EditorConfig(On + "semantic_kernel").Says(GetsDoubleOf("AgentThread", path));

    [Theory]
    [InlineData("new AgentRunOptions { AdditionalProperties = new() { [{|ECG1006:\"userId\"|}] = u, [\"threadId\"] = t } }", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user and thread")]
    [InlineData("new AgentRunOptions { AdditionalProperties = new() { { {|ECG1006:\"user_id\"|}, u }, { \"run_id\", t }, { \"requestId\", t } } }", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user, run and request")]
    [InlineData("options.AdditionalProperties = new AdditionalPropertiesDictionary(new Dictionary<string, object?> { [{|ECG1006:\"UserId\"|}] = u, [\"ConversationId\"] = t })", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user and thread")]
    [InlineData("options.AdditionalProperties![{|ECG1006:\"userId\"|}] = u; options.AdditionalProperties[\"threadId\"] = t", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user and thread")]
    [InlineData("(options.AdditionalProperties ??= new())[{|ECG1006:\"userId\"|}] = u; options.AdditionalProperties[\"threadId\"] = t", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user and thread")]
    [InlineData("var bag = new AdditionalPropertiesDictionary(); bag[{|ECG1006:\"userId\"|}] = u; bag.TryAdd(\"threadId\", t); options.AdditionalProperties = bag", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user and thread")]
    [InlineData("var bag = options.AdditionalProperties ??= new(); bag[{|ECG1006:\"userId\"|}] = u; bag[\"threadId\"] = t", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user and thread")]
    [InlineData("new AgentRunOptions { AdditionalProperties = new() { [{|ECG1006:nameof(IUserExecutionContext.UserId)|}] = u, [\"thread\" + \"Id\"] = t } }", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user and thread")]
    [InlineData("const string Key = \"userId\"; options.AdditionalProperties![{|ECG1006:Key|}] = u; options.AdditionalProperties[$\"{\"thread\"}_id\"] = t", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user and thread")]
    [InlineData("var bag = new AdditionalPropertiesDictionary { { {|ECG1006:\"userId\"|}, u } }; if (u.Length != 0) { bag.Add(\"sessionId\", t); } options.AdditionalProperties = bag", "AgentRunOptions.AdditionalProperties", "microsoft_agents_ai", "user and thread")]
    [InlineData("session.StateBag.SetValue({|ECG1006:\"userId\"|}, u); session.StateBag.SetValue(\"threadId\", t)", "AgentSessionStateBag", "microsoft_agents_ai", "user and thread")]
    [InlineData("new ChatOptions { AdditionalProperties = new() { [{|ECG1006:\"userId\"|}] = u, [\"threadId\"] = t } }", "ChatOptions.AdditionalProperties", "microsoft_extensions_ai", "user and thread")]
    [InlineData("new AIFunctionArguments { [{|ECG1006:\"userId\"|}] = u, [\"threadId\"] = t }", "AIFunctionArguments", "microsoft_extensions_ai", "user and thread")]
    [InlineData("new AIFunctionArguments(new Dictionary<string, object?> { [{|ECG1006:\"userId\"|}] = u, [\"threadId\"] = t })", "AIFunctionArguments", "microsoft_extensions_ai", "user and thread")]
    [InlineData("new AIFunctionArguments { Context = new Dictionary<object, object?> { [{|ECG1006:\"userId\"|}] = u, [\"threadId\"] = t } }", "AIFunctionArguments.Context", "microsoft_extensions_ai", "user and thread")]
    public Task Identities_in_a_bag_that_reaches_a_run(string statement, string bag, string framework, string ids) => InBag(statement).EditorConfig(On + framework)
        .Says($"'{bag}' carries {ids} IDs under string keys; pass a real 'UserExecutionContext'").OffersNoFix();

    [Theory]
    [InlineData("new KernelArguments { [{|ECG1006:\"userId\"|}] = u, [\"chatSessionId\"] = t }", "KernelArguments")]
    [InlineData("var arguments = new KernelArguments(); arguments[{|ECG1006:\"userId\"|}] = u; arguments[\"threadId\"] = t", "KernelArguments")]
    [InlineData("var source = new Dictionary<string, object?> { { {|ECG1006:\"userId\"|}, u } }; source.Add(\"threadId\", t); _ = new KernelArguments(source)", "KernelArguments")]
    public Task Identities_in_the_arguments_of_a_kernel(string statement, string bag) => Code(Method("", statement)).And("Framework.cs", Kernel + "\nnamespace Empty { }")
        .And("Usings.Framework.cs", "global using Microsoft.SemanticKernel;")
        .EditorConfig(On + "semantic_kernel").Says($"'{bag}' carries user and thread IDs under string keys; pass a real 'UserExecutionContext'");

    [Theory]
    [InlineData("turn.StackState[{|ECG1006:\"userId\"|}] = u; turn.StackState[\"threadId\"] = t", "ITurnContext.StackState")]
    [InlineData("new TurnContextStateCollection { { {|ECG1006:\"userId\"|}, u }, { \"threadId\", t } }", "TurnContextStateCollection")]
    public Task Identities_in_the_state_of_a_turn(string statement, string bag) => Code(Method("ITurnContext turn, ", statement)).And("Framework.cs", Builder)
        .And("Usings.Framework.cs", "global using Microsoft.Agents.Builder;")
        .EditorConfig(On + "microsoft_agents_builder").Says($"'{bag}' carries user and thread IDs under string keys; pass a real 'UserExecutionContext'");

    [Theory]
    // One ID is telemetry.
    [InlineData("new AgentRunOptions { AdditionalProperties = new() { [\"requestId\"] = u, [\"tenant\"] = t } }")]
    [InlineData("options.AdditionalProperties![\"userId\"] = u; options.AdditionalProperties[\"userId\"] = t")]
    // Which key it is, only the run says.
    [InlineData("foreach (var key in new[] { \"userId\", \"threadId\" }) { options.AdditionalProperties![key] = u + t; }")]
    // Two bags with one ID each.
    [InlineData("options.AdditionalProperties![\"userId\"] = u; session.StateBag.SetValue(\"threadId\", t)")]
    // A record of a vector store, the output of an authorizer, a map of what to redact, a message's tags: none of them reaches a run.
    [InlineData("var record = new Dictionary<string, object?> { [\"userId\"] = u, [\"threadId\"] = t, [\"embedding\"] = null }; _ = record.Count")]
    [InlineData("var authorized = new Dictionary<string, string> { { \"userId\", u }, { \"requestId\", t } }; _ = authorized")]
    [InlineData("var redactions = new Dictionary<string, int> { [\"userId\"] = 1, [\"sessionId\"] = 2 }; _ = redactions")]
    [InlineData("new ChatMessage(ChatRole.User, u) { AdditionalProperties = new() { [\"userId\"] = u, [\"threadId\"] = t } }")]
    // The whole context under one key.
    [InlineData("options.AdditionalProperties![\"context\"] = new UserExecutionContext(u, t, \"run-7\", \"request-7\")")]
    public Task Other_dictionaries_are_silent(string statement) => InBag(statement).EditorConfig(On + "microsoft_agents_ai | microsoft_extensions_ai");

    [Fact]
    public Task Nothing_counts_that_is_not_switched_on() => InBag("""
        new AgentRunOptions { AdditionalProperties = new() { ["userId"] = u, ["threadId"] = t } };
        agent.RunAsync("hi", Mock.Of<AgentSession>());
        _ = new AIFunctionArguments { ["userId"] = u, ["threadId"] = t }
        """);

    [Fact]
    public Task What_a_team_takes_out_does_not_count() => InBag("agent.RunAsync(\"hi\", Mock.Of<AgentSession>())")
        .EditorConfig(On + "microsoft_agents_ai\nexecution_context_guard.context_types = !Microsoft.Agents.AI.AgentSession");

    [Fact]
    public Task A_framework_switched_off_again_does_not_count() => InBag("agent.RunAsync(\"hi\", Mock.Of<AgentSession>())")
        .EditorConfig(On + "microsoft_agents_ai | !microsoft_agents_ai");

    [Fact]
    public Task A_team_writes_its_own_carrier() => Code("""
        public class Envelope { public Dictionary<string, string> Headers { get; } = new(); }

        class Tests
        {
            void Test(Envelope envelope, string u, string t)
            {
                envelope.Headers[{|ECG1006:"userId"|}] = u;
                envelope.Headers["threadId"] = t;
            }
        }
        """).AdditionalFile("ExecutionContextGuard.txt", "carrier P:Envelope.Headers")
        .Says("'Envelope.Headers' carries user and thread IDs under string keys; pass a real 'UserExecutionContext'");

    private static string GetsDoubleOf(string type, string path) => $"'{path}' gets a Moq double of '{type}' instead of a real '{type}'";

    private static Row InBag(string statement) => Agents(Method("AIAgent agent, AgentRunOptions options, AgentSession session, ", statement));

    private static string Method(string parameters, string statement) => $$"""
        class Tests
        {
            void Test({{parameters}}string u, string t)
            {
                {{(statement.StartsWith("new ", StringComparison.Ordinal) ? "_ = " : "")}}{{statement}};
            }
        }
        """;

    private static Row Agents(string source) => Code(source).With(Library.AgentsAI).And("Usings.Agents.cs", "global using Microsoft.Extensions.AI;");
}
