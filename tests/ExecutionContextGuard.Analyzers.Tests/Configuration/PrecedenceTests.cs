namespace ExecutionContextGuard.Configuration;

/// <summary>Attribute before catalogue before .editorconfig and global config before default.</summary>
public sealed class PrecedenceTests : ConfigurationRows
{
    private const string Types = """
        namespace Acme
        {
            public class GuardedContextAttribute : System.Attribute { }
            public class AgentExecutionPathAttribute : System.Attribute { }
            public interface ITenant { }
            [GuardedContext] public interface ISession { }
            public interface IUserExecutionContext { }
            public class Bus
            {
                public void Typed(IUserExecutionContext context) { }
                public void Loose(object state) { }
                [AgentExecutionPath] public void Marked(object state) { }
                public void Parameter([AgentExecutionPath] object state, IUserExecutionContext context) { }
                public void RunAgent(object context) { }
                [AgentExecutionPath] public object? State { get; set; }
            }
        }
        """;

    [Theory]
    // context types: settings, catalogue
    [InlineData("ITenant", "", "", false)]
    [InlineData("ITenant", "context_types = ITenant", "", true)]
    [InlineData("ITenant", "context_types = Acme.ITenant", "!T:ITenant", false)]
    [InlineData("ITenant", "context_types = !Acme.ITenant", "T:ITenant", true)]
    [InlineData("ITenant", "context_types = Acme.ITenant | !Acme.ITenant", "", false)]
    [InlineData("ITenant", "context_types = !ITenant | Acme.ITenant", "", true)]
    [InlineData("IUserExecutionContext", "", "", true)]
    [InlineData("IUserExecutionContext", "context_types = ITenant", "", false)]
    [InlineData("IUserExecutionContext", "context_types = !ITenant", "", true)]
    [InlineData("IUserExecutionContext", "context_types = !IUserExecutionContext", "", false)]
    [InlineData("IUserExecutionContext", "context_types = ITenant", "T:IUserExecutionContext", true)]
    [InlineData("IUserExecutionContext", "context_types = ITenant", "!T:ITenant", false)]
    [InlineData("IUserExecutionContext", "context_types = 7up", "", true)]
    [InlineData("IUserExecutionContext", "context_types =", "", true)]
    [InlineData("ISession", "context_types = !ISession", "!T:Acme.ISession", true)]
    [InlineData("ISession", "context_types = ITenant", "", true)]
    public Task Of_types(string type, string setting, string catalogue, bool isGuarded)
    {
        var row = Code($$"""
            class Tests
            {
                void Run({{type}} given) { }

                void Test() => Run({{(isGuarded ? "{|ECG1001:" : "")}}Mock.Of<{{type}}>(){{(isGuarded ? "|}" : "")}});
            }
            """).WithContext(Types).AdditionalFile(Catalogue, catalogue);
        row = setting.Length == 0 ? row : row.EditorConfig(Key(setting));
        row = setting.Contains("7up", StringComparison.Ordinal)
            ? row.SaysOfTheProject("ECG9001", "'7up' in 'execution_context_guard.context_types' is not a type: write 'Namespace.Type', 'T:Namespace.Type' or a simple name; the entry is left out")
            : row;
        return isGuarded ? row.Says($"'Tests.Run' gets a Moq double of '{type}' instead of a real '{type}'") : row;
    }

    [Theory]
    [InlineData("Typed(CTX)", "", "", true)]
    [InlineData("Typed(CTX)", "excluded_paths = M:Acme.Bus.Typed", "", false)]
    [InlineData("Typed(CTX)", "execution_paths = !M:Acme.Bus.Typed", "", false)]
    [InlineData("Typed(CTX)", "excluded_paths = M:Acme.Bus.Typed | !M:Acme.Bus.Typed", "", true)]
    [InlineData("Typed(CTX)", "excluded_paths = T:Acme.Bus", "", false)]
    [InlineData("Typed(CTX)", "excluded_paths = M:Acme.Bus.*", "", false)]
    [InlineData("Typed(CTX)", "excluded_paths = M:Acme.Bus.Typed", "M:Acme.Bus.Typed", true)]
    [InlineData("Typed(CTX)", "execution_paths = M:Acme.Bus.Typed", "!M:Acme.Bus.Typed", false)]
    [InlineData("Loose(CTX)", "execution_paths = M:Acme.Bus.Loose", "", true)]
    [InlineData("Loose(CTX)", "execution_paths = M:Acme.Bus.Loose\nexecution_context_guard.excluded_paths = M:Acme.Bus.Loose", "", false)]
    [InlineData("Loose(CTX)", "execution_paths = M:Acme.Bus.Loose", "!M:Acme.Bus.*", false)]
    [InlineData("RunAgent(CTX)", "", "", true)]
    [InlineData("RunAgent(CTX)", "excluded_paths = M:Acme.Bus.RunAgent", "", false)]
    [InlineData("RunAgent(CTX)", "", "!path T:Acme.Bus", false)]
    [InlineData("Marked(CTX)", "excluded_paths = M:Acme.Bus.Marked", "!M:Acme.Bus.Marked", true)]
    [InlineData("Parameter(CTX, null!)", "excluded_paths = M:Acme.Bus.Parameter", "", true)]
    [InlineData("State = CTX", "excluded_paths = P:Acme.Bus.State", "!P:Acme.Bus.State", true)]
    public Task Of_paths(string call, string setting, string catalogue, bool isPath)
    {
        var marked = "{|" + (isPath ? "ECG1001" : "ECG1010") + ":Mock.Of<IUserExecutionContext>()|}";
        var row = Code($$"""
            class Tests
            {
                void Test(Bus bus) { bus.{{call.Replace("CTX", marked, StringComparison.Ordinal)}}; }
            }
            """).WithContext(Types).AdditionalFile(Catalogue, catalogue);
        row = setting.Length == 0 ? row : row.EditorConfig(Key(setting));
        const string Type = "IUserExecutionContext";
        return row.Says(isPath
            ? $"'Bus.{call.Split('(', ' ')[0]}' gets a Moq double of '{Type}' instead of a real '{Type}'"
            : $"'{Type}' is mocked with Moq; construct a real '{Type}'");
    }

