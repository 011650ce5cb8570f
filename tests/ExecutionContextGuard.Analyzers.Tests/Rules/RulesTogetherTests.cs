using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>Long files as teams have them, under all rules at once: one argument, one parameter, one member gets one diagnostic, the gravest.</summary>
public sealed class RulesTogetherTests : RuleRows
{
    [Fact]
    public Task In_production() => Code("""
        using Microsoft.Extensions.DependencyInjection;

        public interface IAgentCore
        {
            Task<string> ExecuteAgentAsync(string question, object? {|ECG3001:context|} = null);
            Task<string> AnswerAsync(string question, IUserExecutionContext? {|ECG3002:user|} = null);
        }

        public sealed class AgentCore : IAgentCore
        {
            private static IUserExecutionContext? {|ECG3004:s_last|};
            private static readonly AsyncLocal<IUserExecutionContext?> s_current = new();
            private readonly IUserExecutionContext _system;

            public AgentCore(IUserExecutionContext system) => _system = system;

            public Task<string> ExecuteAgentAsync(string question, object? context = null) => AnswerAsync(question, context as IUserExecutionContext);

            public Task<string> AnswerAsync(string question, IUserExecutionContext? user = null)
            {
                s_last = user ?? s_current.Value ?? _system;
                return Task.FromResult(s_last.UserId + " asked: " + question);
            }
        }

        public sealed class {|ECG3003:SessionContext|} : IUserExecutionContext
        {
            public string UserId { get; set; } = "";
            public string ThreadId { get; set; } = "";
            public string RunId { get; set; } = "";
            public string RequestId { get; set; } = "";
        }

        public static class Startup
        {
            public static void Add(IServiceCollection services)
            {
                services.{|ECG3004:AddSingleton<IUserExecutionContext>|}(new UserExecutionContext("svc-1", "thread-1", "run-1", "request-1"));
                services.AddSingleton<IAgentCore, AgentCore>();
            }
        }

        public sealed class Endpoint
        {
            private readonly IAgentCore _core;
            private readonly AgentExecutionCore _other;

            public Endpoint(IAgentCore core, AgentExecutionCore other)
            {
                _core = core;
                _other = other;
            }

            public async Task<string> PostAsync(AgentRequest request, string userId)
            {
                await _other.ExecuteAgentAsync(request, {|ECG1003:null!|});
                await _core.ExecuteAgentAsync(request.Text, {|ECG1002:new { UserId = userId, request.RunId }|});
                await {|ECG1003:_core.ExecuteAgentAsync(request.Text)|};
                return await _core.AnswerAsync(request.Text, new UserExecutionContext(userId, "thread-7", request.RunId, "request-7"));
            }
        }

        public sealed class FakeContext : IUserExecutionContext
        {
            public string UserId { get; set; } = "fake-user";
            public string ThreadId { get; set; } = "fake-thread";
            public string RunId { get; set; } = "fake-run";
            public string RequestId { get; set; } = "fake-request";
        }

        public sealed class Contexts
        {
            private readonly AgentExecutionCore _core;

            public Contexts(AgentExecutionCore core) => _core = core;

            public UserExecutionContext Anonymous(string? userId, AgentRequest request) =>
                new UserExecutionContext(userId ?? {|ECG2002:""|}, {|ECG2001:"test"|}, request.RunId, {|ECG2001:"test"|});

            public UserExecutionContext Named(string userId, string threadId, AgentRequest request, string requestId = {|ECG2002:"none"|}) =>
                new UserExecutionContext(userId, {|ECG2003:request.RunId|}, request.RunId, requestId);

            public UserExecutionContext Shared(string userId, AgentRequest request) =>
                new UserExecutionContext(userId, "thread-8", request.RunId, {|ECG2004:"thread-8"|});

            public UserExecutionContext Mixed(IUserExecutionContext caller, IUserExecutionContext owner) =>
                new UserExecutionContext(caller.UserId, {|ECG3005:owner.ThreadId|}, {|ECG2003:owner.RequestId|}, caller.RequestId);

            public async Task Run(AgentRequest request)
            {
                await _core.ExecuteAgentAsync(request, new UserExecutionContext({|ECG2001:"demo"|}, "thread-9", request.RunId, "request-9"));
                await _core.ExecuteAgentAsync(request, {|ECG1004:new FakeContext { UserId = "", ThreadId = "demo", RunId = "demo" }|});
            }
        }

        namespace Billing
        {
            public class {|ECG3006:{|ECG3003:UserExecutionContext|}|}
            {
                public UserExecutionContext(string userId) => UserId = userId;
                public string UserId { get; }
            }
        }
        """)
        .InProduction().WithAspNet().WithContext(Preamble.Context.Replace("public sealed class UserExecutionContext", "[GuardedContext] public sealed class UserExecutionContext", StringComparison.Ordinal))
        .And("Attribute.cs", "public sealed class GuardedContextAttribute : Attribute { }")
        .Says(
            "'IAgentCore.ExecuteAgentAsync' takes its context as 'object?'; declare a real 'UserExecutionContext'",
            "'IAgentCore.AnswerAsync' lets its callers leave 'user' out; require a real 'UserExecutionContext'",
            "'AgentCore.s_last' keeps a 'IUserExecutionContext' beyond its request; hold one for each request",
            "'SessionContext' can be forged: 'UserId' can be set, a constructor takes no IDs; let its checking constructor alone make one",
            "'IServiceCollection.AddSingleton' keeps a 'IUserExecutionContext' beyond its request; hold one for each request",
            GetsNothing("null"),
            "'IAgentCore.ExecuteAgentAsync' gets an anonymous object instead of a 'UserExecutionContext'",
            GetsNothing("left out", "IAgentCore.ExecuteAgentAsync"),
            "'new UserExecutionContext' falls back to blank text as its user ID; throw where the user ID is missing",
            "'new UserExecutionContext' gets the placeholder 'test' as its thread ID; pass the real thread ID",
            "'new UserExecutionContext' gets the placeholder 'test' as its request ID; pass the real request ID",
            "'new UserExecutionContext' falls back to 'none' as its request ID; throw where the request ID is missing",
            "'new UserExecutionContext' gets 'RunId', named like a run ID, as its thread ID; pass the thread ID",
            "'new UserExecutionContext' gets 'thread-8' as its thread ID and as its request ID; pass an ID of its own for each",
            "'new UserExecutionContext' gets the thread ID of 'owner' and the user ID of 'caller'; take all IDs from one context",
            "'new UserExecutionContext' gets 'RequestId', named like a request ID, as its run ID; pass the run ID",
            "'new UserExecutionContext' gets the placeholder 'demo' as its user ID; pass the real user ID",
            "'AgentExecutionCore.ExecuteAgentAsync' gets the hand-written double 'FakeContext' instead of a real 'UserExecutionContext'",
            "'UserExecutionContext' can be forged: it is not sealed; let its checking constructor alone make one",
            "'Billing.UserExecutionContext' has the name of 'Acme.UserExecutionContext'; use one context type everywhere");

