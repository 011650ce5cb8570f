using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>Helpers that hand nothing on for certain, and arguments that they are right to take.</summary>
public sealed class HandingOnSilentTests : RuleRows
{
    private const string Real = "new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")";

    /// <summary>A helper of the test class, called with a double that is reported where it is made and nowhere else.</summary>
    private static Row Helper(string helper, string call = "Run(core, made);") => Code($$"""
        class Tests
        {
            {{helper.ReplaceLineEndings("\n    ")}}

            void Test(AgentExecutionCore core)
            {
                IUserExecutionContext made = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
                {{call}}
            }
        }
        """).Says(IsMocked("Moq"));

    [Theory]
    [InlineData("static void Run(AgentExecutionCore core, object context) => Console.WriteLine(context);")]
    [InlineData("static void Run(AgentExecutionCore core, object context) => Assert.NotNull(context);")]
    [InlineData("static void Run(AgentExecutionCore core, object context) => Assert.Same(context, (IUserExecutionContext)context);")]
    [InlineData("static bool Run(AgentExecutionCore core, object context) => ReferenceEquals(context, null) || context.Equals((IUserExecutionContext)context);")]
    [InlineData("static string Run(AgentExecutionCore core, object context) => ((IUserExecutionContext)context).UserId;")]
    [InlineData("static object? s_last;\nstatic void Run(AgentExecutionCore core, object context) => s_last = context;")]
    [InlineData("IUserExecutionContext? _last;\nvoid Run(AgentExecutionCore core, object context) => _last = (IUserExecutionContext)context;")]
    [InlineData("static List<IUserExecutionContext> Run(AgentExecutionCore core, object context) => new() { (IUserExecutionContext)context };")]
    [InlineData("static Task Run(AgentExecutionCore core, object context) => Task.FromResult((IUserExecutionContext)context);")]
    [InlineData("static Type Run<T>(AgentExecutionCore core, T context) where T : class => typeof(T);", "Run<object>(core, made);")]
    public Task It_looks_at_it_or_keeps_it(string helper, string? call = null) => call is null ? Helper(helper) : Helper(helper, call);

    /// <summary>The helper within leads to a path, and is given something that the context is not.</summary>
    [Theory]
    [InlineData("context.ToString()!")]
    [InlineData("((IUserExecutionContext)context).UserId")]
    [InlineData("context.GetHashCode()")]
    [InlineData("context is null")]
    [InlineData("(object)$\"{context}\"")]
    [InlineData("new Exception(context.ToString())")]
    [InlineData("() => context")]
    public Task It_hands_on_something_else(string given) => Helper($$"""
        static void Inner(AgentExecutionCore core, object given) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)given);
        static void Run(AgentExecutionCore core, object context) => Inner(core, {{given}});
        """);

    [Theory]
    [InlineData("context = " + Real + ";")]
    [InlineData("if (core is null) { context = " + Real + "; } else { context = new UserExecutionContext(\"a\", \"b\", \"c\", \"d\"); }")]
    [InlineData("(context, var other) = (" + Real + ", 1);")]
    [InlineData("Replace(ref context);")]
    public Task It_is_replaced_first(string statement) => Helper($$"""
        static void Run(AgentExecutionCore core, object context)
        {
            {{statement}}
            core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)context);
        }

        static void Replace(ref object context) => context = {{Real}};
        """);

    [Fact]
    public Task It_is_replaced_before_the_lambda_runs() => Helper($$"""
        static void Run(AgentExecutionCore core, object context)
        {
            Action run = () => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)context);
            context = {{Real}};
            run();
        }
        """);

    [Theory]
    [InlineData("await Assert.ThrowsAsync<InvalidCastException>(() => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (UserExecutionContext)context));")]
    [InlineData("var act = () => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (UserExecutionContext)context); await Assert.ThrowsAsync<InvalidCastException>(act);")]
    [InlineData("Task Act() => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (UserExecutionContext)context); await Assert.ThrowsAsync<InvalidCastException>(Act);")]
    [InlineData("var error = await Record.ExceptionAsync(() => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (UserExecutionContext)context));")]
    public Task It_is_expected_to_be_refused(string statements) => Helper($$"""
        static async Task Run(AgentExecutionCore core, object context)
        {
            {{statements}}
        }
        """);

    [Fact]
    public Task It_is_expected_to_be_refused_with_FluentAssertions() => Helper("""
        static async Task Run(AgentExecutionCore core, object context)
        {
            var act = () => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (UserExecutionContext)context);
            await act.Should().ThrowAsync<InvalidCastException>();
        }
        """).With(Library.FluentAssertions);

    [Fact]
    public Task It_is_expected_to_be_refused_by_the_caller() => Code("""
        class Tests
        {
            static Task Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (UserExecutionContext)context);

            async Task Test(AgentExecutionCore core)
            {
                await Assert.ThrowsAsync<InvalidCastException>(() => Run(core, Mock.Of<IUserExecutionContext>()));
                await Assert.ThrowsAsync<InvalidCastException>(() => Run(core, null!));
            }
        }
        """);

    [Fact]
    public Task It_is_only_described_to_a_mocking_library() => Code("""
        public interface IRunner { Task RunAsync(IUserExecutionContext context); }

        class Tests
        {
            static void Expect(Mock<IRunner> runner, object context) => runner.Setup(r => r.RunAsync((IUserExecutionContext)context));

            static void Check(Mock<IRunner> runner, object context) => runner.Verify(r => r.RunAsync((IUserExecutionContext)context), Times.Once());

            void Test(Mock<IRunner> runner)
            {
                IUserExecutionContext made = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
                Expect(runner, made);
                Check(runner, made);
            }
        }
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task Somebody_has_allowed_it() => Code("""
        class AllowContextDoubleAttribute : Attribute { public AllowContextDoubleAttribute(string reason) { } }

        class Tests
        {
            [AllowContextDouble("Shows what the core does with a double.")]
            static Task Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)context);

            static Task Other(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)context);

            Task Test(AgentExecutionCore core) => Run(core, {|ECG1010:Mock.Of<IUserExecutionContext>()|});

            [AllowContextDouble("Shows what the core does with a double.")]
            Task TestOther(AgentExecutionCore core) => Other(core, Mock.Of<IUserExecutionContext>());
        }
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task Four_calls_deep() => Helper("""
        static Task Run(AgentExecutionCore core, object context) => Second(core, context);
        static Task Second(AgentExecutionCore core, object context) => Third(core, context);
        static Task Third(AgentExecutionCore core, object context) => Fourth(core, context);
        static Task Fourth(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)context);
        """);

    [Fact]
    public Task A_ring_of_helpers_that_never_gets_there() => Helper("""
        static void Run(AgentExecutionCore core, object context) => Second(core, context);
        static void Second(AgentExecutionCore core, object context) { Run(core, context); Second(core, context); }
        """);

    [Theory]
    [InlineData("abstract class Runner { public abstract void Run(AgentExecutionCore core, object context); }")]
    [InlineData("interface Runner { void Run(AgentExecutionCore core, object context); }")]
    [InlineData("interface Runner { void Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (IUserExecutionContext)context); }")]
    [InlineData("class Runner { public virtual void Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (IUserExecutionContext)context); }")]
    [InlineData("class Base { public virtual void Run(AgentExecutionCore core, object context) { } }\nclass Runner : Base { public override void Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (IUserExecutionContext)context); }")]
    public Task Which_implementation_runs_is_not_certain(string runner) => Code($$"""
        {{runner}}

        class Tests
        {
            void Test(Runner runner, AgentExecutionCore core) => runner.Run(core, {|ECG1010:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says(IsMocked("Moq"));

    [Theory]
    [InlineData("Action<AgentExecutionCore, object> Run", "")]
    [InlineData("bool one", "Action<AgentExecutionCore, object> Run = (core, context) => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (IUserExecutionContext)context); if (one) { Run = (_, _) => { }; }")]
    public Task Which_delegate_runs_is_not_certain(string parameter, string statement) => Code($$"""
        class Tests
        {
            void Test(AgentExecutionCore core, {{parameter}})
            {
                {{statement}}
                Run(core, {|ECG1010:Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).Says(IsMocked("Moq"));

    [Theory]
    [InlineData("if (context is UserExecutionContext real) { core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), real); }")]
    [InlineData("if (context is not UserExecutionContext real) { throw new ArgumentException(\"Refused.\"); } core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), real);")]
    [InlineData("if (context as UserExecutionContext is { } real) { core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), real); }")]
    [InlineData("var real = context as UserExecutionContext; if (real is null) { throw new ArgumentException(\"Refused.\"); } core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), real);")]
    [InlineData("switch (context) { case UserExecutionContext real: core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), real); break; }")]
    public Task It_lets_only_the_real_type_through(string statements) => Helper($$"""
        static void Run(AgentExecutionCore core, object context)
        {
            {{statements}}
        }
        """);

    /// <summary>Null is refused, replaced, or goes another way.</summary>
    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(context);")]
    [InlineData("if (context is null) { throw new ArgumentNullException(nameof(context)); }")]
    [InlineData("if (context == null) { return; }")]
    [InlineData("_ = context ?? throw new ArgumentNullException(nameof(context));")]
    [InlineData("Check(context);")]
    [InlineData("Assert.NotNull(context);")]
    [InlineData("var text = context.ToString();")]
    [InlineData("context ??= " + Real + ";")]
    [InlineData("if (skip) { return; }")]
    [InlineData("if (!skip)")]
    [InlineData("while (!skip)")]
    public Task Null_may_not_get_there(string statement) => Code($$"""
        #nullable disable
        class Tests
        {
            static void Check(object context) { }

            static void Run(AgentExecutionCore core, object context, bool skip)
            {
                {{statement}}
                core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)context);
            }

            void Test(AgentExecutionCore core)
            {
                Run(core, null, true);
                Run(core, default, true);
                object nothing = null;
                Run(core, nothing, true);
            }
        }
        """);

    [Theory]
    [InlineData("context ?? " + Real)]
    [InlineData("(IUserExecutionContext)(context is null ? " + Real + " : context)")]
    public Task Null_is_replaced_in_the_argument(string argument) => Code($$"""
        class Tests
        {
            static void Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)({{argument}}));

            void Test(AgentExecutionCore core) => Run(core, null!);
        }
        """);

    [Fact]
    public Task A_parameter_that_is_declared_nullable_takes_null() => Code("""
        class Tests
        {
            static void Run(AgentExecutionCore core, object? context = null) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)context!);

            void Test(AgentExecutionCore core)
            {
                Run(core, null);
                Run(core);
            }
        }
        """);

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("42")]
    [InlineData("new Version(1, 0)")]
    [InlineData("new Uri(\"https://example.org\")")]
    [InlineData("Mock.Of<IDisposable>()")]
    [InlineData("new Mock<IDisposable>()")]
    [InlineData("new Mock<IDisposable>().Object")]
    [InlineData("given")]
    [InlineData("(object)Mock.Of<IDisposable>()")]
    [InlineData("new { UserId = \"u\" }")]
    [InlineData("new Dictionary<string, object>()")]
    [InlineData(Real)]
    public Task What_a_typed_path_is_not_given_for_a_context(string argument) => Code($$"""
        class Tests
        {
            static void Run(AgentExecutionCore core, object message)
            {
                if (message is IUserExecutionContext context)
                {
                    core.ExecuteAgentAsync(new AgentRequest("r", "a"), context);
                }
            }

            void Test(AgentExecutionCore core, object given) => Run(core, {{argument}});
        }
        """);

    [Fact]
    public Task A_part_of_what_is_given() => Code("""
        class Tests
        {
            static void FromTuple(AgentExecutionCore core, (object First, object Second) pair) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)pair.First);

            static void FromBag(AgentExecutionCore core, Dictionary<string, object> values) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)values["context"]);

            void Test(AgentExecutionCore core)
            {
                FromTuple(core, (new UserExecutionContext("u", "t", "r", "q"), {|ECG1010:Mock.Of<IUserExecutionContext>()|}));
                FromBag(core, new Dictionary<string, object> { ["context"] = new UserExecutionContext("u", "t", "r", "q"), ["other"] = {|ECG1010:Mock.Of<IUserExecutionContext>()|} });
            }
        }
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task A_helper_that_the_configuration_takes_out() => Helper(
        "static void Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (IUserExecutionContext)context);")
        .EditorConfig("execution_context_guard.excluded_paths = M:Tests.Run");

    [Fact]
    public Task Only_marked_paths_are_asked_for() => Helper(
        "static void Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (IUserExecutionContext)context);")
        .EditorConfig("execution_context_guard.path_scope = marked");

    [Fact]
    public Task A_helper_of_another_assembly_is_not_looked_into() => Code("""
        class Tests
        {
            void Test() => Shared.Runner.Run({|ECG1010:Mock.Of<IDisposable>()|}, Mock.Of<IDisposable>());
        }
        """.Replace("{|ECG1010:Mock.Of<IDisposable>()|}", "Mock.Of<Shared.IUserExecutionContext>()", StringComparison.Ordinal)
           .Replace("Mock.Of<Shared.IUserExecutionContext>()", "{|ECG1010:Mock.Of<Shared.IUserExecutionContext>()|}", StringComparison.Ordinal))
        .WithContext("")
        .References("Shared", ("Runner.cs", """
            namespace Shared
            {
                public interface IUserExecutionContext { string UserId { get; } }

                public static class Runner
                {
                    private static void Use(IUserExecutionContext context) { }

                    public static void Run(object context, object other) => Use((IUserExecutionContext)context);
                }
            }
            """)).Says("'IUserExecutionContext' is mocked with Moq; construct a real 'IUserExecutionContext'");
}