    [Fact]
    public Task Of_real_types() => Code("""
        public class Other : IUserExecutionContext
        {
            public string UserId => "u"; public string ThreadId => "t"; public string RunId => "r"; public string RequestId => "q";
        }

        public sealed class Third : Other { }

        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).AdditionalFile(Catalogue, "real T:IUserExecutionContext => T:Third").EditorConfig(Key("real_type = Acme.IUserExecutionContext => Other"))
        .Says("'AgentExecutionCore.ExecuteAgentAsync' gets a Moq double of 'IUserExecutionContext' instead of a real 'Third'");

    [Fact]
    public Task A_real_type_is_taken_out_by_a_catalogue() => Code("""
        public class Other : IUserExecutionContext
        {
            public string UserId => "u"; public string ThreadId => "t"; public string RunId => "r"; public string RequestId => "q";
        }

        class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).AdditionalFile(Catalogue, "!real T:Acme.IUserExecutionContext => T:Other").EditorConfig(Key("real_type = Acme.IUserExecutionContext => Other"))
        .Says(GetsDouble("Moq"));

    [Fact]
    public Task Project_keys_are_the_union_over_files_and_global_configs() => Code("""
        class Tests
        {
            void A(Acme.ITenant given) { }
            void B(Acme.ISecond given) { }

            void Test()
            {
                A({|ECG1001:Mock.Of<Acme.ITenant>()|});
                B({|ECG1001:Mock.Of<Acme.ISecond>()|});
            }
        }
        """).WithContext("namespace Acme { public interface ITenant { } public interface ISecond { } }")
        .EditorConfig("[Context.cs]\n" + Key("context_types = ITenant")).GlobalConfig(Key("context_types = Acme.ISecond"))
        .Says("'Tests.A' gets a Moq double of 'ITenant' instead of a real 'ITenant'", "'Tests.B' gets a Moq double of 'ISecond' instead of a real 'ISecond'");

    [Fact]
    public Task A_per_file_key_holds_for_the_file_of_the_finding() => Code("""
        partial class Tests
        {
            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).And("Legacy.cs", """
        partial class Tests
        {
            Task Legacy(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1010:Mock.Of<IUserExecutionContext>()|});
        }
        """).EditorConfig("[Legacy.cs]\n" + Key("path_scope = marked")).Says(IsMocked("Moq"), GetsDouble("Moq"));

    [Theory]
    [InlineData("", "ITenant")]
    [InlineData("test_project = auto", "ITenant")]
    [InlineData("test_project = true", "ITenant")]
    [InlineData("test_project = false", "Tenant")]
    [InlineData("test_project = no", "ITenant")]
    [InlineData("test_project = false\n[Context.cs]\nexecution_context_guard.test_project = true", "ITenant")]
    public Task A_class_of_a_test_project_is_not_what_is_constructed(string setting, string real)
    {
        var row = Code("""
            class Tests
            {
                void Run(IUserExecutionContext given) { }

                void Test() => Run({|ECG1001:Mock.Of<IUserExecutionContext>()|});
            }
            """).WithContext("namespace Acme { public interface IUserExecutionContext { } public sealed class Tenant : IUserExecutionContext { } }");
        row = setting.Length == 0 ? row : row.EditorConfig(Key(setting));
        row = setting.EndsWith("= no", StringComparison.Ordinal)
            ? row.SaysOfTheProject("ECG9001", "'execution_context_guard.test_project = no' is none of: auto, true, false; the default 'auto' is used")
            : row;
        return row.Says($"'Tests.Run' gets a Moq double of 'IUserExecutionContext' instead of a real '{(real == "ITenant" ? "IUserExecutionContext" : real)}'");
    }

    [Theory]
    [InlineData("user_id_names = owner", "Owner", "owner")]
    [InlineData("user_id_names = tenant | owner", "Owner", "owner")]
    public Task Further_names_of_an_id_tell_its_role(string setting, string member, string parameter) => Code($$"""
        class Tests
        {
            void Run(IUserExecutionContext given) { }

            void Test()
            {
                var context = new Mock<IUserExecutionContext>();
                context.Setup(c => c.{{member}}).Returns("u-1");
                Run({|ECG1001:context.Object|});
            }
        }
        """.Replace("new Mock<IUserExecutionContext>()", "{|ECG1010:new Mock<IUserExecutionContext>()|}", StringComparison.Ordinal)).WithContext($$"""
        namespace Acme
        {
            public interface IUserExecutionContext { string {{member}} { get; } string ThreadId { get; } }

            public sealed class UserExecutionContext : IUserExecutionContext
            {
                public UserExecutionContext(string {{parameter}}, string threadId) { {{member}} = {{parameter}}; ThreadId = threadId; }
                public string {{member}} { get; }
                public string ThreadId { get; }
            }
        }
        """).EditorConfig(Key(setting)).Says(IsMocked("Moq"), GetsDouble("Moq", "Tests.Run")).FixedTo($$"""
        class Tests
        {
            void Run(IUserExecutionContext given) { }

            void Test()
            {
                var context = new UserExecutionContext(
                    {{parameter}}: "u-1",
                    threadId: "thread-test");
                Run(context);
            }
        }
        """);
}
