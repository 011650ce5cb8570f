namespace ExecutionContextGuard.Provenance;

/// <summary>Helpers that hand a parameter of no context type on to a path: the argument of their caller is what is wrong.</summary>
public sealed class HandingOnTests : ShapeRows
{
    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_static_helper(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(AgentExecutionCore core, AgentRequest request, object context) => core.ExecuteAgentAsync(request, {|passed:(UserExecutionContext)context|});

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_method_of_the_class(string origin) => Shape(origin, """
        class Tests
        {
            private readonly AgentExecutionCore _core = new();

            private async Task Run(string text, object context)
            {
                await Task.Yield();
                await _core.ExecuteAgentAsync(new AgentRequest("r", text), {|passed:(IUserExecutionContext)context|});
            }

            async Task Test()
            {
                var made = DOUBLE;
                await Run("a", {|ECG1001:made|});
                await this.Run("b", {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 8),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_local_function(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Run({|ECG1001:made|});

                Task Run(object context) => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)context|});
            }
        }
        """, ", handed on in 'Run' (line 8),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_extension_method_on_object(string origin) => Shape(origin, """
        static class Running
        {
            public static Task RunAsync(this object context, AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)context|});
        }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await {|ECG1001:made|}.RunAsync(core, request);
            }
        }
        """, ", handed on in 'RunAsync' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_constructor(string origin) => Shape(origin, """
        class Session
        {
            public Session(AgentExecutionCore core, AgentRequest request, object context) => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)context|});
        }

        class Tests
        {
            void Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                var first = new Session(core, request, {|ECG1001:made|});
                Session second = new(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'new Session' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_constructor_that_calls_another_one(string origin) => Shape(origin, """
        class Session
        {
            public Session(IUserExecutionContext context) { }

            public Session(object context) : this({|passed:(IUserExecutionContext)context|}) { }
        }

        class Tests
        {
            void Test()
            {
                object made = DOUBLE;
                var session = new Session({|ECG1001:made|});
            }
        }
        """, ", handed on in 'new Session' (line 5),", "new Session");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_primary_constructor_that_calls_the_base_s(string origin) => Shape(origin, """
        class Session
        {
            public Session(IUserExecutionContext context) { }
        }

        class TestSession(object context) : Session({|passed:(IUserExecutionContext)context|});

        class Tests
        {
            void Test()
            {
                object made = DOUBLE;
                var session = new TestSession({|ECG1001:made|});
            }
        }
        """, ", handed on in 'TestSession' (line 6),", "new Session");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_generic_method_that_is_given_an_object(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run<T>(AgentExecutionCore core, AgentRequest request, T context) => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)(object)context!|});

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                object made = DOUBLE;
                await Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_generic_class_that_is_given_an_object(string origin) => Shape(origin, """
        class Harness<T>
        {
            public Task Run(AgentExecutionCore core, AgentRequest request, T context) => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)(object)context!|});
        }

        class Tests
        {
            async Task Test(Harness<object> harness, AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await harness.Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task By_way_of_as_and_a_local(string origin) => Shape(origin, """
        class Tests
        {
            static async Task Run(AgentExecutionCore core, AgentRequest request, object context)
            {
                var typed = context as IUserExecutionContext;
                await Task.Yield();
                await core.ExecuteAgentAsync(request, {|passed:typed|}!);
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 7),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task By_way_of_a_pattern(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(AgentExecutionCore core, AgentRequest request, object context)
            {
                if (context is not IUserExecutionContext typed)
                {
                    throw new ArgumentException("No context.", nameof(context));
                }

                return core.ExecuteAgentAsync(request, {|passed:typed|});
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 10),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task By_way_of_a_switch(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(AgentExecutionCore core, AgentRequest request, object message)
            {
                switch (message)
                {
                    case string text:
                        return Task.FromResult(text);
                    case IUserExecutionContext context:
                        return core.ExecuteAgentAsync(request, {|passed:context|});
                    default:
                        return Task.CompletedTask;
                }
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 10),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task By_way_of_a_helper_that_hands_it_back(string origin) => Shape(origin, """
        class Tests
        {
            static T As<T>(object value) => (T)value;

            static Task Run(AgentExecutionCore core, AgentRequest request, object context) => core.ExecuteAgentAsync(request, {|passed:As<IUserExecutionContext>(context)|});

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task In_a_lambda_that_captures_it(string origin) => Shape(origin, """
        class Tests
        {
            static Task Retry(Func<Task> attempt) => attempt();

            static Task Run(AgentExecutionCore core, AgentRequest request, object context) =>
                Retry(() => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)context|}));

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 6),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task In_a_local_function_that_captures_it(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(AgentExecutionCore core, AgentRequest request, object context)
            {
                return Inner();

                Task Inner() => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)context|});
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Inner' (line 7),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_iterator(string origin) => Shape(origin, """
        class Tests
        {
            static IEnumerable<Task> Run(AgentExecutionCore core, AgentRequest request, object context)
            {
                yield return Task.CompletedTask;
                yield return core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)context|});
            }

            void Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                Task.WaitAll(Run(core, request, {|ECG1001:made|}).ToArray());
            }
        }
        """, ", handed on in 'Run' (line 6),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_helper_of_a_helper_of_a_helper(string origin) => Shape(origin, """
        class Tests
        {
            static Task Outer(AgentExecutionCore core, AgentRequest request, object context) => Middle({|passed:context|}, core, request);

            static Task Middle(object given, AgentExecutionCore core, AgentRequest request) => Inner(core, request, {|passed:given|});

            static Task Inner(AgentExecutionCore core, AgentRequest request, object last) => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)last|});

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Outer(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Inner' (line 7),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Named_and_reordered_arguments(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(object other, object context, AgentExecutionCore core) => core.ExecuteAgentAsync(userContext: {|passed:(IUserExecutionContext)context|}, request: new AgentRequest("r", "a"));

            async Task Test(AgentExecutionCore core)
            {
                var made = DOUBLE;
                await Run(core: core, context: {|ECG1001:made|}, other: made);
            }
        }
        """, ", handed on in 'Run' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Several_of_a_params_array(string origin) => Shape(origin, """
        class Tests
        {
            static async Task RunAll(AgentExecutionCore core, params object[] contexts)
            {
                foreach (var context in contexts)
                {
                    await core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});
                }
            }

            async Task Test(AgentExecutionCore core)
            {
                var made = DOUBLE;
                await RunAll(core, new UserExecutionContext("u", "t", "r", "q"), {|ECG1001:made|});
            }
        }
        """, ", handed on in 'RunAll' (line 7),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Several_that_another_helper_is_given(string origin) => Shape(origin, """
        class Tests
        {
            static async Task Each(AgentExecutionCore core, IEnumerable<object> contexts)
            {
                foreach (var context in contexts)
                {
                    await core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});
                }
            }

            static Task RunAll(AgentExecutionCore core, params object[] contexts) => Each(core, {|passed:contexts|});

            async Task Test(AgentExecutionCore core)
            {
                var made = DOUBLE;
                await RunAll(core, new UserExecutionContext("u", "t", "r", "q"), {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Each' (line 7),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_property_of_another_object(string origin) => Shape(origin, """
        class Hub { public IUserExecutionContext Context { get; set; } = null!; }

        class Tests
        {
            static void Fill(Hub hub, object context) => hub.Context = {|passed:(IUserExecutionContext)context|};

            void Test(Hub hub)
            {
                var made = DOUBLE;
                Fill(hub, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Fill' (line 5),", "Hub.Context");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_lambda_in_a_local(string origin) => Shape(origin, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                Func<object, Task> run = context => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)context|});
                var made = DOUBLE;
                await run({|ECG1001:made|});
            }
        }
        """, ", handed on in 'Test' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_method_group_in_a_local(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(object context) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});

            async Task Test()
            {
                Func<object, Task> run = Run;
                var made = DOUBLE;
                await run({|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Made_by_another_helper(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});

            static IUserExecutionContext Make() => DOUBLE;

            async Task Test(AgentExecutionCore core)
            {
                await Run(core, {|ECG1001:Make()|});
            }
        }
        """, ", created in 'Make' (line 5) and handed on in 'Run' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_base_class_in_another_file(string origin) => Shape(origin, """
        class Tests : TestBase
        {
            async Task Test()
            {
                var made = DOUBLE;
                await Run("a", {|ECG1001:made|});
                await base.Run("b", {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 5),").And("TestBase.cs", origin == "a real context" ? TestBase : TestBase.Replace("(IUserExecutionContext)context", "{|passed:(IUserExecutionContext)context|}", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_partial_method(string origin) => Shape(origin, """
        partial class Tests
        {
            private partial Task Run(object context);

            async Task Test()
            {
                var made = DOUBLE;
                await Run({|ECG1001:made|});
            }
        }

        partial class Tests
        {
            private partial Task Run(object context) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});
        }
        """, ", handed on in 'Run' (line 14),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_override_of_a_sealed_class(string origin) => Shape(origin, """
        abstract class Runner { public abstract Task Run(object context); }

        sealed class CoreRunner : Runner
        {
            public override Task Run(object context) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});
        }

        class Tests
        {
            async Task Test(CoreRunner runner)
            {
                var made = DOUBLE;
                await runner.Run({|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_virtual_method_of_an_object_just_made(string origin) => Shape(origin, """
        class Runner
        {
            public virtual Task Run(object context) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});
        }

        class Tests
        {
            async Task Test()
            {
                var made = DOUBLE;
                await new Runner().Run({|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Of_two_branches_one_hands_it_on(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(AgentExecutionCore core, object context, bool real)
            {
                object used = real ? new UserExecutionContext("u", "t", "r", "q") : context;
                return core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)used|});
            }

            async Task Test(AgentExecutionCore core)
            {
                var made = DOUBLE;
                await Run(core, {|ECG1001:made|}, false);
            }
        }
        """, ", handed on in 'Run' (line 6),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Replaced_only_where_it_is_null(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(AgentExecutionCore core, object? context)
            {
                context ??= new UserExecutionContext("u", "t", "r", "q");
                return core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});
            }

            async Task Test(AgentExecutionCore core)
            {
                var made = DOUBLE;
                await Run(core, {|ECG1001:made|});
                await Run(core, null);
            }
        }
        """, ", handed on in 'Run' (line 6),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_helper_with_a_dynamic_parameter(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(AgentExecutionCore core, AgentRequest request, dynamic context) => core.ExecuteAgentAsync(request, {|passed:(IUserExecutionContext)context|});

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var made = DOUBLE;
                await Run(core, request, {|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_dynamic_argument(string origin) => Shape(origin, """
        class Tests
        {
            static Task Run(object context) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});

            async Task Test()
            {
                dynamic made = DOUBLE;
                await Run({|ECG1001:made|});
            }
        }
        """, ", handed on in 'Run' (line 3),");

    private const string TestBase = """
        abstract class TestBase
        {
            private readonly AgentExecutionCore _core = new();

            protected Task Run(string text, object context) => _core.ExecuteAgentAsync(new AgentRequest("r", text), (IUserExecutionContext)context);
        }
        """;
}
