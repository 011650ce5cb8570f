using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Declarations of several variables, and members of base classes that a derived class fills.</summary>
public sealed class DeclarationTests : FixRows
{
    [Fact]
    public Task Two_doubles_in_one_declaration_get_one_each() => Fixes(Library.Moq, """
        Mock<IUserExecutionContext> alice = «new()», bob = «new()»;
        alice.Setup(c => c.UserId).Returns("alice");
        bob.Setup(c => c.UserId).Returns("bob");
        await core.ExecuteAgentAsync(request, ‹alice.Object›);
        await core.ExecuteAgentAsync(request, ‹bob.Object›);
        """, """
        UserExecutionContext alice = new(
            userId: "alice",
            threadId: "thread-streams-events",
            runId: "run-streams-events",
            requestId: "request-streams-events");
        UserExecutionContext bob = new(
            userId: "bob",
            threadId: "thread-streams-events-2",
            runId: "run-streams-events-2",
            requestId: "request-streams-events-2");
        await core.ExecuteAgentAsync(request, alice);
        await core.ExecuteAgentAsync(request, bob);
        """);

    [Fact]
    public Task What_is_not_mended_keeps_its_type() => Fixes(Library.Moq, """
        Mock<IUserExecutionContext> first = «new()», second = null!;
        await core.ExecuteAgentAsync(request, ‹first.Object›);
        """, """
        UserExecutionContext first = new(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        Mock<IUserExecutionContext> second = null!;
        await core.ExecuteAgentAsync(request, first);
        """);

    [Fact]
    public Task What_is_declined_keeps_its_type_too() => Fixes(Library.Moq, """
        Mock<IUserExecutionContext> first = «new()», second = «new()»;
        await core.ExecuteAgentAsync(request, ‹first.Object›);
        await core.ExecuteAgentAsync(request, ‹second.Object›);
        second.VerifyAll();
        """, """
        UserExecutionContext first = new(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: "run-streams-events",
            requestId: "request-streams-events");
        Mock<IUserExecutionContext> second = {|ECG1010:{|created:new()|}|};
        await core.ExecuteAgentAsync(request, first);
        await core.ExecuteAgentAsync(request, {|ECG1001:second.Object|});
        second.VerifyAll();
        """).Declines("Verified", 2, 4);

    [Fact]
    public Task With_NSubstitute_and_a_comment_between_them() => Fixes(Library.NSubstitute, """
        IUserExecutionContext alice = «Substitute.For<IUserExecutionContext>()», // the first user
            bob = «Substitute.For<IUserExecutionContext>()»;
        await core.ExecuteAgentAsync(request, ‹alice›);
        await core.ExecuteAgentAsync(request, ‹bob›);
        """, """
        UserExecutionContext alice = new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: "run-streams-events",
            requestId: "request-streams-events"); // the first user
            UserExecutionContext bob = new UserExecutionContext(
                userId: "user-streams-events-2",
                threadId: "thread-streams-events-2",
                runId: "run-streams-events-2",
                requestId: "request-streams-events-2");
        await core.ExecuteAgentAsync(request, alice);
        await core.ExecuteAgentAsync(request, bob);
        """);

    [Fact]
    public Task Two_fields_in_one_declaration() => Mends(Library.Moq, 4, """
        class Tests
        {
            private readonly Mock<IUserExecutionContext> _alice = new(), _bob = new();

            public Tests()
            {
                _alice.SetupGet(c => c.UserId).Returns("alice");
            }

            Task One(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _alice.Object);

            Task Two(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _bob.Object);
        }
        """, """
        class Tests
        {
            private readonly UserExecutionContext _alice;
            private readonly UserExecutionContext _bob = new(
                userId: "user-tests",
                threadId: "thread-tests",
                runId: "run-tests",
                requestId: "request-tests");

            public Tests()
            {
                _alice = new UserExecutionContext(
                    userId: "alice",
                    threadId: "thread-tests-2",
                    runId: "run-tests-2",
                    requestId: "request-tests-2");
            }

            Task One(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _alice);

            Task Two(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _bob);
        }
        """);

    [Fact]
    public Task Two_declarations_and_what_stands_between_them() => Mends(Library.Moq, 5, Method("""
        Mock<IUserExecutionContext> a = new(), b = new();
        await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>(c => c.UserId == "u" && c.ThreadId == "t" && c.RunId == "r" && c.RequestId == "q"));
        Mock<IUserExecutionContext> c = new(), d = new();
        """), Method("""
        UserExecutionContext a = new(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: "run-streams-events",
            requestId: "request-streams-events");
        UserExecutionContext b = new(
            userId: "user-streams-events-2",
            threadId: "thread-streams-events-2",
            runId: "run-streams-events-2",
            requestId: "request-streams-events-2");
        await core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "u",
            threadId: "t",
            runId: "r",
            requestId: "q"));
        UserExecutionContext c = new(
            userId: "user-streams-events-4",
            threadId: "thread-streams-events-4",
            runId: "run-streams-events-4",
            requestId: "request-streams-events-4");
        UserExecutionContext d = new(
            userId: "user-streams-events-5",
            threadId: "thread-streams-events-5",
            runId: "run-streams-events-5",
            requestId: "request-streams-events-5");
        """));

