namespace ExecutionContextGuard.Rules;

/// <summary>Which types are contexts: by name, by attribute, by configuration.</summary>
public sealed class GuardedTypeTests : RuleRows
{
    private const string Session = """
        namespace Acme
        {
            public class GuardedContextAttribute : System.Attribute { }

            [GuardedContext]
            public interface ISession { string UserId { get; } }

            public sealed class Session : ISession
            {
                public Session(string userId) => UserId = userId;
                public string UserId { get; }
            }

            public class Engine { public void Start(ISession session) { } }
        }
        """;

    [Fact]
    public Task An_attribute_by_its_simple_name() => Code("""
        class Tests
        {
            void Test(Engine engine) => engine.Start({|ECG1001:Mock.Of<ISession>()|});
        }
        """).WithContext(Session).Says("'Engine.Start' gets a Moq double of 'ISession' instead of a real 'ISession'");

    [Fact]
    public Task An_attribute_on_the_assembly_for_a_type_of_somebody_else() => Code("""
        [assembly: GuardedContextType(typeof(System.Security.Principal.IPrincipal))]

        [AttributeUsage(AttributeTargets.Assembly)]
        class GuardedContextTypeAttribute : Attribute { public GuardedContextTypeAttribute(Type type) { } }

        class Tests
        {
            void Run(System.Security.Principal.IPrincipal principal) { }

            void Test() => Run({|ECG1001:Mock.Of<System.Security.Principal.IPrincipal>()|});
        }
        """).Says("'Tests.Run' gets a Moq double of 'IPrincipal' instead of a real 'IPrincipal'");

    [Theory]
    [InlineData("execution_context_guard.context_types = IClock")]
    [InlineData("execution_context_guard.context_types = Acme.Time.IClock")]
    [InlineData("execution_context_guard.context_types = T:Acme.Time.IClock | Other.Missing")]
    public Task A_configured_type_replaces_the_default_names(string line) => Code("""
        namespace Acme.Time
        {
            public interface IClock { }

            class Tests
            {
                void Run(IClock clock) { }

                async Task Test(AgentExecutionCore core, AgentRequest request)
                {
                    Run({|ECG1001:Mock.Of<IClock>()|});
                    await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());
                }
            }
        }
        """).EditorConfig(line).Says("'Tests.Run' gets a Moq double of 'IClock' instead of a real 'IClock'");

    [Fact]
    public Task A_global_config_counts_like_an_editorconfig() => Code("""
        public interface IClock { }

        class Tests
        {
            void Run(IClock clock) { }

            void Test() => Run({|ECG1001:Mock.Of<IClock>()|});
        }
        """).GlobalConfig("execution_context_guard.context_types = IClock").Says("'Tests.Run' gets a Moq double of 'IClock' instead of a real 'IClock'");

    [Fact]
    public Task A_nested_type_of_the_name_is_another_type() => Code("""
        class Outer
        {
            public interface IUserExecutionContext { }

            void Run(IUserExecutionContext context) { }

            void Test() => Run(Mock.Of<IUserExecutionContext>());
        }
        """).WithContext("namespace Acme { }");

    [Fact]
    public Task A_context_in_a_referenced_project() => Code("""
        class Tests
        {
            void Test(Engine engine) => engine.Start({|ECG1001:Mock.Of<ISession>()|});
        }
        """).WithContext("namespace Acme { }").References("Platform", ("Session.cs", Session))
        .Says("'Engine.Start' gets a Moq double of 'ISession' instead of a real 'Session'");

    [Fact]
    public Task The_class_that_is_named_after_the_interface_is_the_real_one_beside_its_decorators() => Code("""
        using Platform;

        class Tests
        {
            void Test(Engine engine) => engine.Start({|ECG1001:Mock.Of<IUserContext>(c => c.UserId == "user-123")|});
        }
        """).WithContext("namespace Acme { }").References("Platform", ("Platform.cs", """
        using System;

        namespace Platform
        {
            [GuardedContext] public interface IUserContext { string UserId { get; } }

            public sealed class UserContext : IUserContext
            {
                public UserContext(string userId) => UserId = userId;
                public string UserId { get; }
            }

            public sealed class AuditedUserContext : IUserContext
            {
                private readonly IUserContext _inner;
                public AuditedUserContext(IUserContext inner) => _inner = inner;
                public string UserId => _inner.UserId;
            }

            public class Engine { public void Start(IUserContext context) { } }

            public sealed class GuardedContextAttribute : Attribute { }
        }
        """))
        .Says("'Engine.Start' gets a Moq double of 'IUserContext' instead of a real 'UserContext'")
        .Titled("Construct a real 'UserContext'")
        .FixedTo("""
        using Platform;

        class Tests
        {
            void Test(Engine engine) => engine.Start(new UserContext(userId: "user-123"));
        }
        """);

    [Fact]
    public Task The_real_type_can_be_configured() => Code("""
        public sealed class OtherContext : IUserExecutionContext
        {
            public string UserId => "u"; public string ThreadId => "t"; public string RunId => "r"; public string RequestId => "q";
        }

        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).EditorConfig("execution_context_guard.real_type = Acme.IUserExecutionContext => OtherContext")
        .Says("'AgentExecutionCore.ExecuteAgentAsync' gets a Moq double of 'IUserExecutionContext' instead of a real 'OtherContext'");

    [Fact]
    public Task Paths_can_be_configured_and_taken_out() => Code("""
        class Bus
        {
            public void Publish(object state) { }
            public void Peek(IUserExecutionContext context) { }
        }

        class Tests
        {
            void Test(Bus bus)
            {
                bus.Publish({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                bus.Peek({|ECG1010:Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).EditorConfig("execution_context_guard.execution_paths = M:Bus.Publish(System.Object)\nexecution_context_guard.excluded_paths = M:Bus.Peek")
        .Says(GetsDouble("Moq", "Bus.Publish"), IsMocked("Moq"));

    [Fact]
    public Task A_file_can_count_marked_paths_only() => Code("""
        class AgentExecutionPathAttribute : Attribute { }

        class Engine { public void Start([AgentExecutionPath] IUserExecutionContext context) { } }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request, Engine engine)
            {
                await core.ExecuteAgentAsync(request, {|ECG1010:Mock.Of<IUserExecutionContext>()|});
                engine.Start({|ECG1001:Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).EditorConfig("execution_context_guard.path_scope = marked").Says(IsMocked("Moq"), GetsDouble("Moq", "Engine.Start"));
}
