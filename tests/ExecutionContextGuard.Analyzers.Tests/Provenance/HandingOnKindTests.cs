using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>What a helper can be given besides a double: wrappers, nothing, stubs, loose values; and what is said of its own forward.</summary>
public sealed class HandingOnKindTests : RuleRows
{
    private const string Core = "AgentExecutionCore.ExecuteAgentAsync";
    private const string DriverPath = "AgentDriver.RunAgentAsync";

    private const string Driver = """
        public class AgentDriver
        {
            public Task RunAgentAsync(string text, object? context) => Task.CompletedTask;
        }
        """;

    private const string Run = "static Task Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest(\"r\", \"a\"), (UserExecutionContext)context);";

    private static Row WithHelper(string helper, string test) => Code($$"""
        class Tests
        {
            {{helper}}

            {{test.ReplaceLineEndings("\n    ")}}
        }
        """);

    private static string HandedOn(string member = "Run", int line = 3) => $", handed on in '{member}' (line {line})";

    private static string Loose(string kind, string handedOn = "") => $"'{DriverPath}' gets {kind}{handedOn} instead of a 'UserExecutionContext'";

    // ---- doubles and their wrappers

    [Fact]
    public Task A_double_made_in_the_argument_is_reported_there_alone() => WithHelper(Run, """
        async Task Test(AgentExecutionCore core)
        {
            await Run(core, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
            await Run(core, {|ECG1001:new Mock<IUserExecutionContext>().Object|});
            await Run(core, {|ECG1001:new Mock<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq", created: HandedOn() + ","));

    [Fact]
    public Task A_wrapper_of_Moq() => Code("""
        class Tests
        {
            static void Act(AgentExecutionCore core, Mock<IUserExecutionContext> given) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|ECG1001:given.Object|});