    [Fact]
    public Task A_base_class_s_field_that_a_derived_class_fills() => Mends(Library.Moq, 2, """
        public class Tests : TestBase
        {
            public Tests()
            {
                UserContext = new Mock<IUserExecutionContext>();
                UserContext.SetupGet(c => c.UserId).Returns("u");
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext.Object);
        }
        """, """
        public class Tests : TestBase
        {
            public Tests()
            {
                UserContext = new UserExecutionContext(
                    userId: "u",
                    threadId: "thread-tests",
                    runId: "run-tests",
                    requestId: "request-tests");
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext);
        }
        """).And("TestBase.cs", """
        public abstract class TestBase
        {
            protected Mock<IUserExecutionContext> UserContext = null!;

            protected IUserExecutionContext Current => UserContext.Object;
        }
        """).FixedTo("TestBase.cs", """
        public abstract class TestBase
        {
            protected UserExecutionContext UserContext = null!;

            protected IUserExecutionContext Current => UserContext;
        }
        """);

    [Fact]
    public Task An_inherited_member_of_the_interface_keeps_its_type() => Mends(Library.NSubstitute, 4, """
        public class OneTests : TestBase
        {
            public OneTests()
            {
                UserContext = Substitute.For<IUserExecutionContext>();
                UserContext.UserId.Returns("u");
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext);
        }

        public class TwoTests : TestBase
        {
            public TwoTests()
            {
                this.UserContext = Substitute.For<IUserExecutionContext>();
                this.UserContext.UserId.Returns("v");
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, this.UserContext);
        }
        """, """
        public class OneTests : TestBase
        {
            public OneTests()
            {
                UserContext = new UserExecutionContext(
                    userId: "u",
                    threadId: "thread-one-tests",
                    runId: "run-one-tests",
                    requestId: "request-one-tests");
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext);
        }

        public class TwoTests : TestBase
        {
            public TwoTests()
            {
                this.UserContext = new UserExecutionContext(
                    userId: "v",
                    threadId: "thread-two-tests",
                    runId: "run-two-tests",
                    requestId: "request-two-tests");
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, this.UserContext);
        }
        """).And("TestBase.cs", """
        public abstract class TestBase
        {
            protected IUserExecutionContext UserContext { get; set; } = null!;
        }
        """);

    [Fact]
    public Task The_base_class_verifies_what_a_derived_class_makes() => Leaves(DeclineWord.Verified, Library.Moq, 2, """
        public class Tests : TestBase
        {
            public Tests() => UserContext = new Mock<IUserExecutionContext>();

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext.Object);
        }
        """, ("TestBase.cs", """
        public abstract class TestBase : IDisposable
        {
            protected Mock<IUserExecutionContext> UserContext = null!;

            public void Dispose() => UserContext.VerifyAll();
        }
        """));

    [Fact]
    public Task Two_derived_classes_keep_wrappers_in_one_member() => Leaves(DeclineWord.Conflicting, Library.Moq, 4, """
        public class OneTests : TestBase
        {
            public OneTests() { UserContext = new Mock<IUserExecutionContext>(); }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext.Object);
        }

        public class TwoTests : TestBase
        {
            public TwoTests() { UserContext = new Mock<IUserExecutionContext>(); }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext.Object);
        }
        """, ("TestBase.cs", """
        public abstract class TestBase
        {
            protected Mock<IUserExecutionContext> UserContext = null!;
        }
        """));

    [Fact]
    public Task A_field_with_a_double_of_its_own_that_a_set_up_replaces() => Leaves(DeclineWord.Conflicting, Library.Moq, 3, """
        public class Tests
        {
            private Mock<IUserExecutionContext> _userContext = new();

            public Tests()
            {
                _userContext = new Mock<IUserExecutionContext>();
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext.Object);
        }
        """);

    [Fact]
    public Task The_other_part_of_a_partial_class_declares_it() => Mends(Library.Moq, 2, """
        public partial class Tests
        {
            public Tests()
            {
                _userContext = new Mock<IUserExecutionContext>();
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext.Object);
        }
        """, """
        public partial class Tests
        {
            public Tests()
            {
                _userContext = new UserExecutionContext(
                    userId: "user-tests",
                    threadId: "thread-tests",
                    runId: "run-tests",
                    requestId: "request-tests");
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }
        """).And("Tests.Fields.cs", """
        public partial class Tests
        {
            private readonly Mock<IUserExecutionContext> _userContext;
        }
        """).FixedTo("Tests.Fields.cs", """
        public partial class Tests
        {
            private readonly UserExecutionContext _userContext;
        }
        """);

    [Fact]
    public Task The_base_class_stands_in_another_project() => Mends(Library.Moq, 2, """
        public class Tests : TestBase
        {
            public Tests()
            {
                UserContext = new Mock<IUserExecutionContext>();
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext.Object);
        }
        """, """
        public class Tests : TestBase
        {
            public Tests()
            {
                UserContext = new UserExecutionContext(
                    userId: "user-tests",
                    threadId: "thread-tests",
                    runId: "run-tests",
                    requestId: "request-tests");
            }

            public Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, UserContext);
        }
        """).References("Shared", ("TestBase.cs", """
        public abstract class TestBase
        {
            protected Mock<IUserExecutionContext> UserContext = null!;
        }
        """)).FixedTo("Shared/TestBase.cs", """
        public abstract class TestBase
        {
            protected UserExecutionContext UserContext = null!;
        }
        """);
}
