using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Every other place in which a double is made: registrations, tuples, data of theories, static members, base constructors.</summary>
public sealed class PlaceTests : FixRows
{
    private const string Container = """

        public interface IServiceCollection { }

        public static class Services
        {
            public static IServiceCollection AddSingleton<T>(this IServiceCollection services, T instance) where T : class => services;
            public static IServiceCollection AddScoped<T>(this IServiceCollection services, Func<IServiceProvider, T> factory) where T : class => services;
        }
        """;

    [Fact]
    public Task A_static_field() => Mends(Library.Moq, 2, """
        class Tests
        {
            private static readonly Mock<IUserExecutionContext> s_userContext = new();

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, s_userContext.Object);
        }
        """, """
        class Tests
        {
            private static readonly UserExecutionContext s_userContext = new(
                userId: "user-tests",
                threadId: "thread-tests",
                runId: "run-tests",
                requestId: "request-tests");

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, s_userContext);
        }
        """);

    [Fact]
    public Task Beside_what_the_caller_may_have_given() => Mends(Library.NSubstitute, 2, """
        class Tests
        {
            private static Task RunAsync(AgentExecutionCore core, AgentRequest request, IUserExecutionContext? userContext = null)
            {
                userContext = userContext ?? Substitute.For<IUserExecutionContext>();
                return core.ExecuteAgentAsync(request, userContext);
            }
        }
        """, """
        class Tests
        {
            private static Task RunAsync(AgentExecutionCore core, AgentRequest request, IUserExecutionContext? userContext = null)
            {
                userContext = userContext ?? new UserExecutionContext(
                    userId: "user-run-async",
                    threadId: "thread-run-async",
                    runId: request.RunId,
                    requestId: "request-run-async");
                return core.ExecuteAgentAsync(request, userContext);
            }
        }
        """);

    [Theory]
    [InlineData("userContext ??= VALUE;")]
    [InlineData("if (userContext is null)\n        {\n            userContext = VALUE;\n        }", 4)]
    [InlineData("userContext = VALUE;")]
    public Task In_a_parameter(string statement, int indent = 0)
    {
        return Mends(Library.NSubstitute, 2, Helper("Substitute.For<IUserExecutionContext>()"), Helper("""
            new UserExecutionContext(
                        userId: "user-run-async",
                        threadId: "thread-run-async",
                        runId: request.RunId,
                        requestId: "request-run-async")
            """.Replace("\n", "\n" + new string(' ', indent), StringComparison.Ordinal)));

        string Helper(string value) => $$"""
            class Tests
            {
                private static Task RunAsync(AgentExecutionCore core, AgentRequest request, IUserExecutionContext? userContext = null)
                {
                    {{statement.Replace("VALUE", value)}}
                    return core.ExecuteAgentAsync(request, userContext);
                }
            }
            """;
    }

    /// <summary>What is done to a parameter is done to what the caller gave, too, of which nothing is known here.</summary>
    [Theory]
    [InlineData(nameof(DeclineWord.LateSetup), "userContext ??= Substitute.For<IUserExecutionContext>();\nuserContext.UserId.Returns(\"user-7\");")]
    [InlineData(nameof(DeclineWord.Verified), "userContext ??= Substitute.For<IUserExecutionContext>();\n_ = userContext.Received().UserId;")]
    [InlineData(nameof(DeclineWord.Unsupported), "userContext ??= Substitute.For<IUserExecutionContext>();\nvar other = userContext;\nother.UserId.Returns(\"user-7\");")]
    [InlineData(nameof(DeclineWord.Unsupported), "userContext ??= Substitute.For<IUserExecutionContext>();\nIUserExecutionContext other;\nother = userContext;\nother.UserId.Returns(\"user-7\");")]
    [InlineData(nameof(DeclineWord.Unsupported), "userContext = userContext ?? Substitute.For<IUserExecutionContext>();\nif (userContext is { } other) { other.UserId.Returns(\"user-7\"); }")]
    // What is empty now would be an ID.
    [InlineData(nameof(DeclineWord.EmptyIdentity), "userContext ??= Substitute.For<IUserExecutionContext>();\n_ = userContext?.UserId + userContext.RunId;")]
    [InlineData(nameof(DeclineWord.Unsupported), "object? seen = userContext ??= Substitute.For<IUserExecutionContext>();")]
    public Task Not_in_a_parameter_that_is_set_up(string reason, string statements) => Leaves(Enum.Parse<DeclineWord>(reason), Library.NSubstitute, 2, $$"""
        class Tests
        {
            private static Task RunAsync(AgentExecutionCore core, AgentRequest request, IUserExecutionContext? userContext = null)
            {
                {{statements}}
                return core.ExecuteAgentAsync(request, userContext);
            }
        }
        """);