    [Fact]
    public Task In_a_test_project() => Code("""
        public sealed class StubContext : IUserExecutionContext
        {
            public string UserId => "u";
            public string ThreadId => "t";
            public string RunId => "r";
            public string RequestId => "q";
        }

        public sealed class AgentTests
        {
            private static readonly IUserExecutionContext s_shared = new UserExecutionContext("user-1", "thread-1", "run-1", "request-1");
            private readonly Mock<IUserExecutionContext> _mock = {|ECG1010:new()|};

            private async Task Run(AgentExecutionCore core, AgentRequest request, IUserExecutionContext? context = null) =>
                await core.ExecuteAgentAsync(request, context ?? s_shared);

            [Fact]
            public async Task Answers()
            {
                var core = new AgentExecutionCore();
                var request = new AgentRequest("run-1", "Hello");
                await core.ExecuteAgentAsync(request, {|ECG1001:_mock.Object|});
                await core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
                await core.ExecuteAgentAsync(request, {|ECG1004:new StubContext()|});
                await core.ExecuteAgentAsync(request, {|ECG1003:It.IsAny<IUserExecutionContext>()|});
                await core.ExecuteAgentAsync(request, {|ECG1005:(UserExecutionContext)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext))|});
                await core.ExecuteAgentAsync(request, new UserExecutionContext({|ECG2001:""|}, "thread-1", request.RunId, "request-1"));
                await Run(core, request);
                await Assert.ThrowsAsync<ArgumentNullException>(() => core.ExecuteAgentAsync(request, null!));
            }
        }
        """).Says(
            IsMocked("Moq"),
            GetsDouble("Moq", created: ", created in '_mock' (line 12),"),
            GetsDouble("Moq"),
            "'AgentExecutionCore.ExecuteAgentAsync' gets the hand-written double 'StubContext' instead of a real 'UserExecutionContext'",
            GetsNothing("matcher"),
            "'AgentExecutionCore.ExecuteAgentAsync' gets a 'UserExecutionContext' whose constructor did not run; construct a real 'UserExecutionContext'",
            "'new UserExecutionContext' gets blank text as its user ID; pass the real user ID");
}
