using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

public sealed class LooselyTypedExecutionPathTests : RuleRows
{
    private const string Mark = "namespace Acme { [System.AttributeUsage(System.AttributeTargets.All)] public sealed class AgentExecutionPathAttribute : System.Attribute { } [System.AttributeUsage(System.AttributeTargets.All)] public sealed class AllowContextDoubleAttribute : System.Attribute { public AllowContextDoubleAttribute(string reason) { } } }";

    [Theory]
    [InlineData("object")]
    [InlineData("dynamic")]
    [InlineData("IDictionary<string, object>")]
    [InlineData("Dictionary<string, string>")]
    [InlineData("(string User, string Thread)")]
    public Task By_the_convention(string type) => Production($$"""
        public class OrderAgent
        {
            public Task RunAsync(AgentRequest request, {{type}} {|ECG3001:context|}) => Task.CompletedTask;
        }
        """).Says($"'OrderAgent.RunAsync' takes its context as '{type}'; declare a real 'UserExecutionContext'");

    [Fact]
    public Task By_attribute_also_text() => Production("""
        public class Bus
        {
            public void Send([AgentExecutionPath] string {|ECG3001:state|}) { }

            [AgentExecutionPath]
            public void Publish(object {|ECG3001:state|}, string topic, int times) { }

            [AgentExecutionPath]
            public object? {|ECG3001:State|} { get; set; }

            [AgentExecutionPath]
            internal object? {|ECG3001:Field|};
        }
        """).Says(
            "'Bus.Send' takes its context as 'string'; declare a real 'UserExecutionContext'",
            "'Bus.Publish' takes its context as 'object'; declare a real 'UserExecutionContext'",
            "'Bus.State' takes its context as 'object?'; declare a real 'UserExecutionContext'",
            "'Bus.Field' takes its context as 'object?'; declare a real 'UserExecutionContext'");

    [Fact]
    public Task Delegates_indexers_and_constructors() => Production("""
        [AgentExecutionPath]
        public delegate Task AgentHandler(object {|ECG3001:context|});

        public class Engine
        {
            [AgentExecutionPath]
            public Engine(object {|ECG3001:context|}) { }

            [AgentExecutionPath]
            public string this[object {|ECG3001:context|}] => "";
        }
        """).Says(
            "'AgentHandler' takes its context as 'object'; declare a real 'UserExecutionContext'",
            "'new Engine' takes its context as 'object'; declare a real 'UserExecutionContext'",
            "'Engine[]' takes its context as 'object'; declare a real 'UserExecutionContext'");

    [Fact]
    public Task A_typed_path_and_another_type_of_its_own_are_silent() => Production("""
        public class OrderAgent
        {
            public Task RunAsync(AgentRequest request, IUserExecutionContext context) => Task.CompletedTask;
            public Task RunAsync(System.Net.Http.HttpRequestMessage context) => Task.CompletedTask;
            public Task PrintAsync(object context) => Task.CompletedTask;
            [AgentExecutionPath] public object? Read { get; }
            [AgentExecutionPath] public object? Own { get; private set; }
        }
        """);