    /// <summary>Whoever calls the helper may set up what it gives back.</summary>
    [Fact]
    public Task Not_in_a_parameter_that_is_given_back() => Leaves(DeclineWord.Unsupported, Library.NSubstitute, 2, """
        class Tests
        {
            private static IUserExecutionContext Run(AgentExecutionCore core, AgentRequest request, IUserExecutionContext? userContext = null)
            {
                userContext ??= Substitute.For<IUserExecutionContext>();
                _ = core.ExecuteAgentAsync(request, userContext);
                return userContext;
            }
        }
        """);

    [Fact]
    public Task A_set_up_method_in_one_line() => Mends(Library.NSubstitute, 2, """
        class Tests
        {
            private IUserExecutionContext _userContext = null!;

            public void SetUp() => _userContext = Substitute.For<IUserExecutionContext>();

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }
        """, """
        class Tests
        {
            private UserExecutionContext _userContext = null!;

            public void SetUp() => _userContext = new UserExecutionContext(
                userId: "user-set-up",
                threadId: "thread-set-up",
                runId: "run-set-up",
                requestId: "request-set-up");

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }
        """);

    [Fact]
    public Task The_argument_of_a_primary_base_constructor() => Mends(Library.Moq, 1, """
        class Base(IUserExecutionContext userContext)
        {
            public IUserExecutionContext UserContext => userContext;
        }

        class Tests(string userId, string threadId, string runId, string requestId) : Base(Mock.Of<IUserExecutionContext>());
        """, """
        class Base(IUserExecutionContext userContext)
        {
            public IUserExecutionContext UserContext => userContext;
        }

        class Tests(string userId, string threadId, string runId, string requestId) : Base(new UserExecutionContext(
            userId: userId,
            threadId: threadId,
            runId: runId,
            requestId: requestId));
        """);

    [Fact]
    public Task A_field_beside_a_primary_constructor() => Mends(Library.Moq, 2, """
        class Tests(string runId)
        {
            private readonly Mock<IUserExecutionContext> _userContext = new();

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext.Object);
        }
        """, """
        class Tests(string runId)
        {
            private readonly UserExecutionContext _userContext = new(
                userId: "user-tests",
                threadId: "thread-tests",
                runId: runId,
                requestId: "request-tests");

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }
        """);

    [Fact]
    public Task A_registration_keeps_the_service_s_type() => Mends(Library.Moq, 2, """
        class Tests
        {
            void Test(IServiceCollection services)
            {
                var userContext = new Mock<IUserExecutionContext>();
                services.AddSingleton(userContext.Object);
            }
        }
        """ + Container, """
        class Tests
        {
            void Test(IServiceCollection services)
            {
                IUserExecutionContext userContext = new UserExecutionContext(
                    userId: "user-test",
                    threadId: "thread-test",
                    runId: "run-test",
                    requestId: "request-test");
                services.AddSingleton(userContext);
            }
        }
        """ + Container);

    [Fact]
    public Task A_registration_that_says_the_type_needs_no_cast() => Mends(Library.Moq, 1, """
        class Tests
        {
            void Test(IServiceCollection services) => services.AddScoped<IUserExecutionContext>(_ => Mock.Of<IUserExecutionContext>());
        }
        """ + Container, """
        class Tests
        {
            void Test(IServiceCollection services) => services.AddScoped<IUserExecutionContext>(_ => new UserExecutionContext(
                userId: "user-test",
                threadId: "thread-test",
                runId: "run-test",
                requestId: "request-test"));
        }
        """ + Container);

    [Fact]
    public Task A_registration_that_infers_it_from_a_lambda_does() => Mends(Library.Moq, 1, """
        class Tests
        {
            void Test(IServiceCollection services) => services.AddScoped(_ => Mock.Of<IUserExecutionContext>());
        }
        """ + Container, """
        class Tests
        {
            void Test(IServiceCollection services) => services.AddScoped(_ => (IUserExecutionContext)new UserExecutionContext(
                userId: "user-test",
                threadId: "thread-test",
                runId: "run-test",
                requestId: "request-test"));
        }
        """ + Container);

