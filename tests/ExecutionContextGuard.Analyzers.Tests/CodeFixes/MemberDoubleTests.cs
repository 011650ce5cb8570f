using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Doubles in fields and properties: made where they are declared, in a constructor or in a set-up, used by others.</summary>
public sealed class MemberDoubleTests : FixRows
{
    private const string Constructed = """
        new UserExecutionContext(
                    userId: "u",
                    threadId: "thread-tests",
                    runId: "run-tests",
                    requestId: "request-tests");
        """;

    [Fact]
    public Task A_field_that_the_constructor_sets_up() => Mends(Library.Moq, 2, """
        class Tests
        {
            private readonly Mock<IUserExecutionContext> _userContext = new();

            public Tests()
            {
                _userContext.SetupGet(c => c.UserId).Returns("u");
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext.Object);
        }
        """, $$"""
        class Tests
        {
            private readonly UserExecutionContext _userContext;

            public Tests()
            {
                _userContext = {{Constructed}}
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }
        """);

    [Fact]
    public Task A_field_that_the_constructor_makes() => Mends(Library.NSubstitute, 2, """
        class Tests
        {
            private readonly IUserExecutionContext _userContext;

            public Tests()
            {
                _userContext = Substitute.For<IUserExecutionContext>();
                _userContext.UserId.Returns("u");
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }
        """, $$"""
        class Tests
        {
            private readonly UserExecutionContext _userContext;

            public Tests()
            {
                _userContext = {{Constructed}}
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }
        """);

    [Fact]
    public Task A_field_that_a_set_up_method_makes_and_a_tear_down_forgets() => Mends(Library.Moq, 2, """
        class Tests : IAsyncLifetime
        {
            private Mock<IUserExecutionContext>? _userContext = null;

            public Task InitializeAsync()
            {
                _userContext = new Mock<IUserExecutionContext>();
                _userContext.SetupGet(c => c.UserId).Returns("u");
                return Task.CompletedTask;
            }

            public Task DisposeAsync()
            {
                _userContext = null;
                return Task.CompletedTask;
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext!.Object);
        }

        interface IAsyncLifetime { Task InitializeAsync(); }
        """, """
        class Tests : IAsyncLifetime
        {
            private UserExecutionContext? _userContext = null;

            public Task InitializeAsync()
            {
                _userContext = new UserExecutionContext(
                    userId: "u",
                    threadId: "thread-tests-initialize-async",
                    runId: "run-tests-initialize-async",
                    requestId: "request-tests-initialize-async");
                return Task.CompletedTask;
            }

            public Task DisposeAsync()
            {
                _userContext = null;
                return Task.CompletedTask;
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext!);
        }

        interface IAsyncLifetime { Task InitializeAsync(); }
        """);

    [Fact]
    public Task A_fixture_in_another_file() => Mends(Library.Moq, 2, """
        public class Tests(Fixture fixture)
        {
            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, fixture.UserContext.Object);
        }
        """, """
        public class Tests(Fixture fixture)
        {
            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, fixture.UserContext);
        }
        """).And("Fixture.cs", """
        public class Fixture
        {
            public Fixture() => Console.WriteLine();

            public Mock<IUserExecutionContext> UserContext { get; } = new();
        }
        """).FixedTo("Fixture.cs", """
        public class Fixture
        {
            public Fixture() => Console.WriteLine();

            public UserExecutionContext UserContext { get; } = new(
                userId: "user-user-context",
                threadId: "thread-user-context",
                runId: "run-user-context",
                requestId: "request-user-context");
        }
        """);

    [Fact]
    public Task A_base_class_in_another_file() => Mends(Library.Moq, 2, """
        public class Tests : TestBase
        {
            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext.Object);
        }
        """, """
        public class Tests : TestBase
        {
            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext);
        }
        """).And("TestBase.cs", """
        public abstract class TestBase
        {
            protected readonly Mock<IUserExecutionContext> UserContext = new Mock<IUserExecutionContext>();

            protected TestBase()
            {
                UserContext.Setup(c => c.UserId).Returns("u");
            }
        }
        """).FixedTo("TestBase.cs", """
        public abstract class TestBase
        {
            protected readonly UserExecutionContext UserContext;

            protected TestBase()
            {
                UserContext = new UserExecutionContext(
                    userId: "u",
                    threadId: "thread-test-base",
                    runId: "run-test-base",
                    requestId: "request-test-base");
            }
        }
        """);

    [Fact]
    public Task A_set_up_in_a_derived_class() => Leaves(DeclineWord.LateSetup, Library.Moq, 2, """
        public class Tests : TestBase
        {
            public Task Test(AgentExecutionCore core)
            {
                UserContext.Setup(c => c.UserId).Returns("u");
                return core.ExecuteAgentAsync(null!, UserContext.Object);
            }
        }
        """, ("TestBase.cs", """
        public abstract class TestBase
        {
            protected Mock<IUserExecutionContext> UserContext { get; } = new();
        }
        """));

    [Fact]
    public Task A_verification_in_a_derived_class() => Leaves(DeclineWord.Verified, Library.NSubstitute, 2, """
        public class Tests : TestBase
        {
            public async Task Test(AgentExecutionCore core)
            {
                await core.ExecuteAgentAsync(null!, UserContext);
                _ = UserContext.Received().UserId;
            }
        }
        """, ("TestBase.cs", """
        public abstract class TestBase
        {
            protected IUserExecutionContext UserContext { get; } = Substitute.For<IUserExecutionContext>();
        }
        """));

    [Fact]
    public Task A_wrapper_that_a_virtual_property_gives() => Leaves(DeclineWord.Escapes, Library.Moq, 2, """
        public class Tests
        {
            protected virtual Mock<IUserExecutionContext> UserContext { get; } = new();

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext.Object);
        }
        """);

    [Fact]
    public Task Two_users_in_one_field() => Leaves(DeclineWord.Conflicting, Library.Moq, 4, """
        public class Tests
        {
            private Mock<IUserExecutionContext> _userContext = null!;

            public Task One(AgentExecutionCore core)
            {
                _userContext = new Mock<IUserExecutionContext>();
                return core.ExecuteAgentAsync(null!, _userContext.Object);
            }

            public Task Two(AgentExecutionCore core)
            {
                _userContext = new Mock<IUserExecutionContext>();
                return core.ExecuteAgentAsync(null!, _userContext.Object);
            }
        }
        """);

    [Fact]
    public Task Used_by_a_method_that_the_constructor_calls_in_between() => Leaves(DeclineWord.LateSetup, Library.Moq, 2, """
        public class Tests
        {
            private readonly Mock<IUserExecutionContext> _userContext = new();

            public Tests()
            {
                Test(new AgentExecutionCore());
                _userContext.Setup(c => c.UserId).Returns("u");
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext.Object);
        }
        """);

    [Fact]
    public Task Set_up_in_one_of_two_constructors() => Leaves(DeclineWord.LateSetup, Library.Moq, 2, """
        public class Tests
        {
            private readonly Mock<IUserExecutionContext> _userContext = new();

            public Tests() { }

            public Tests(string user)
            {
                _userContext.Setup(c => c.UserId).Returns(user);
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext.Object);
        }
        """);
}
