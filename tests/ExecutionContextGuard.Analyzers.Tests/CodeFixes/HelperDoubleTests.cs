using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Doubles that helpers, lambdas and collections give, and those that stand in service registrations and other doubles' set-ups.</summary>
public sealed class HelperDoubleTests : FixRows
{
    [Fact]
    public Task A_helper_that_returns_the_double() => Mends(Library.Moq, 2, """
        class Tests
        {
            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Create("u"));

            static IUserExecutionContext Create(string userId)
            {
                var mock = new Mock<IUserExecutionContext>();
                mock.SetupGet(c => c.UserId).Returns(userId);
                return mock.Object;
            }
        }
        """, """
        class Tests
        {
            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Create("u"));

            static IUserExecutionContext Create(string userId)
            {
                var mock = new UserExecutionContext(
                    userId: userId,
                    threadId: "thread-create",
                    runId: "run-create",
                    requestId: "request-create");
                return mock;
            }
        }
        """);

    [Fact]
    public Task A_helper_that_returns_the_wrapper_changes_with_its_callers() => Mends(Library.Moq, 2, """
        public class Tests
        {
            public Task Test(AgentExecutionCore core)
            {
                var userContext = Contexts.CreateMock();
                return core.ExecuteAgentAsync(null!, userContext.Object);
            }
        }
        """, """
        public class Tests
        {
            public Task Test(AgentExecutionCore core)
            {
                var userContext = Contexts.CreateMock();
                return core.ExecuteAgentAsync(null!, userContext);
            }
        }
        """).And("Contexts.cs", """
        public static class Contexts
        {
            public static Mock<IUserExecutionContext> CreateMock() => new Mock<IUserExecutionContext>();
        }
        """).FixedTo("Contexts.cs", """
        public static class Contexts
        {
            public static UserExecutionContext CreateMock() => new UserExecutionContext(
                userId: "user-create-mock",
                threadId: "thread-create-mock",
                runId: "run-create-mock",
                requestId: "request-create-mock");
        }
        """);

    [Fact]
    public Task A_caller_sets_up_what_the_helper_returns() => Leaves(DeclineWord.LateSetup, Library.Moq, 2, """
        class Tests
        {
            Task Test(AgentExecutionCore core)
            {
                var userContext = Create();
                userContext.SetupGet(c => c.UserId).Returns("u");
                return core.ExecuteAgentAsync(null!, userContext.Object);
            }

            static Mock<IUserExecutionContext> Create() => new();
        }
        """);

    [Fact]
    public Task A_caller_sets_up_the_double_itself() => Leaves(DeclineWord.LateSetup, Library.NSubstitute, 2, """
        class Tests
        {
            Task Test(AgentExecutionCore core)
            {
                var userContext = Create();
                userContext.UserId.Returns("u");
                return core.ExecuteAgentAsync(null!, userContext);
            }

            static IUserExecutionContext Create() => Substitute.For<IUserExecutionContext>();
        }
        """);

    [Fact]
    public Task Of_a_general_helper_the_call_is_replaced() => Mends(Library.Moq, 1, """
        class Tests
        {
            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Create<IUserExecutionContext>());

            static T Create<T>() where T : class => new Mock<T>().Object;
        }
        """, """
        class Tests
        {
            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, new UserExecutionContext(
                userId: "user-test",
                threadId: "thread-test",
                runId: "run-test",
                requestId: "request-test"));

            static T Create<T>() where T : class => new Mock<T>().Object;
        }
        """);

