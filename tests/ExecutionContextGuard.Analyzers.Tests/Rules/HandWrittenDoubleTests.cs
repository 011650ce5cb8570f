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

    /// <summary>What is real follows from what the double is written for, whatever it is called: never from the double itself.</summary>
    [Theory]
    [InlineData("StubContext")]
    [InlineData("InMemoryContext")]
    public Task A_helper_that_asks_for_the_double_itself(string name) => Code($$"""
        class Tests
        {
            static Task Run(AgentExecutionCore core, AgentRequest request, {{name}} context) => core.ExecuteAgentAsync(request, context);

            async Task Test(AgentExecutionCore core, AgentRequest request) => await Run(core, request, {|ECG1004:new {{name}}()|});
        }
        """).And(name + ".cs", Stub.Replace("StubContext", name)).Says(Gets(name, path: "Tests.Run"));

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
        """).And("TestamentContext.cs", Stub.Replace("StubContext", "{|ECG3003:TestamentContext|}").Replace("\"user-123\"", "\"\"", StringComparison.Ordinal)).InProduction()
        .Says("'TestamentContext' can be forged: it is not sealed, 'UserId' can be set, a constructor takes no IDs; let its checking constructor alone make one");

    [Theory]
    [InlineData("MockContext", true)]
    [InlineData("FakeContext", true)]
    [InlineData("StubContext", true)]
    [InlineData("DummyContext", true)]
    [InlineData("SpyContext", true)]
    [InlineData("TestContext", true)]
    [InlineData("Test2Context", true)]
    [InlineData("Test_Context", true)]
    [InlineData("ContextMock", true)]
    [InlineData("ContextFake", true)]
    [InlineData("ContextStub", true)]
    [InlineData("ContextDummy", true)]
    [InlineData("ContextSpy", true)]
    [InlineData("ContextTest", true)]
    [InlineData("Stub", true)]
    [InlineData("ContestContext", false)]
    [InlineData("MockingbirdContext", false)]
    [InlineData("StubbornContext", false)]
    [InlineData("TestimonyContext", false)]
    [InlineData("LatestContext", false)]
    [InlineData("ContextTests2", false)]
    [InlineData("LatestTestedContext", false)]
    public Task In_production_and_in_a_reference_the_words_of_the_name_tell(string name, bool isDouble)
    {
        var source = "namespace Lab { public " + Stub.Replace("StubContext", name) + " }";
        var argument = isDouble ? "{|ECG1004:new Lab." + name + "()|}" : "new Lab." + name + "()";
        // How a context is declared, and what its IDs begin with, is for rules of their own.
        var here = Body($"await core.ExecuteAgentAsync(request, {argument});").And("Lab.cs", source.Replace("\"user-123\"", "\"\"", StringComparison.Ordinal)).InProduction()
            .EditorConfig("dotnet_diagnostic.ECG3003.severity = none");
        return isDouble ? here.Says(Gets(name)) : here;
    }

    [Theory]
    [InlineData("FakeSession", true)]
    [InlineData("SessionStub", true)]
    [InlineData("CachedSession", false)]
    public Task In_a_referenced_assembly_only_the_words_of_the_name_tell(string name, bool isDouble)
    {
        var call = isDouble ? "engine.Start({|ECG1004:new Platform." + name + "()|});" : "engine.Start(new Platform." + name + "());";
        var row = Code("using Platform;\n\nclass Tests\n{\n    void Test(Engine engine) => " + call + "\n}\n")
            .WithContext("namespace Acme { }")
            .References("Platform", ("Platform.cs", Platform), ("More.cs", "namespace Platform { public class " + name + " : ISession { public string UserId => \"u\"; } }"));
        return isDouble ? row.Says("'Engine.Start' gets the hand-written double '" + name + "' instead of a real 'Session'") : row;
    }

    [Theory]
    [InlineData("execution_context_guard.approved_types = Lab.HarnessContext", false)]
    [InlineData("execution_context_guard.approved_types = T:Lab.HarnessContext | Other.Thing", false)]
    [InlineData("execution_context_guard.approved_types = HarnessContext", false)]
    [InlineData("execution_context_guard.approved_types = Lab.OtherContext", true)]
    [InlineData("execution_context_guard.approved_types = HarnessContext | !HarnessContext", true)]
    public Task An_approved_type_is_good_enough_for_tests(string setting, bool isDouble)
    {
        var argument = isDouble ? "{|ECG1004:new Lab.HarnessContext()|}" : "new Lab.HarnessContext()";
        var row = Body($"await core.ExecuteAgentAsync(request, {argument});")
            .And("Lab.cs", "namespace Lab { public " + Stub.Replace("StubContext", "HarnessContext") + " }").EditorConfig(setting);
        return isDouble ? row.Says(Gets("HarnessContext")) : row;
    }

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
