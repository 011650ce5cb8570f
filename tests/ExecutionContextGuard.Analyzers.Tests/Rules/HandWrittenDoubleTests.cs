namespace ExecutionContextGuard.Rules;

/// <summary>ECG1004.</summary>
public sealed class HandWrittenDoubleTests : RuleRows
{
    private const string Stub = """
        class StubContext : IUserExecutionContext
        {
            public string UserId { get; set; } = "user-123";
            public string ThreadId => "t";
            public string RunId => "r";
            public string RequestId => "q";
        }
        """;

    private static string Gets(string type, string path = "AgentExecutionCore.ExecuteAgentAsync", string created = "") =>
        $"'{path}' gets the hand-written double '{type}'{created} instead of a real 'UserExecutionContext'";

    [Fact]
    public Task A_stub_declared_in_a_test_project() => Body("""
        await core.ExecuteAgentAsync(request, {|ECG1004:new StubContext()|});
        var stub = {|created:new StubContext { UserId = "u" }|};
        await core.ExecuteAgentAsync(request, {|ECG1004:stub|});
        """).And("StubContext.cs", Stub).Says(Gets("StubContext"));

    [Fact]
    public Task A_stub_with_an_innocent_name_in_a_test_project() =>
        Body("await core.ExecuteAgentAsync(request, {|ECG1004:new AnonymousContext()|});")
        .And("AnonymousContext.cs", Stub.Replace("StubContext", "AnonymousContext")).Says(Gets("AnonymousContext"));

    [Fact]
    public Task A_stub_in_a_field_and_from_a_helper() => Code("""
        class Tests
        {
            private readonly IUserExecutionContext _context = {|created#1:new StubContext()|};

            static IUserExecutionContext Make() => {|created#2:new StubContext()|};

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1004:_context|});
                await core.ExecuteAgentAsync(request, {|ECG1004:Make()|});
            }
        }
        """).And("StubContext.cs", Stub)
        .Says(Gets("StubContext", created: ", created in '_context' (line 3),"), Gets("StubContext", created: ", created in 'Make' (line 5),"));

    [Fact]
    public Task A_decorator_in_production_is_a_context() => Code("""
        class AuditedContext : IUserExecutionContext
        {
            private readonly IUserExecutionContext _inner;
            public AuditedContext(IUserExecutionContext inner) => _inner = inner;
            public string UserId => _inner.UserId;
            public string ThreadId => _inner.ThreadId;
            public string RunId => _inner.RunId;
            public string RequestId => _inner.RequestId;
        }

        class Service
        {
            Task Run(AgentExecutionCore core, AgentRequest request, IUserExecutionContext context) =>
                core.ExecuteAgentAsync(request, new AuditedContext(context));
        }
        """).InProduction();

    [Fact]
    public Task A_double_by_name_in_production() => Code("""
        class Service
        {
            Task Run(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1004:new StubContext()|});
        }
        """).And("StubContext.cs", Stub).InProduction().Says(Gets("StubContext"));

    [Fact]
    public Task A_name_that_only_contains_the_word_is_none() => Code("""
        class Service
        {
            Task Run(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, new TestamentContext());
        }
        """).And("TestamentContext.cs", Stub.Replace("StubContext", "{|ECG3003:TestamentContext|}")).InProduction()
        .Says("'TestamentContext' can be forged: it is not sealed, 'UserId' can be set, a constructor takes no IDs; let its checking constructor alone make one");

    [Fact]
    public Task Without_a_real_class_in_sight_a_derived_one_is_how_it_is_tested() => Code("""
        class TestSession : Acme.UserExecutionContext { }

        class Tests
        {
            void Run(Acme.UserExecutionContext context) { }

            void Test() => Run(new TestSession());
        }
        """).WithContext("namespace Acme { public abstract class UserExecutionContext { } }");

    private const string Platform = """
        namespace Platform
        {
            [GuardedContext] public interface ISession { string UserId { get; } }

            public class Session : ISession { public string UserId => "u"; }

            public class AuditedSession : ISession { public string UserId => "u"; }

            [GuardedContext] public interface IOrder<T> { T Message { get; } }

            public class OrderOf<T> : IOrder<T> { public T Message => default!; }

            public class OrderScope<T> : IOrder<T> { public T Message => default!; }

            public class Engine { public void Start(ISession session) { } public void Take(IOrder<string> order) { } }

            public sealed class GuardedContextAttribute : System.Attribute { }
        }
        """;

    [Fact]
    public Task Any_of_several_real_classes_is_better_than_a_double() => Code("""
        using Platform;

        class StubSession : ISession { public string UserId => "u"; }

        class StubOrder : IOrder<string> { public string Message => ""; }

        class Tests
        {
            void Test(Engine engine)
            {
                engine.Start({|ECG1004:new StubSession()|});
                engine.Start(new AuditedSession());
                engine.Take({|ECG1004:new StubOrder()|});
                engine.Take(new OrderScope<string>());
            }
        }
        """).WithContext("namespace Acme { }").References("Platform", ("Platform.cs", Platform))
        .Says(
            "'Engine.Start' gets the hand-written double 'StubSession' instead of a real 'Session'",
            "'Engine.Take' gets the hand-written double 'StubOrder' instead of a real 'IOrder<string>'");

    [Fact]
    public Task Of_several_real_classes_none_of_which_has_the_name_none_is_named() => Code("""
        using Platform;

        class StubSession : ISession { public string UserId => "u"; }

        class Tests
        {
            void Test(Engine engine) => engine.Start({|ECG1004:new StubSession()|});
        }
        """).WithContext("namespace Acme { }").References("Platform", ("Platform.cs", Platform.Replace("class Session", "class PlainSession")))
        .Says("'Engine.Start' gets the hand-written double 'StubSession' instead of a real 'ISession'");

    [Fact]
    public Task A_guarded_type_is_real_wherever_it_is_declared() =>
        Body("await core.ExecuteAgentAsync(request, new UserExecutionContext(\"u\", \"t\", \"r\", \"q\"));");
}