    [Fact]
    public Task A_list() => Mends(Library.Moq, 2, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, string u, string t, string r, string q)
            {
                var contexts = new List<IUserExecutionContext> { Mock.Of<IUserExecutionContext>(c => c.UserId == u && c.ThreadId == t && c.RunId == r && c.RequestId == q) };
                foreach (var context in contexts)
                {
                    await core.ExecuteAgentAsync(null!, context);
                }
            }
        }
        """, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, string u, string t, string r, string q)
            {
                var contexts = new List<IUserExecutionContext> { new UserExecutionContext(
                    userId: u,
                    threadId: t,
                    runId: r,
                    requestId: q) };
                foreach (var context in contexts)
                {
                    await core.ExecuteAgentAsync(null!, context);
                }
            }
        }
        """);

    [Fact]
    public Task An_array_and_a_collection_expression() => Mends(Library.NSubstitute, 3, """
        class Tests
        {
            static readonly IUserExecutionContext[] s_one = new[] { Substitute.For<IUserExecutionContext>() };
            static readonly IUserExecutionContext[] s_two = [Substitute.For<IUserExecutionContext>()];

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, s_one[0]);
        }
        """, """
        class Tests
        {
            static readonly IUserExecutionContext[] s_one = new[] { (IUserExecutionContext)new UserExecutionContext(
                userId: "user-tests",
                threadId: "thread-tests",
                runId: "run-tests",
                requestId: "request-tests") };
            static readonly IUserExecutionContext[] s_two = [new UserExecutionContext(
                userId: "user-tests-2",
                threadId: "thread-tests-2",
                runId: "run-tests-2",
                requestId: "request-tests-2")];

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, s_one[0]);
        }
        """);

    [Fact]
    public Task An_element_is_set_up_later() => Leaves(DeclineWord.LateSetup, Library.NSubstitute, 2, """
        class Tests
        {
            async Task Test(AgentExecutionCore core)
            {
                var contexts = new[] { Substitute.For<IUserExecutionContext>() };
                foreach (var context in contexts)
                {
                    context.UserId.Returns("u");
                    await core.ExecuteAgentAsync(null!, context);
                }
            }
        }
        """);

    [Fact]
    public Task A_lambda_that_says_its_type() => Mends(Library.Moq, 2, """
        class Tests
        {
            Task Test(AgentExecutionCore core)
            {
                Func<IUserExecutionContext> create = () => Mock.Of<IUserExecutionContext>();
                return core.ExecuteAgentAsync(null!, create());
            }
        }
        """, """
        class Tests
        {
            Task Test(AgentExecutionCore core)
            {
                Func<IUserExecutionContext> create = () => new UserExecutionContext(
                    userId: "user-test",
                    threadId: "thread-test",
                    runId: "run-test",
                    requestId: "request-test");
                return core.ExecuteAgentAsync(null!, create());
            }
        }
        """);

    [Theory]
    [InlineData("NSubstitute", "Substitute.For<IUserExecutionContext>()", "userContext.UserId.Returns(\"u\")", "accessor.Current.Returns(userContext)")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>()", "A.CallTo(() => userContext.UserId).Returns(\"u\")", "A.CallTo(() => accessor.Current).Returns(userContext)")]
    public Task What_another_double_returns(string library, string creation, string setUp, string returns) => Mends(library == "NSubstitute" ? Library.NSubstitute : Library.FakeItEasy, 3, $$"""
        class Tests
        {
            Task Test(AgentExecutionCore core, IContextAccessor accessor, string runId)
            {
                var userContext = {{creation}};
                {{setUp}};
                {{returns}};
                return core.ExecuteAgentAsync(null!, accessor.Current);
            }
        }
        """, $$"""
        class Tests
        {
            Task Test(AgentExecutionCore core, IContextAccessor accessor, string runId)
            {
                var userContext = new UserExecutionContext(
                    userId: "u",
                    threadId: "thread-test",
                    runId: runId,
                    requestId: "request-test");
                {{returns}};
                return core.ExecuteAgentAsync(null!, accessor.Current);
            }
        }
        """);

    [Fact]
    public Task A_base_constructor_s_argument() => Mends(Library.Moq, 1, """
        class Base
        {
            public Base(IUserExecutionContext userContext) { }
        }

        class Tests : Base
        {
            public Tests(string userId, string threadId, string runId, string requestId)
                : base(Mock.Of<IUserExecutionContext>())
            {
            }
        }
        """, """
        class Base
        {
            public Base(IUserExecutionContext userContext) { }
        }

        class Tests : Base
        {
            public Tests(string userId, string threadId, string runId, string requestId)
                : base(new UserExecutionContext(userId: userId, threadId: threadId, runId: runId, requestId: requestId))
            {
            }
        }
        """);
}