            void Test(AgentExecutionCore core)
            {
                var made = {|ECG1010:new Mock<IUserExecutionContext>()|};
                Act(core, {|ECG1001:made|});
                Act(core, {|ECG1001:new Mock<IUserExecutionContext>()|});
                Act(core, {|ECG1001:new()|});
            }
        }
        """).Says(
            GetsDouble("Moq"),
            IsMocked("Moq"),
            GetsDouble("Moq", created: ", handed on in 'Act' (line 3),"),
            GetsDouble("Moq", created: ", handed on in 'Act' (line 3),"),
            GetsDouble("Moq", created: ", handed on in 'Act' (line 3),"))
        .OffersNoFix();

    [Fact]
    public Task A_wrapper_of_FakeItEasy() => Code("""
        class Tests
        {
            static void Act(AgentExecutionCore core, Fake<IUserExecutionContext> given) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|ECG1001:given.FakedObject|});

            void Test(AgentExecutionCore core) => Act(core, {|ECG1001:new Fake<IUserExecutionContext>()|});
        }
        """).With(Library.FakeItEasy).Says(GetsDouble("FakeItEasy"), GetsDouble("FakeItEasy", created: ", handed on in 'Act' (line 3),")).OffersNoFix();

    [Fact]
    public Task A_wrapper_of_any_type() => Code("""
        class Tests
        {
            static void Act<T>(AgentExecutionCore core, Mock<T> given) where T : class => core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|ECG1001:(IUserExecutionContext)(object)given.Object|});

            void Test(AgentExecutionCore core)
            {
                Act(core, {|ECG1001:new Mock<IUserExecutionContext>()|});
                Act(core, new Mock<IDisposable>());
            }
        }
        """).Says(GetsDouble("Moq", type: "T"), GetsDouble("Moq", created: ", handed on in 'Act' (line 3),")).OffersNoFix();

    [Fact]
    public Task A_wrapper_that_is_handed_on_as_it_came_is_reported_where_it_is_unwrapped() => Code("""
        class Tests
        {
            static void Outer(AgentExecutionCore core, Mock<IUserExecutionContext> given) => Act(core, given);

            static void Act(AgentExecutionCore core, Mock<IUserExecutionContext> given) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|ECG1001:given.Object|});

            void Test(AgentExecutionCore core) => Outer(core, {|ECG1001:new Mock<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq"), GetsDouble("Moq", created: ", handed on in 'Act' (line 5),"));

    [Fact]
    public Task A_wrapper_given_to_a_generic_helper() => Code("""
        class Tests
        {
            static void Act<T>(AgentExecutionCore core, T given) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)(object)given!);

            void Test(AgentExecutionCore core) => Act(core, {|ECG1001:new Mock<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq", created: ", handed on in 'Act' (line 3),")).OffersNoFix();

    [Fact]
    public Task Elements_of_an_array() => Code("""
        class Tests
        {
            static void All(AgentExecutionCore core, params Mock<IUserExecutionContext>[] given)
            {
                foreach (var each in given)
                {
                    core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|ECG1001:each.Object|});
                }
            }

            void Test(AgentExecutionCore core) => All(core, {|ECG1001:new Mock<IUserExecutionContext>()|}, {|ECG1001:new()|});
        }
        """).Says(GetsDouble("Moq"), GetsDouble("Moq", created: ", handed on in 'All' (line 7),"), GetsDouble("Moq", created: ", handed on in 'All' (line 7),"));

    [Fact]
    public Task Into_a_path_that_takes_many() => Code("""
        class Broadcast
        {
            public void ToAll(params IUserExecutionContext[] contexts) { }
        }

        class Tests
        {
            static void Run(Broadcast broadcast, object context) => broadcast.ToAll({|passed:(IUserExecutionContext)context|});

            void Test(Broadcast broadcast) => Run(broadcast, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq", "Broadcast.ToAll", HandedOn(line: 8) + ","));

    [Fact]
    public Task Into_a_set_up_and_a_container() => Code("""
        class Tests
        {
            static void SetUp(Mock<IContextAccessor> accessor, object context) => accessor.Setup(a => a.Current).Returns({|passed#1:(IUserExecutionContext)context|});

            static void Register(IServiceCollection services, object context) => services.AddSingleton({|passed#2:(IUserExecutionContext)context|});

            void Test(Mock<IContextAccessor> accessor, IServiceCollection services)
            {
                SetUp(accessor, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
                Register(services, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).And("Usings2.cs", "global using Microsoft.Extensions.DependencyInjection;").WithAspNet()
        .Says(GetsDouble("Moq", "IContextAccessor.Current", HandedOn("SetUp") + ","), GetsDouble("Moq", "IServiceCollection.AddSingleton", HandedOn("Register", 5) + ","));

    [Fact]
    public Task A_ring_of_helpers_with_a_way_out() => Code("""
        class Tests
        {
            static void Ping(AgentExecutionCore core, object context, int n) => Pong(core, {|passed:context|}, n - 1);

            static void Pong(AgentExecutionCore core, object context, int n)
            {
                if (n > 0)
                {
                    Ping(core, context, n);
                }

                core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|passed:(IUserExecutionContext)context|});
            }

            void Test(AgentExecutionCore core) => Ping(core, {|ECG1001:Mock.Of<IUserExecutionContext>()|}, 3);
        }
        """).Says(GetsDouble("Moq", created: HandedOn("Pong", 12) + ","));

    [Fact]
    public Task The_nearest_of_several_paths_is_named() => Code("""
        class Hub { public void Join(IUserExecutionContext context) { } }

        class Tests
        {
            static void Run(AgentExecutionCore core, Hub hub, object context)
            {
                Inner(core, context);
                hub.Join({|passed:(IUserExecutionContext)context|});
                core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)context);
            }

            static void Inner(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "b"), (IUserExecutionContext)context);

            void Test(AgentExecutionCore core, Hub hub) => Run(core, hub, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq", "Hub.Join", HandedOn(line: 8) + ","));

    [Fact]
    public Task What_is_written_to_the_parameter_is_judged_where_it_is_handed_on() => Code("""
        class Tests
        {
            static void Run(AgentExecutionCore core, object context)
            {
                {|stored:context = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|}|};
                core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|ECG1001:(IUserExecutionContext)context|});
            }

            void Test(AgentExecutionCore core) => Run(core, new object());
        }
        """.Replace("{|stored:context = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|}|}", "context = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|}", StringComparison.Ordinal))
        .Says(IsMocked("Moq"), GetsDouble("Moq"));

    // ---- stubs, objects without a constructor, nothing

    [Fact]
    public Task A_hand_written_double() => WithHelper(Run, """
        class StubContext : IUserExecutionContext
        {
            public string UserId => "u";
            public string ThreadId => "t";
            public string RunId => "r";
            public string RequestId => "q";
        }

        Task Test(AgentExecutionCore core) => Run(core, {|ECG1004:new StubContext()|});
        """).Says($"'{Core}' gets the hand-written double 'StubContext'{HandedOn()}, instead of a real 'UserExecutionContext'");

    [Fact]
    public Task An_object_whose_constructor_did_not_run() => WithHelper(Run, """
        Task Test(AgentExecutionCore core) => Run(core, {|ECG1005:System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext))|});
        """).Says($"'{Core}' gets a 'UserExecutionContext' whose constructor did not run{HandedOn()}; construct a real 'UserExecutionContext'");

    [Fact]
    public Task Nothing() => WithHelper(Run, """
        async Task Test(AgentExecutionCore core)
        {
            await Run(core, {|ECG1003:null!|});
            await Run(core, {|ECG1003:default!|});
            await Run(core, {|ECG1003:(IUserExecutionContext)null!|});
            await Run(core, {|ECG1003:It.IsAny<IUserExecutionContext>()|});
        }
        """).Says(
            GetsNothing("null", created: HandedOn()),
            GetsNothing("default", created: HandedOn()),
            GetsNothing("null", created: HandedOn()),
            GetsNothing("matcher", created: HandedOn()));

    [Fact]
    public Task Nothing_through_two_helpers() => Code("""
        class Tests
        {
            static async Task Run(AgentExecutionCore core, object context)
            {
                var request = new AgentRequest("r", "a");
                await Inner(core, request, {|passed:context|});
            }

            static Task Inner(AgentExecutionCore core, AgentRequest request, object context)
            {
                return core.ExecuteAgentAsync(request, {|passed:(context as IUserExecutionContext)|}!);
            }

            Task Test(AgentExecutionCore core) => Run(core, {|ECG1003:null!|});
        }
        """.Replace("{|passed:(context as IUserExecutionContext)|}", "({|passed:context as IUserExecutionContext|})", StringComparison.Ordinal))
        .Says(GetsNothing("null", created: HandedOn("Inner", 11)));

    // ---- loose values, and what a helper says of its own forward

    [Fact]
    public Task A_dictionary_parameter_of_a_marked_path() => Code("""
        class Tests
        {
            static Task Act(AgentDriver driver, Dictionary<string, object> values) => driver.RunAgentAsync("a", {|ECG1002:values|});

            Task Test(AgentDriver driver) => Act(driver, {|ECG1002:new Dictionary<string, object> { ["user_id"] = "u" }|});

            Task Outer(AgentDriver driver, Dictionary<string, object> values) => Act(driver, values);
        }
        """).And("AgentDriver.cs", Driver).Says(Loose("a dictionary"), Loose("a dictionary", HandedOn("Act") + ",")).OffersNoFix();

    [Fact]
    public Task An_object_parameter_of_a_marked_path() => Code("""
        class Tests
        {
            static Task Run(AgentDriver driver, object state) => driver.RunAgentAsync("a", {|ECG1002:state|});

            static object Load() => Console.In;

            async Task Test(AgentDriver driver, object given)
            {
                await Run(driver, {|ECG1002:new { UserId = "u" }|});
                await Run(driver, {|ECG1002:("u", "t")|});
                await Run(driver, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
                await Run(driver, {|ECG1003:null!|});
                await Run(driver, new UserExecutionContext("u", "t", "r", "q"));
                await Run(driver, given);
                await Run(driver, "text");
            }
        }
        """).And("AgentDriver.cs", Driver).Says(
            Loose("an object of unknown origin"),
            Loose("an anonymous object", HandedOn() + ","),
            Loose("a tuple", HandedOn() + ","),
            GetsDouble("Moq", DriverPath, HandedOn() + ","),
            GetsNothing("null", DriverPath, HandedOn()));

    [Fact]
    public Task A_generic_parameter_of_a_marked_path_says_nothing_of_itself() => Code("""
        class Tests
        {
            static Task Run<T>(AgentDriver driver, T state) => driver.RunAgentAsync("a", state);

            async Task Test(AgentDriver driver, object given)
            {
                await Run(driver, {|ECG1002:new { UserId = "u" }|});
                await Run(driver, {|ECG1002:given|});
                await Run(driver, new UserExecutionContext("u", "t", "r", "q"));
            }
        }
        """).And("AgentDriver.cs", Driver).Says(Loose("an anonymous object", HandedOn() + ","), Loose("an object of unknown origin", HandedOn() + ","));

    [Fact]
    public Task A_marked_path_whose_context_is_left_out() => Code("""
        class Tests
        {
            static Task Run(AgentDriver driver, object? state = null) => driver.RunAgentAsync("a", {|ECG1002:state|});

            async Task Test(AgentDriver driver)
            {
                await {|ECG1003:Run(driver)|};
                await Run(driver, {|ECG1003:null|});
            }
        }
        """).And("AgentDriver.cs", Driver).Says(Loose("an object of unknown origin"), GetsNothing("left out", DriverPath, HandedOn()), GetsNothing("null", DriverPath, HandedOn()));

    [Fact]
    public Task A_parameter_that_is_marked_itself_is_the_path() => Code("""
        class Tests
        {
            static Task RunMyAgent(AgentDriver driver, object context) => driver.RunAgentAsync("a", context);

            static Task Start(AgentDriver driver, object state) => RunMyAgent(driver, {|ECG1002:state|});

            Task Test(AgentDriver driver) => RunMyAgent(driver, {|ECG1002:new { UserId = "u" }|});
        }
        """).And("AgentDriver.cs", Driver).Says(
            "'Tests.RunMyAgent' gets an object of unknown origin instead of a 'UserExecutionContext'",
            "'Tests.RunMyAgent' gets an anonymous object instead of a 'UserExecutionContext'");

    [Fact]
    public Task A_forward_of_what_was_written_to_the_parameter() => Code("""
        class Tests
        {
            static Task Replaced(AgentDriver driver, object state)
            {
                state = new UserExecutionContext("u", "t", "r", "q");
                return driver.RunAgentAsync("a", state);
            }

            static Task Spoilt(AgentDriver driver, object state)
            {
                state = {|created#1:new { UserId = "u" }|};
                return driver.RunAgentAsync("a", {|ECG1002:state|});
            }

            static Task Perhaps(AgentDriver driver, object state, bool real)
            {
                if (real)
                {
                    state = new UserExecutionContext("u", "t", "r", "q");
                }

                return driver.RunAgentAsync("a", {|ECG1002:state|});
            }
        }
        """).And("AgentDriver.cs", Driver).Says(Loose("an anonymous object"), Loose("an object of unknown origin"));

    [Fact]
    public Task A_forward_of_what_a_pattern_has_let_through() => Code("""
        class Tests
        {
            static Task Run(AgentDriver driver, object state) =>
                state is IUserExecutionContext context ? driver.RunAgentAsync("a", context) : Task.CompletedTask;

            async Task Test(AgentDriver driver)
            {
                await Run(driver, new { UserId = "u" });
                await Run(driver, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
            }
        }
        """).And("AgentDriver.cs", Driver).Says(GetsDouble("Moq", DriverPath, HandedOn(line: 4) + ","));

    [Fact]
    public Task Typed_and_marked_paths_are_told_apart_by_the_scope() => Code("""
        class Tests
        {
            static async Task Run(AgentExecutionCore core, AgentDriver driver, object state)
            {
                await core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)state);
                await driver.RunAgentAsync("a", {|ECG1002:state|});
            }

            Task Test(AgentExecutionCore core, AgentDriver driver) => Run(core, driver, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).And("AgentDriver.cs", Driver).EditorConfig("execution_context_guard.path_scope = marked")
        .Says(Loose("an object of unknown origin"), GetsDouble("Moq", DriverPath, HandedOn(line: 6) + ","));

    [Fact]
    public Task A_dynamic_parameter_of_a_typed_path() => Code("""
        class Tests
        {
            static Task Run(AgentExecutionCore core, dynamic given) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|ECG1002:given|});

            async Task Test(AgentExecutionCore core, object other)
            {
                await Run(core, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
                await Run(core, new UserExecutionContext("u", "t", "r", "q"));
                await Run(core, other);
            }
        }
        """).Says($"'{Core}' gets a dynamic value instead of a 'UserExecutionContext'", GetsDouble("Moq", created: HandedOn() + ","));

    // ---- the fix

    [Fact]
    public Task The_fix_constructs_a_real_context_for_a_helper_that_takes_an_object() => WithHelper(Run, """
        async Task Answers(AgentExecutionCore core)
        {
            var userContext = {|ECG1010:new Mock<IUserExecutionContext>()|};
            userContext.SetupGet(c => c.UserId).Returns("user-123");
            await Run(core, {|ECG1001:userContext.Object|});
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: HandedOn() + ",")).FixedTo("""
        class Tests
        {
            static Task Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (UserExecutionContext)context);

            async Task Answers(AgentExecutionCore core)
            {
                var userContext = new UserExecutionContext(
                    userId: "user-123",
                    threadId: "thread-answers",
                    runId: "run-answers",
                    requestId: "request-answers");
                await Run(core, userContext);
            }
        }
        """);

    [Fact]
    public Task The_fix_replaces_null_for_a_helper_that_takes_an_object() => WithHelper(Run, """
        async Task Answers(AgentExecutionCore core)
        {
            await Run(core, {|ECG1003:null!|});
        }
        """).Says(GetsNothing("null", created: HandedOn())).FixedTo("""
        class Tests
        {
            static Task Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (UserExecutionContext)context);

            async Task Answers(AgentExecutionCore core)
            {
                await Run(core, new UserExecutionContext(
                    userId: "user-answers",
                    threadId: "thread-answers",
                    runId: "run-answers",
                    requestId: "request-answers"));
            }
        }
        """);

    [Theory]
    [InlineData("Mock.Get((IUserExecutionContext)context).SetupGet(c => c.UserId).Returns(\"user-123\");")]
    [InlineData("var typed = (IUserExecutionContext)context;\nMock.Get(typed).SetupGet(c => c.UserId).Returns(\"user-123\");")]
    [InlineData("if (context is IUserExecutionContext typed)\n{\n    Mock.Get(typed).SetupGet(c => c.UserId).Returns(\"user-123\");\n}\n")]
    [InlineData("if (context is not IUserExecutionContext typed)\n{\n    throw new ArgumentException(\"No context.\");\n}\n\nMock.Get(typed).Verify(c => c.UserId, Times.Never());")]
    public Task The_fix_declines_where_the_helper_sets_the_double_up_or_checks_it(string statements) => Code($$"""
        class Tests
        {
            static void Run(AgentExecutionCore core, object context)
            {
                core.ExecuteAgentAsync(new AgentRequest("r", "a"), (IUserExecutionContext)context);
                {{statements.ReplaceLineEndings("\n        ")}}
            }

            void Answers(AgentExecutionCore core) => Run(core, {|ECG1001:Mock.Of<IUserExecutionContext>()|});
        }
        """).Says(GetsDouble("Moq", created: HandedOn(line: 5) + ",")).OffersNoFix();

    [Fact]
    public Task The_fix_declines_where_the_helper_takes_the_wrapper_out_of_an_object() => Code("""
        class Tests
        {
            static Task Run(AgentExecutionCore core, object given) =>
                core.ExecuteAgentAsync(new AgentRequest("r", "a"), {|ECG1001:((Mock<IUserExecutionContext>)given).Object|});

            async Task Answers(AgentExecutionCore core)
            {
                var made = {|ECG1010:new Mock<IUserExecutionContext>()|};
                await Run(core, {|ECG1001:made|});
            }
        }
        """).Says(GetsDouble("Moq"), IsMocked("Moq"), GetsDouble("Moq", created: HandedOn(line: 4) + ",")).OffersNoFix();

    [Fact]
    public Task One_fix_for_a_double_that_goes_both_ways() => WithHelper(Run, """
        async Task Answers(AgentExecutionCore core)
        {
            var userContext = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
            await Run(core, {|ECG1001:userContext|});
            await core.ExecuteAgentAsync(new AgentRequest("r", "b"), {|ECG1001:userContext|});
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: HandedOn() + ","), GetsDouble("Moq")).FixedTo("""
        class Tests
        {
            static Task Run(AgentExecutionCore core, object context) => core.ExecuteAgentAsync(new AgentRequest("r", "a"), (UserExecutionContext)context);

            async Task Answers(AgentExecutionCore core)
            {
                var userContext = new UserExecutionContext(
                    userId: "user-answers",
                    threadId: "thread-answers",
                    runId: "run-answers",
                    requestId: "request-answers");
                await Run(core, userContext);
                await core.ExecuteAgentAsync(new AgentRequest("r", "b"), userContext);
            }
        }
        """);
}