    [Fact]
    public Task A_test_project_may_take_what_it_likes() => Code("""
        public class OrderAgent
        {
            public Task RunAsync(AgentRequest request, object context) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task An_implementation_of_a_contract_from_elsewhere_has_no_choice() => Production("""
        public class OrderAgent : System.Collections.IEqualityComparer, Contracts.IAgent
        {
            bool System.Collections.IEqualityComparer.Equals(object? x, object? y) => true;
            int System.Collections.IEqualityComparer.GetHashCode(object obj) => 0;
            public Task RunAsync(object context) => Task.CompletedTask;
        }
        """).References("Contracts", ("IAgent.cs", "namespace Contracts { public interface IAgent { System.Threading.Tasks.Task RunAsync(object {|ECG3001:context|}); } }"))
        .Says("'IAgent.RunAsync' takes its context as 'object'; declare a real 'UserExecutionContext'");

    [Fact]
    public Task An_allowed_place_is_silent() => Production("""
        public class OrderAgent
        {
            [AllowContextDouble("The host that calls it by reflection knows no type of ours.")]
            public Task RunAsync(object context) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task The_fix_declares_it_with_overrides_implementations_and_partial_parts() => Production("""
        public interface IAgent
        {
            Task RunAsync(AgentRequest request, object {|ECG3001:context|});
        }

        public abstract partial class Agent : IAgent
        {
            public abstract Task RunAsync(AgentRequest request, object context);

            public partial void RunAgent(object {|ECG3001:context|});
        }

        public class OrderAgent : Agent
        {
            public override Task RunAsync(AgentRequest request, object context) => Task.FromResult(context.ToString());
        }

        public class Service
        {
            public Task Go(IAgent agent, AgentRequest request, UserExecutionContext user) => agent.RunAsync(request, user);
        }
        """).And("Agent.cs", """
        public abstract partial class Agent
        {
            public partial void RunAgent(object context) => context.GetHashCode();
        }
        """).Says(
            "'IAgent.RunAsync' takes its context as 'object'; declare a real 'UserExecutionContext'",
            "'Agent.RunAgent' takes its context as 'object'; declare a real 'UserExecutionContext'")
        .Titled("Declare the real 'UserExecutionContext'")
        .FixedTo("""
        public interface IAgent
        {
            Task RunAsync(AgentRequest request, UserExecutionContext context);
        }

        public abstract partial class Agent : IAgent
        {
            public abstract Task RunAsync(AgentRequest request, UserExecutionContext context);

            public partial void RunAgent(UserExecutionContext context);
        }

        public class OrderAgent : Agent
        {
            public override Task RunAsync(AgentRequest request, UserExecutionContext context) => Task.FromResult(context.ToString());
        }

        public class Service
        {
            public Task Go(IAgent agent, AgentRequest request, UserExecutionContext user) => agent.RunAsync(request, user);
        }
        """).FixedTo("Agent.cs", """
        public abstract partial class Agent
        {
            public partial void RunAgent(UserExecutionContext context) => context.GetHashCode();
        }
        """);

    [Fact]
    public Task The_fix_keeps_a_question_mark_and_members_that_the_body_reads() => Production("""
        public class OrderAgent
        {
            public string? RunAsync(dynamic? {|ECG3001:context|}) => context?.UserId;
        }
        """).Says("'OrderAgent.RunAsync' takes its context as 'dynamic?'; declare a real 'UserExecutionContext'")
        .Titled("Declare the real 'UserExecutionContext'")
        .FixedTo("""
        public class OrderAgent
        {
            public string? RunAsync(UserExecutionContext? context) => context?.UserId;
        }
        """);

    [Fact]
    public Task The_fix_declares_the_interface_where_callers_have_no_more() => Production("""
        public class OrderAgent
        {
            public Task RunAsync(object {|ECG3001:context|}) => Task.CompletedTask;
            public Task Go(IUserExecutionContext user) => RunAsync(user);
        }
        """).Says("'OrderAgent.RunAsync' takes its context as 'object'; declare a real 'UserExecutionContext'")
        .Titled("Declare the real 'IUserExecutionContext'")
        .FixedTo("""
        public class OrderAgent
        {
            public Task RunAsync(IUserExecutionContext context) => Task.CompletedTask;
            public Task Go(IUserExecutionContext user) => RunAsync(user);
        }
        """);

    [Theory]
    [InlineData("public object Run(IDictionary<string, object> {|ECG3001:context|}) => context[\"user_id\"];", "IDictionary<string, object>")]
    [InlineData("public void Run(object {|ECG3001:context|}) { } public void Go() { Action<object> act = Run; }", "object")]
    [InlineData("public void Run(object {|ECG3001:context|}) { } public void Run(UserExecutionContext context) { } public void Run(IUserExecutionContext context) { }", "object")]
    [InlineData("public void Run(object {|ECG3001:context|}) { context = 7; }", "object")]
    public Task The_fix_is_not_offered_where_something_would_not_compile(string members, string type) => Production($$"""
        public class OrderAgent
        {
            {{members}}
        }
        """).Says($"'OrderAgent.Run' takes its context as '{type}'; declare a real 'UserExecutionContext'").OffersNoFix();

    [Fact]
    public Task The_fix_changes_an_interface_of_another_project_with_its_implementations() => Production("""
        public class OrderAgent : Contracts.IAgent
        {
            public Task RunAsync(object context) => Task.CompletedTask;
        }

        public class Service
        {
            public Task Go(Contracts.IAgent agent, UserExecutionContext user) => agent.RunAsync(user);
        }
        """).References("Contracts", ("IAgent.cs", "namespace Contracts { public interface IAgent { System.Threading.Tasks.Task RunAsync(object {|ECG3001:context|}); } }"))
        .Says("'IAgent.RunAsync' takes its context as 'object'; declare a real 'UserExecutionContext'")
        .Titled("Declare the real 'UserExecutionContext'")
        .FixedTo("""
        public class OrderAgent : Contracts.IAgent
        {
            public Task RunAsync(UserExecutionContext context) => Task.CompletedTask;
        }

        public class Service
        {
            public Task Go(Contracts.IAgent agent, UserExecutionContext user) => agent.RunAsync(user);
        }
        """).FixedTo("Contracts/IAgent.cs", "namespace Contracts { public interface IAgent { System.Threading.Tasks.Task RunAsync(UserExecutionContext context); } }");

    [Theory]
    // A call that took the typed overload would quietly take the other.
    [InlineData("public class OrderAgent { public void Run(object {|ECG3001:context|}) { } public void Run(IUserExecutionContext context) { } public void Go(UserExecutionContext user) => Run(user); }", "OrderAgent.Run")]
    [InlineData("public class Base { public void Run(IUserExecutionContext context) { } } public class OrderAgent : Base { public void Run(object {|ECG3001:context|}) { } public void Go(UserExecutionContext user) => Run(user); }", "OrderAgent.Run")]
    // The same method answers a contract of .NET's.
    [InlineData("public interface IRun { void Execute([AgentExecutionPath] object {|ECG3001:parameter|}); } public class Command : IRun, System.Windows.Input.ICommand { public event EventHandler? CanExecuteChanged { add { } remove { } } public bool CanExecute(object? parameter) => true; public void Execute(object? parameter) { } }", "IRun.Execute")]
    // A caller in another method hands over what is no context.
    [InlineData("public class OrderAgent { public void Run(object {|ECG3001:context|}) { } public void Go() => Run(new Dictionary<string, object>()); }", "OrderAgent.Run")]
    public Task The_fix_is_not_offered_where_something_else_would_be_meant(string types, string path)
    {
        var row = Production(types);
        var declared = $"'{path}' takes its context as 'object'; declare a real 'UserExecutionContext'";
        return (types.Contains("new Dictionary", StringComparison.Ordinal)
            ? Production(types.Replace("new Dictionary<string, object>()", "{|ECG1002:new Dictionary<string, object>()|}", StringComparison.Ordinal)).Says(declared, "'OrderAgent.Run' gets a dictionary instead of a 'UserExecutionContext'")
            : row.Says(declared)).OffersNoFix();
    }

    private static Row Production(string source) => Code(source).InProduction().And("Mark.cs", Mark);
}
