using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Where careless rewriting shows: comments within a creation, several contexts on one line, builds that see different code.</summary>
public sealed class LayoutDetailTests : FixRows
{
    [Fact]
    public Task A_comment_in_a_creation_stands_before_it() => Fixes(Library.Moq, """
        var user = "u";
        var userContext = «Mock.Of<IUserExecutionContext>(c =>
            c.RunId == "r" &&
            c.UserId == user && // the one who asks
            c.ThreadId == "t")»;
        await core.ExecuteAgentAsync(request, ‹userContext›);
        """, """
        var user = "u";
        // the one who asks
        var userContext = new UserExecutionContext(
            userId: user,
            threadId: "t",
            runId: "r",
            requestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        """);

    [Fact]
    public Task A_comment_in_a_field_s_creation() => Mends(Library.Moq, 2, """
        class Tests
        {
            private readonly Mock<IUserExecutionContext> _userContext = new(/* as ever */ MockBehavior.Loose);

            public Tests()
            {
                _userContext.SetupGet(c => c.UserId).Returns("u");
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext.Object);
        }
        """, """
        class Tests
        {
            /* as ever */
            private readonly UserExecutionContext _userContext;

            public Tests()
            {
                _userContext = new UserExecutionContext(
                    userId: "u",
                    threadId: "thread-tests",
                    runId: "run-tests",
                    requestId: "request-tests");
            }

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);
        }
        """);

    [Fact]
    public Task A_comment_in_an_argument() => Fixes(Library.Moq, """
        await core.ExecuteAgentAsync(
            request,
            ‹Mock.Of<IUserExecutionContext>(c =>
                c.UserId == "u" // the one who asks
                && c.ThreadId == "t")›);
        await core.ExecuteAgentAsync(request, ‹Mock.Of<IUserExecutionContext>(/* nobody */)›);
        """, """
        await core.ExecuteAgentAsync(
            request,
            // the one who asks
            new UserExecutionContext(
                userId: "u",
                threadId: "t",
                runId: "run-streams-events",
                requestId: "request-streams-events"));
        await core.ExecuteAgentAsync(request, /* nobody */
            new UserExecutionContext(
                userId: "user-streams-events-2",
                threadId: "thread-streams-events-2",
                runId: "run-streams-events-2",
                requestId: "request-streams-events-2"));
        """);

    [Fact]
    public Task A_creation_that_differs_between_builds() => Leaves(DeclineWord.Unsupported, Library.Moq, 1, """
        class Tests
        {
            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Mock.Of<IUserExecutionContext>(c =>
        #if NET472
                c.UserId == "old"
        #else
                c.UserId == "new"
        #endif
                ));
        }
        """);

    [Fact]
    public Task Two_on_one_line_look_the_same_whichever_comes_first() => Mends(Library.NSubstitute, 4, """
        class Tests
        {
            private readonly List<IUserExecutionContext> _all = new() { Substitute.For<IUserExecutionContext>(), Substitute.For<IUserExecutionContext>() };

            Task Test(AgentExecutionCore core) { var userContext = Substitute.For<IUserExecutionContext>(); return core.ExecuteAgentAsync(null!, userContext); }
        }
        """, """
        class Tests
        {
            private readonly List<IUserExecutionContext> _all = new() { new UserExecutionContext(
                userId: "user-tests",
                threadId: "thread-tests",
                runId: "run-tests",
                requestId: "request-tests"), new UserExecutionContext(
                userId: "user-tests-2",
                threadId: "thread-tests-2",
                runId: "run-tests-2",
                requestId: "request-tests-2") };

            Task Test(AgentExecutionCore core) { var userContext = new UserExecutionContext(
                userId: "user-test",
                threadId: "thread-test",
                runId: "run-test",
                requestId: "request-test"); return core.ExecuteAgentAsync(null!, userContext); }
        }
        """);

    // Alone on its line, each would fit; whether it does must not depend on how long the other one is.
    [Fact]
    public Task Two_short_ones_on_one_line() => Mends(Library.Moq, 2, """
        class Tests
        {
            private readonly IUserExecutionContext[] _all = { Mock.Of<IUserExecutionContext>(c => c.UserId == "u" && c.ThreadId == "t" && c.RunId == "r" && c.RequestId == "q"), Mock.Of<IUserExecutionContext>(c => c.UserId == "v") };
        }
        """, """
        class Tests
        {
            private readonly IUserExecutionContext[] _all = { new UserExecutionContext(
                userId: "u",
                threadId: "t",
                runId: "r",
                requestId: "q"), new UserExecutionContext(
                userId: "v",
                threadId: "thread-tests-2",
                runId: "run-tests-2",
                requestId: "request-tests-2") };
        }
        """);