    [Fact]
    public Task A_task_keeps_the_type_that_is_asked_of_it() => Mends(Library.NSubstitute, 2, """
        class Tests
        {
            async Task Test(AgentExecutionCore core) => await core.ExecuteAgentAsync(null!, await CreateAsync());

            static Task<IUserExecutionContext> CreateAsync()
            {
                var userContext = Substitute.For<IUserExecutionContext>();
                return Task.FromResult(userContext);
            }
        }
        """, """
        class Tests
        {
            async Task Test(AgentExecutionCore core) => await core.ExecuteAgentAsync(null!, await CreateAsync());

            static Task<IUserExecutionContext> CreateAsync()
            {
                IUserExecutionContext userContext = new UserExecutionContext(
                    userId: "user-create-async",
                    threadId: "thread-create-async",
                    runId: "run-create-async",
                    requestId: "request-create-async");
                return Task.FromResult(userContext);
            }
        }
        """);

    [Fact]
    public Task A_tuple() => Mends(Library.Moq, 2, """
        class Tests
        {
            Task Test(AgentExecutionCore core)
            {
                (IUserExecutionContext Context, string Text) given = (Mock.Of<IUserExecutionContext>(), "text");
                return core.ExecuteAgentAsync(null!, given.Context);
            }
        }
        """, """
        class Tests
        {
            Task Test(AgentExecutionCore core)
            {
                (IUserExecutionContext Context, string Text) given = (new UserExecutionContext(
                    userId: "user-test",
                    threadId: "thread-test",
                    runId: "run-test",
                    requestId: "request-test"), "text");
                return core.ExecuteAgentAsync(null!, given.Context);
            }
        }
        """);

    [Fact]
    public Task The_data_of_a_theory() => Mends(Library.Moq, 2, """
        public class Tests
        {
            public static IEnumerable<object[]> Contexts()
            {
                yield return new object[] { Mock.Of<IUserExecutionContext>(c => c.UserId == "u" && c.ThreadId == "t" && c.RunId == "r" && c.RequestId == "q") };
            }

            [Theory]
            [MemberData(nameof(Contexts))]
            public Task Test(IUserExecutionContext userContext) => new AgentExecutionCore().ExecuteAgentAsync(null!, userContext);
        }
        """, """
        public class Tests
        {
            public static IEnumerable<object[]> Contexts()
            {
                yield return new object[] { new UserExecutionContext(userId: "u", threadId: "t", runId: "r", requestId: "q") };
            }

            [Theory]
            [MemberData(nameof(Contexts))]
            public Task Test(IUserExecutionContext userContext) => new AgentExecutionCore().ExecuteAgentAsync(null!, userContext);
        }
        """);

    [Fact]
    public Task Another_double_s_set_up_returns_it() => Mends(Library.Moq, 1, """
        class Tests
        {
            void Test(Mock<IContextAccessor> accessor) => accessor.SetupGet(a => a.Current).Returns(new Mock<IUserExecutionContext>().Object);
        }
        """, """
        class Tests
        {
            void Test(Mock<IContextAccessor> accessor) => accessor.SetupGet(a => a.Current).Returns(new UserExecutionContext(
                userId: "user-test",
                threadId: "thread-test",
                runId: "run-test",
                requestId: "request-test"));
        }
        """);

    [Fact]
    public Task A_property_of_another_object() => Mends(Library.FakeItEasy, 1, """
        class Turn
        {
            public IUserExecutionContext? Context { get; set; }
        }

        class Tests
        {
            Turn Test() => new Turn { Context = A.Fake<IUserExecutionContext>() };
        }
        """, """
        class Turn
        {
            public IUserExecutionContext? Context { get; set; }
        }

        class Tests
        {
            Turn Test() => new Turn { Context = new UserExecutionContext(
                userId: "user-test",
                threadId: "thread-test",
                runId: "run-test",
                requestId: "request-test") };
        }
        """);

