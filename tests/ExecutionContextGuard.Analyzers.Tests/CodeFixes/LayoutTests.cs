using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>What the fix leaves of the file around it: comments, indentation, using directives. Line endings are checked of every row.</summary>
public sealed class LayoutTests : FixRows
{
    [Fact]
    public Task Comments_and_regions_stay() => Fixes(Library.Moq, """
        // A user that is known.
        var userContext = «new Mock<IUserExecutionContext>()»; // the double
        #region set-ups
        // Who it is.
        userContext.SetupGet(c => c.UserId).Returns("user-123"); // well known
        userContext.SetupGet(c => c.ThreadId)
            // an old thread
            .Returns("thread-456");
        #endregion

        await core.ExecuteAgentAsync(request, ‹userContext.Object›); // go
        """, """
        // A user that is known.
        // the double
        #region set-ups
        // Who it is.
        // well known
        // an old thread
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: request.RunId,
            requestId: "request-streams-events");
        #endregion

        await core.ExecuteAgentAsync(request, userContext); // go
        """);

    [Fact]
    public Task Tabs_stay_tabs() => FixesFile(
        Library.Moq,
        "class Tests\n{\n\tasync Task Run(AgentExecutionCore core, AgentRequest request)\n\t{\n\t\tvar c = «new Mock<IUserExecutionContext>()»;\n\t\tawait core.ExecuteAgentAsync(request, ‹c.Object›);\n\t}\n}\n",
        "class Tests\n{\n\tasync Task Run(AgentExecutionCore core, AgentRequest request)\n\t{\n\t\tvar c = new UserExecutionContext(\n\t\t\tuserId: \"user-run\",\n\t\t\tthreadId: \"thread-run\",\n\t\t\trunId: request.RunId,\n\t\t\trequestId: \"request-run\");\n\t\tawait core.ExecuteAgentAsync(request, c);\n\t}\n}\n");

    [Fact]
    public Task A_using_directive_comes_and_a_dead_one_goes() => FixesFile(Library.Moq, """
        // The header of the file.
        using System.Threading.Tasks;
        using Moq;

        class Tests
        {
            async Task Run(Acme.AgentExecutionCore core, Acme.AgentRequest request)
            {
                var c = «new Mock<Acme.IUserExecutionContext>()»;
                await core.ExecuteAgentAsync(request, ‹c.Object›);
            }
        }
        """, """
        // The header of the file.
        using System.Threading.Tasks;
        using Acme;

        class Tests
        {
            async Task Run(Acme.AgentExecutionCore core, Acme.AgentRequest request)
            {
                var c = new UserExecutionContext(
                    userId: "user-run",
                    threadId: "thread-run",
                    runId: request.RunId,
                    requestId: "request-run");
                await core.ExecuteAgentAsync(request, c);
            }
        }
        """).WithoutImplicitUsings();

    [Fact]
    public Task A_using_directive_that_is_still_needed_stays() => FixesFile(Library.Moq, """
        using System.Threading.Tasks;
        using Acme;
        using Moq;

        class Tests
        {
            async Task Run(AgentExecutionCore core, AgentRequest request)
            {
                var accessor = new Mock<IContextAccessor>();
                await core.ExecuteAgentAsync(request, ‹Mock.Of<IUserExecutionContext>(c => c.UserId == accessor.Name)›);
            }
        }
        """, """
        using System.Threading.Tasks;
        using Acme;
        using Moq;

        class Tests
        {
            async Task Run(AgentExecutionCore core, AgentRequest request)
            {
                var accessor = new Mock<IContextAccessor>();
                await core.ExecuteAgentAsync(request, new UserExecutionContext(
                    userId: accessor.Name,
                    threadId: "thread-run",
                    runId: request.RunId,
                    requestId: "request-run"));
            }
        }
        """).WithoutImplicitUsings();

    [Fact]
    public Task A_name_that_means_something_else_here_is_written_whole() => FixesFile(Library.Moq, """
        namespace Other
        {
            class Tests
            {
                class UserExecutionContext { }

                async Task Run(AgentExecutionCore core, AgentRequest request)
                {
                    var c = «new Mock<IUserExecutionContext>()»;
                    await core.ExecuteAgentAsync(request, ‹c.Object›);
                }
            }
        }
        """, """
        namespace Other
        {
            class Tests
            {
                class UserExecutionContext { }

                async Task Run(AgentExecutionCore core, AgentRequest request)
                {
                    var c = new Acme.UserExecutionContext(
                        userId: "user-run",
                        threadId: "thread-run",
                        runId: request.RunId,
                        requestId: "request-run");
                    await core.ExecuteAgentAsync(request, c);
                }
            }
        }
        """);

    [Fact]
    public Task A_private_field_that_nothing_sets_up() => Code("""
        class CoreTests
        {
            private readonly IUserExecutionContext _userContext = {|ECG1010:{|created:Substitute.For<IUserExecutionContext>()|}|};

            Task Run(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:_userContext|});
        }
        """).With(Library.NSubstitute).Says(IsMocked("NSubstitute"), GetsDouble("NSubstitute", created: ", created in '_userContext' (line 3),")).FixedTo("""
        class CoreTests
        {
            private readonly UserExecutionContext _userContext = new UserExecutionContext(
                userId: "user-core-tests",
                threadId: "thread-core-tests",
                runId: "run-core-tests",
                requestId: "request-core-tests");

            Task Run(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, _userContext);
        }
        """);
}