    [Fact]
    public Task A_link_of_a_chain_is_deeper() => Mends(Library.Moq, 1, """
        class Tests
        {
            void Test(Mock<IContextAccessor> accessor) => accessor
                .SetupGet(a => a.Current)
                .Returns(Mock.Of<IUserExecutionContext>());
        }
        """, """
        class Tests
        {
            void Test(Mock<IContextAccessor> accessor) => accessor
                .SetupGet(a => a.Current)
                .Returns(new UserExecutionContext(
                    userId: "user-test",
                    threadId: "thread-test",
                    runId: "run-test",
                    requestId: "request-test"));
        }
        """);

    private const string SeenTwice = """
        using System.Threading.Tasks;
        using Acme;
        using Moq;

        class Tests
        {
            async Task Run(AgentExecutionCore core)
            {
                var userContext = new Mock<IUserExecutionContext>();
                await core.ExecuteAgentAsync(null!, userContext.Object);
            }

        #if NET472
            private readonly IContextAccessor _accessor = Mock.Of<IContextAccessor>();
        #endif
        }
        """;

    private static string SeenTwiceMended => SeenTwice
        .Replace("new Mock<IUserExecutionContext>();", """
            new UserExecutionContext(
                        userId: "user-run",
                        threadId: "thread-run",
                        runId: "run-run",
                        requestId: "request-run");
            """, StringComparison.Ordinal)
        .Replace("userContext.Object", "userContext", StringComparison.Ordinal);

    [Fact]
    public Task A_using_directive_that_another_build_needs_stays() => Mends(Library.Moq, 2, SeenTwice, SeenTwiceMended).WithoutImplicitUsings().AlsoBuiltWith("NET472");

    // Old C#, as a project that targets .NET Framework has it: no target-typed `new`, no nullable types, no `using` declarations, no records.
    [Fact]
    public Task A_using_statement_of_old_code() => Mends(Library.NSubstitute, 5, """
        using System.IO;
        using System.Threading.Tasks;
        using Acme;
        using NSubstitute;

        namespace Suite
        {
            public class Tests
            {
                private readonly IUserExecutionContext _userContext = Substitute.For<IUserExecutionContext>();

                public async Task Run(AgentExecutionCore core)
                {
                    using (var stream = new MemoryStream())
                    {
                        IUserExecutionContext userContext = Substitute.For<IUserExecutionContext>();
                        userContext.UserId.Returns("u" + stream.Length);
                        await core.ExecuteAgentAsync(null, userContext);
                    }

                    await core.ExecuteAgentAsync(null, _userContext);
                    await core.ExecuteAgentAsync(null, default(IUserExecutionContext));
                }
            }
        }
        """, """
        using System.IO;
        using System.Threading.Tasks;
        using Acme;

        namespace Suite
        {
            public class Tests
            {
                private readonly UserExecutionContext _userContext = new UserExecutionContext(
                    userId: "user-tests",
                    threadId: "thread-tests",
                    runId: "run-tests",
                    requestId: "request-tests");

                public async Task Run(AgentExecutionCore core)
                {
                    using (var stream = new MemoryStream())
                    {
                        UserExecutionContext userContext = new UserExecutionContext(
                            userId: "u" + stream.Length,
                            threadId: "thread-run",
                            runId: "run-run",
                            requestId: "request-run");
                        await core.ExecuteAgentAsync(null, userContext);
                    }

                    await core.ExecuteAgentAsync(null, _userContext);
                    await core.ExecuteAgentAsync(null, new UserExecutionContext(
                        userId: "user-run-2",
                        threadId: "thread-run-2",
                        runId: "run-run-2",
                        requestId: "request-run-2"));
                }
            }
        }
        """).WithoutImplicitUsings().Language(LanguageVersion.CSharp7_3);

    [Fact]
    public Task Values_that_see_each_other_keep_their_order() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        userContext.SetupGet(c => c.UserId).Returns(request.ToString()!);
        userContext.SetupGet(c => c.ThreadId).Returns(Next());
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);

        static string Next() => "t";
        """, """
        var userContext = new UserExecutionContext(
            userId: request.ToString()!,
            threadId: Next(),
            runId: request.RunId,
            requestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);

        static string Next() => "t";
        """);

    [Fact]
    public Task Or_stay_as_they_are() => Declines(DeclineWord.Unsupported, Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        userContext.SetupGet(c => c.ThreadId).Returns(Next());
        userContext.SetupGet(c => c.UserId).Returns(Next());
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);

        static string Next() => "t";
        """);
}
