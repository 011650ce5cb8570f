namespace ExecutionContextGuard.Rules;

/// <summary>What is a path, by type and by mark, and what is none.</summary>
public sealed class ExecutionPathTests : RuleRows
{
    [Fact]
    public Task A_constructor() => Code("""
        class Engine { public Engine(IUserExecutionContext context) { } }

        class Tests
        {
            Engine Test() => new Engine({|ECG1001:Mock.Of<IUserExecutionContext>()|});

            Engine TargetTyped() => new({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq", "new Engine"));

    [Fact]
    public Task A_base_constructor() => Code("""
        class Engine { public Engine(IUserExecutionContext context) { } }

        class TestEngine : Engine
        {
            public TestEngine() : base({|ECG1001:Mock.Of<IUserExecutionContext>()|}) { }
        }

        class PrimaryEngine() : Engine({|ECG1003:null!|});
        """).Says(GetsDouble("Moq", "new Engine"), GetsNothing("null", "new Engine"));

    [Fact]
    public Task A_local_function_and_a_delegate() => Code("""
        delegate void Handler(IUserExecutionContext context);

        class Tests
        {
            void Test(Handler handler, Func<IUserExecutionContext, int> func)
            {
                Run({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                handler({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                func({|ECG1001:Mock.Of<IUserExecutionContext>()|});

                void Run(IUserExecutionContext context) { }
            }
        }
        """).Says(GetsDouble("Moq", "Run"), GetsDouble("Moq", "Handler"), GetsDouble("Moq", "func"));

    [Fact]
    public Task A_delegate_of_the_base_class_library_is_called_by_what_holds_it() => Code("""
        class Route
        {
            public Func<IUserExecutionContext, Task> Handler { get; } = _ => Task.CompletedTask;
            public Action<IUserExecutionContext>? Logged;
            public Action<IUserExecutionContext>? Next() => Logged;
        }

        class Tests
        {
            async Task Test(Route route)
            {
                var selector = new Predicate<IUserExecutionContext>(_ => true);
                await route.Handler({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                route.Logged?.Invoke({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                selector({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                route.Next()?.Invoke({|ECG1001:Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).Says(GetsDouble("Moq", "Route.Handler"), GetsDouble("Moq", "Route.Logged"), GetsDouble("Moq", "selector"), GetsDouble("Moq", "Action"));

    [Fact]
    public Task A_property_of_another_object() => Code("""
        class Hub { public IUserExecutionContext Context { get; set; } = null!; public IUserExecutionContext Field = null!; }

        class Tests
        {
            void Test(Hub hub)
            {
                hub.Context = {|ECG1001:Mock.Of<IUserExecutionContext>()|};
                hub.Field = {|ECG1003:null!|};
                var made = new Hub { Context = {|ECG1001:Mock.Of<IUserExecutionContext>()|} };
            }
        }
        """).Says(GetsDouble("Moq", "Hub.Context"), GetsNothing("null", "Hub.Field"), GetsDouble("Moq", "Hub.Context"));

    [Fact]
    public Task A_class_s_own_members_are_its_storage() => Code("""
        class Hub
        {
            protected IUserExecutionContext _context = null!;
            public static IUserExecutionContext Current { get; set; } = null!;

            public void Reset() { _context = null!; this._context = default!; Current = null!; Hub.Current = null!; }
        }

        class Derived : Hub
        {
            public void Clear() { _context = null!; base._context = null!; }
        }
        """);

    [Fact]
    public Task Another_class_s_static_member_is_a_path() => Code("""
        static class Ambient { public static IUserExecutionContext Current { get; set; } = null!; }

        class Tests
        {
            void Test() => Ambient.Current = {|ECG1001:Mock.Of<IUserExecutionContext>()|};
        }
        """).Says(GetsDouble("Moq", "Ambient.Current"));

    [Fact]
    public Task Types_count_after_substitution() => Code("""
        interface IHandler<TContext> { Task HandleAsync(TContext context); }

        class Tests
        {
            Task Test(IHandler<IUserExecutionContext> handler) => handler.HandleAsync({|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq", "IHandler.HandleAsync"));

    [Fact]
    public Task A_constrained_type_parameter_is_a_path() => Code("""
        class Runner<TContext> where TContext : IUserExecutionContext
        {
            public void Run(TContext context) { }

            public static void RunAny<T>(T context) where T : class, IUserExecutionContext { }
        }

        class Tests
        {
            void Test(Runner<IUserExecutionContext> runner)
            {
                runner.Run({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                Runner<UserExecutionContext>.RunAny({|ECG1001:Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).Says(GetsDouble("Moq", "Runner.Run"), GetsDouble("Moq", "Runner.RunAny"));

    [Fact]
    public Task The_base_class_library_hands_a_value_on() => Body("""
        var contexts = new List<IUserExecutionContext>();
        contexts.Add({|ECG1010:Mock.Of<IUserExecutionContext>()|});
        contexts[0] = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        var task = Task.FromResult({|ECG1010:Mock.Of<IUserExecutionContext>()|});
        var ambient = new AsyncLocal<IUserExecutionContext> { Value = {|ECG1010:Mock.Of<IUserExecutionContext>()|} };
        var byUser = new Dictionary<string, IUserExecutionContext> { ["u"] = {|ECG1010:Mock.Of<IUserExecutionContext>()|} };
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task The_receiver_of_an_extension_method_is_a_path() => Code("""
        static class ContextExtensions
        {
            public static Task RunAsync(this IUserExecutionContext context, string text) => Task.CompletedTask;
        }

        class Tests
        {
            Task Test() => {|ECG1001:Mock.Of<IUserExecutionContext>()|}.RunAsync("hello");
        }
        """).Says(GetsDouble("Moq", "ContextExtensions.RunAsync"));

    [Fact]
    public Task A_guarded_type_s_own_members_are_no_path() => Code("""
        class LoggingContext : IUserExecutionContext
        {
            private readonly IUserExecutionContext _inner;
            public LoggingContext(IUserExecutionContext inner) => _inner = inner;
            public string UserId => _inner.UserId;
            public string ThreadId => _inner.ThreadId;
            public string RunId => _inner.RunId;
            public string RequestId => _inner.RequestId;
        }

        class Tests
        {
            object Test() => new LoggingContext({|ECG1010:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task Assertions_and_logging_execute_nothing() => Body("""
        IUserExecutionContext context = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        Assert.Same(context, context);
        Assert.NotNull(context);
        Assert.Equal<IUserExecutionContext>(null!, context);
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task An_out_parameter_gives_and_does_not_take() => Code("""
        class Tests
        {
            static bool TryGet(out IUserExecutionContext context) { context = null!; return false; }

            void Test()
            {
                IUserExecutionContext context = null!;
                TryGet(out context);
            }
        }
        """);

    [Fact]
    public Task An_indexer_takes_a_context_and_is_assigned_one() => Code("""
        class Sessions
        {
            public string this[IUserExecutionContext context] => context.UserId;
            public IUserExecutionContext this[string id] { get => null!; set { } }
        }

        class Tests
        {
            void Test(Sessions sessions)
            {
                var id = sessions[{|ECG1001:Mock.Of<IUserExecutionContext>()|}];
                sessions["u"] = {|ECG1001:Mock.Of<IUserExecutionContext>()|};
                sessions["v"] = new UserExecutionContext("u", "t", "r", "q");
            }
        }
        """).Says(GetsDouble("Moq", "Sessions[]"));

    [Fact]
    public Task With_hands_a_context_to_another_object() => Code("""
        record Turn(string Text) { public IUserExecutionContext? Context { get; init; } }

        class Tests
        {
            Turn Test(Turn turn) => turn with { Context = {|ECG1001:Mock.Of<IUserExecutionContext>()|} };

            Turn Real(Turn turn) => turn with { Context = new UserExecutionContext("u", "t", "r", "q") };
        }
        """).Says(GetsDouble("Moq", "Turn.Context"));

    [Fact]
    public Task By_reference_and_as_an_operand() => Code("""
        class Meter
        {
            public void Read(in IUserExecutionContext context) { }
            public void Change(ref IUserExecutionContext context) { }

            void Test()
            {
                Read({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                IUserExecutionContext context = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
                Change(ref {|ECG1001:context|});
            }
        }
        """).Says(GetsDouble("Moq", "Meter.Read"), IsMocked("Moq"), GetsDouble("Moq", "Meter.Change"));

    [Fact]
    public Task Every_context_of_a_path_that_takes_many() => Code("""
        class Broadcast
        {
            public void ToAll(string text, params IUserExecutionContext[] contexts) { }
            public void ToEach(IEnumerable<IUserExecutionContext> contexts) { }

            void Test()
            {
                ToAll("a", new UserExecutionContext("u", "t", "r", "q"), {|ECG1001:Mock.Of<IUserExecutionContext>()|}, {|ECG1003:null!|});
                ToEach(new[] { {|ECG1001:Mock.Of<IUserExecutionContext>()|}, new UserExecutionContext("u", "t", "r", "q") });
                var list = new List<IUserExecutionContext> { {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|} };
                ToEach({|ECG1001:list|});
                ToEach(new List<IUserExecutionContext> { new UserExecutionContext("u", "t", "r", "q") });
            }
        }
        """).Says(GetsDouble("Moq", "Broadcast.ToAll"), GetsNothing("null", "Broadcast.ToAll"), GetsDouble("Moq", "Broadcast.ToEach"), IsMocked("Moq"), GetsDouble("Moq", "Broadcast.ToEach"));

    [Fact]
    public Task A_lazy_a_task_and_a_factory_of_a_context_are_no_path() => Code("""
        class Later
        {
            public void Use(Func<IUserExecutionContext> make, Lazy<IUserExecutionContext> lazy, Task<IUserExecutionContext> task) { }

            void Test() => Use(
                () => {|ECG1010:Mock.Of<IUserExecutionContext>()|},
                new Lazy<IUserExecutionContext>(() => {|ECG1010:Mock.Of<IUserExecutionContext>()|}),
                Task.FromResult({|ECG1010:Mock.Of<IUserExecutionContext>()|}));
        }
        """).Says(IsMocked("Moq"));

    [Fact]
    public Task A_dynamic_argument_of_a_typed_path() => Code("""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request, dynamic given)
            {
                await core.ExecuteAgentAsync(request, {|ECG1002:given|});
                dynamic context = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
                dynamic real = new UserExecutionContext("u", "t", "r", "q");
                await core.ExecuteAgentAsync(request, real);
            }
        }
        """).Says("'AgentExecutionCore.ExecuteAgentAsync' gets a dynamic value instead of a 'UserExecutionContext'", IsMocked("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task A_program_of_top_level_statements() => Code("""
        var core = new AgentExecutionCore();
        var context = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
        await core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|ECG1001:context|});
        await core.ExecuteAgentAsync(new AgentRequest("r", "a"), new UserExecutionContext("u", "t", "r", "q"));
        """).DoesNotCompile("CS8805").Says(IsMocked("Moq"), GetsDouble("Moq"));

    // ---- marked paths

    [Fact]
    public Task A_marked_parameter_of_type_object_takes_no_double_and_no_null() => Code("""
        class AgentExecutionPathAttribute : Attribute { }

        class Engine
        {
            public void Start(string text, [AgentExecutionPath] object context) { }

            void Test(Mock<IUserExecutionContext> given, object other)
            {
                Start("a", {|ECG1001:Mock.Of<IUserExecutionContext>()|});
                Start("b", {|ECG1001:given.Object|});
                Start("c", {|ECG1003:null!|});
                Start("d", {|ECG1002:other|});
                Start("e", new UserExecutionContext("u", "t", "r", "q"));
            }
        }
        """)
        .Says(GetsDouble("Moq", "Engine.Start"), GetsDouble("Moq", "Engine.Start"), GetsNothing("null", "Engine.Start"),
            "'Engine.Start' gets an object of unknown origin instead of a 'UserExecutionContext'");

    [Fact]
    public Task The_wrapper_itself_on_a_marked_path() => Code("""
        class AgentExecutionPathAttribute : Attribute { }

        class Engine
        {
            [AgentExecutionPath]
            public void Start(string text, object context, CancellationToken cancellationToken) { }

            void Test() => Start("a", {|ECG1001:new Mock<IUserExecutionContext>()|}, default);
        }
        """).Says(GetsDouble("Moq", "Engine.Start"));

    [Fact]
    public Task A_mark_is_inherited_by_overrides_and_implementations() => Code("""
        class AgentExecutionPathAttribute : Attribute { }

        interface IEngine { void Start([AgentExecutionPath] object state); }

        class Engine : IEngine { public virtual void Start(object state) { } }

        class FastEngine : Engine { public override void Start(object state) { } }

        class Tests
        {
            void Test(Engine engine, FastEngine fast)
            {
                engine.Start({|ECG1003:null!|});
                fast.Start({|ECG1003:null!|});
            }
        }
        """).Says(GetsNothing("null", "Engine.Start"), GetsNothing("null", "FastEngine.Start"));

    [Fact]
    public Task A_mark_on_a_member_leaves_out_what_can_hold_no_context() => Code("""
        class AgentExecutionPathAttribute : Attribute { }

        [AgentExecutionPath]
        class Engine
        {
            public void Start(string text, int times, DayOfWeek day, Action done, object state, CancellationToken token) { }
            public void Named(object first, object context) { }
            public static void Static(object state) { }
        }

        class Hub
        {
            [AgentExecutionPath] public object State { get; set; } = "";
            [AgentExecutionPath] public int this[object state] => 1;
            public delegate void Handler([AgentExecutionPath] object state);
        }

        class Tests
        {
            void Test(Engine engine, Hub hub, Hub.Handler handler)
            {
                engine.Start(null!, 1, DayOfWeek.Monday, null!, {|ECG1003:null!|}, default);
                engine.Named(null!, {|ECG1003:null!|});
                Engine.Static({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                hub.State = {|ECG1003:null!|};
                _ = hub[{|ECG1001:Mock.Of<IUserExecutionContext>()|}];
                handler({|ECG1003:null!|});
            }
        }
        """).Says(
            GetsNothing("null", "Engine.Start"), GetsNothing("null", "Engine.Named"), GetsDouble("Moq", "Engine.Static"),
            GetsNothing("null", "Hub.State"), GetsDouble("Moq", "Hub[]"), GetsNothing("null", "Handler"));

    [Fact]
    public Task The_convention_does_not_mark_what_is_typed_already() => Code("""
        class AgentRunner
        {
            public void RunAgent(IUserExecutionContext? context) { }
            public void HandleAgent(Version? context) { }
        }

        class Tests
        {
            void Test(AgentRunner runner)
            {
                runner.RunAgent(null);
                runner.RunAgent({|ECG1001:Mock.Of<IUserExecutionContext>()|});
                runner.HandleAgent(null);
                runner.HandleAgent(new Version(1, 0));
            }
        }
        """).Says(GetsDouble("Moq", "AgentRunner.RunAgent"));

    [Theory]
    [InlineData("class Engine", "ExecuteMyAgentAsync", "object context")]
    [InlineData("class Engine", "RunAgent", "dynamic ctx")]
    [InlineData("class Engine", "InvokeAgentNow", "Dictionary<string, object> userContext")]
    [InlineData("class AgentRunner", "ProcessMessage", "IDictionary<string, object> executionContext")]
    [InlineData("class TriageAgent", "Handle", "System.Text.Json.Nodes.JsonNode userExecutionContext")]
    [InlineData("class ChatOrchestrator", "Run", "System.Dynamic.ExpandoObject context")]
    [InlineData("class Supervisor", "Invoke", "object context")]
    public Task The_convention_marks_loosely_typed_parameters(string type, string method, string parameter) => Code($$"""
        {{type}} { public void {{method}}({{parameter}}) { } }

        class Tests
        {
            void Test({{type["class ".Length..]}} sut) => sut.{{method}}({|ECG1003:null!|});
        }
        """).Says(GetsNothing("null", type["class ".Length..] + "." + method));

    [Theory]
    [InlineData("class Engine", "Execute", "object context")]
    [InlineData("class Engine", "RunAgent", "object message")]
    [InlineData("class Engine", "RunAgent", "Uri context")]
    [InlineData("class Engine", "RunAgent", "string context")]
    [InlineData("class AgentRunner", "Configure", "object context")]
    public Task The_convention_marks_nothing_else(string type, string method, string parameter) => Code($$"""
        {{type}} { public void {{method}}({{parameter}}) { } }

        class Tests
        {
            void Test({{type["class ".Length..]}} sut) => sut.{{method}}(null!);
        }
        """);

    [Fact]
    public Task Without_a_guarded_type_the_convention_counts_for_nothing() => Code("""
        class AgentRunner { public void RunAgent(object context) { } }

        class Tests
        {
            void Test(AgentRunner sut) => sut.RunAgent(null!);
        }
        """).WithContext("namespace Acme { }");
}