    [Fact]
    public Task A_local_that_later_gets_another_object() => Leaves(DeclineWord.Unsupported, Library.NSubstitute, 2, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, IUserExecutionContext other)
            {
                var userContext = Substitute.For<IUserExecutionContext>();
                await core.ExecuteAgentAsync(null!, userContext);
                userContext = other;
            }
        }
        """);

    [Fact]
    public Task A_double_that_is_passed_by_reference() => Leaves(DeclineWord.Unsupported, Library.NSubstitute, 2, """
        class Tests
        {
            async Task Test(AgentExecutionCore core)
            {
                var userContext = Substitute.For<IUserExecutionContext>();
                Change(ref userContext);
                await core.ExecuteAgentAsync(null!, userContext);
            }

            static void Change(ref IUserExecutionContext userContext) { }
        }
        """);

    [Fact]
    public Task The_guarded_class_itself() => Mends(Library.Moq, 2, """
        class Tests
        {
            async Task Test(AgentExecutionCore core)
            {
                Mock<UserExecutionContext> userContext = new();
                await core.ExecuteAgentAsync(null!, userContext.Object);
            }
        }
        """, """
        class Tests
        {
            async Task Test(AgentExecutionCore core)
            {
                UserExecutionContext userContext = new(userId: "user-test");
                await core.ExecuteAgentAsync(null!, userContext);
            }
        }
        """).WithContext("""
        using System.Threading.Tasks;

        namespace Acme
        {
            public class UserExecutionContext
            {
                protected UserExecutionContext() { }
                public UserExecutionContext(string userId) => UserId = userId;
                public virtual string UserId { get; } = "";
            }

            public sealed class AgentRequest { }
            public class AgentExecutionCore { public Task ExecuteAgentAsync(AgentRequest request, UserExecutionContext userContext) => Task.CompletedTask; }
        }
        """);

    [Fact]
    public Task The_same_names_in_one_file_give_different_IDs() => Mends(Library.Moq, 3, """
        class OrderTests
        {
            Task Runs(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Mock.Of<IUserExecutionContext>());

            Task Runs(AgentExecutionCore core, int times) => core.ExecuteAgentAsync(null!, Mock.Of<IUserExecutionContext>());
        }

        class RefundTests
        {
            Task Runs(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Mock.Of<IUserExecutionContext>());
        }
        """, """
        class OrderTests
        {
            Task Runs(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, new UserExecutionContext(
                userId: "user-order-tests-runs",
                threadId: "thread-order-tests-runs",
                runId: "run-order-tests-runs",
                requestId: "request-order-tests-runs"));

            Task Runs(AgentExecutionCore core, int times) => core.ExecuteAgentAsync(null!, new UserExecutionContext(
                userId: "user-order-tests-runs-2",
                threadId: "thread-order-tests-runs-2",
                runId: "run-order-tests-runs-2",
                requestId: "request-order-tests-runs-2"));
        }

        class RefundTests
        {
            Task Runs(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, new UserExecutionContext(
                userId: "user-refund-tests-runs",
                threadId: "thread-refund-tests-runs",
                runId: "run-refund-tests-runs",
                requestId: "request-refund-tests-runs"));
        }
        """);

    [Fact]
    public Task One_of_several_arguments() => Mends(Library.Moq, 2, """
        class Runner
        {
            public Runner(params IUserExecutionContext[] userContexts) { }
        }

        class Tests
        {
            Runner Test(IUserExecutionContext other)
            {
                var userContext = new Mock<IUserExecutionContext>();
                return new Runner(other, userContext.Object);
            }
        }
        """, """
        class Runner
        {
            public Runner(params IUserExecutionContext[] userContexts) { }
        }

        class Tests
        {
            Runner Test(IUserExecutionContext other)
            {
                var userContext = new UserExecutionContext(
                    userId: "user-test",
                    threadId: "thread-test",
                    runId: "run-test",
                    requestId: "request-test");
                return new Runner(other, userContext);
            }
        }
        """);

    [Fact]
    public Task An_argument_of_another_double_s_constructor() => Mends(Library.Moq, 1, """
        public class Dialog(IUserExecutionContext userContext, string text)
        {
            public virtual string Text => text + userContext;
        }

        class Tests
        {
            private readonly Mock<Dialog> _dialog = new(new Mock<IUserExecutionContext>().Object, "text");
        }
        """, """
        public class Dialog(IUserExecutionContext userContext, string text)
        {
            public virtual string Text => text + userContext;
        }

        class Tests
        {
            private readonly Mock<Dialog> _dialog = new(new UserExecutionContext(
                userId: "user-tests",
                threadId: "thread-tests",
                runId: "run-tests",
                requestId: "request-tests"), "text");
        }
        """);

    [Fact]
    public Task Nothing_that_a_helper_hands_over_to_be_refused() => Leaves(DeclineWord.EmptyIdentity, Library.Moq, 1, """
        class Runner(AgentExecutionCore core)
        {
            // Throws.
            public Task RunWithoutUser() => core.ExecuteAgentAsync(null!, null!);
        }

        public class Tests
        {
            [Fact]
            public async Task Refuses_nobody() => await Assert.ThrowsAsync<ArgumentNullException>(() => new Runner(new AgentExecutionCore()).RunWithoutUser());
        }
        """);
}
