namespace ExecutionContextGuard.Rules;

public sealed class OptionalContextTests : RuleRows
{
    [Theory]
    [InlineData("IUserExecutionContext? {|ECG3002:context|} = null")]
    [InlineData("IUserExecutionContext {|ECG3002:context|} = null!")]
    [InlineData("UserExecutionContext? {|ECG3002:context|} = default")]
    public Task A_typed_path(string parameter) => Code($$"""
        public class Bus
        {
            public void Send(string topic, {{parameter}}) { }
        }
        """).InProduction().Says("'Bus.Send' lets its callers leave 'context' out; require a real 'UserExecutionContext'").OffersNoFix();

    [Fact]
    public Task Delegates_constructors_records_indexers_and_interfaces() => Code("""
        public delegate void Handler(IUserExecutionContext? {|ECG3002:user|} = null);

        public record Started(string Name, IUserExecutionContext? {|ECG3002:User|} = null);

        public class Engine
        {
            public Engine(IUserExecutionContext? {|ECG3002:user|} = null) { }

            public string this[int index, IUserExecutionContext? {|ECG3002:user|} = null] { get => ""; set { } }
        }

        public interface IEngine { void Go(IUserExecutionContext? {|ECG3002:user|} = null); }
        """).InProduction().Language(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12).Says(
            "'Handler' lets its callers leave 'user' out; require a real 'UserExecutionContext'",
            "'new Started' lets its callers leave 'User' out; require a real 'UserExecutionContext'",
            "'new Engine' lets its callers leave 'user' out; require a real 'UserExecutionContext'",
            "'Engine[]' lets its callers leave 'user' out; require a real 'UserExecutionContext'",
            "'IEngine.Go' lets its callers leave 'user' out; require a real 'UserExecutionContext'");

    [Fact]
    public Task What_repeats_an_optional_contract_is_reported_once_and_what_adds_it_is_reported() => Code("""
        public interface IEngine
        {
            void Go(IUserExecutionContext? {|ECG3002:user|} = null);
            void Stop(IUserExecutionContext? user);
        }

        public class Engine : IEngine
        {
            public virtual void Go(IUserExecutionContext? user = null) { }
            public void Stop(IUserExecutionContext? {|ECG3002:user|} = null) { }
        }

        public class FastEngine : Engine
        {
            public override void Go(IUserExecutionContext? user = null) { }
        }
        """).InProduction().Says(
            "'IEngine.Go' lets its callers leave 'user' out; require a real 'UserExecutionContext'",
            "'Engine.Stop' lets its callers leave 'user' out; require a real 'UserExecutionContext'");

    [Fact]
    public Task A_marked_path_that_is_loosely_typed_has_the_graver_finding_alone() => Code("""
        public class OrderAgent
        {
            public void Run(object? {|ECG3001:context|} = null) { }
        }
        """).InProduction().Says("'OrderAgent.Run' takes its context as 'object?'; declare a real 'UserExecutionContext'");

    [Fact]
    public Task A_required_one_a_decorator_an_accessor_and_another_default_are_silent() => Code("""
        public sealed class Traced : IUserExecutionContext
        {
            private readonly IUserExecutionContext _inner;
            public Traced(IUserExecutionContext inner, IUserExecutionContext? parent = null) => _inner = inner;
            public string UserId => _inner.UserId;
            public string ThreadId => _inner.ThreadId;
            public string RunId => _inner.RunId;
            public string RequestId => _inner.RequestId;
        }

        public class Engine
        {
            public void Go(IUserExecutionContext? user, IContextAccessor? accessor = null, CancellationToken cancellationToken = default) { }
            public void Later(Func<IUserExecutionContext>? user = null) { }
        }
        """).InProduction();

    [Fact]
    public Task Where_only_marked_paths_count_it_is_silent() => Code("""
        public class Engine { public void Go(IUserExecutionContext? user = null) { } }
        """).InProduction().EditorConfig("execution_context_guard.path_scope = marked");

    [Fact]
    public Task A_helper_of_a_test_project_may_have_a_default() => Code("""
        public class Builder { public void Go(IUserExecutionContext? user = null) { } }
        """);
}
