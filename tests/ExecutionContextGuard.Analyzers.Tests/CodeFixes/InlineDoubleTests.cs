using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>A double, or nothing, right in the argument.</summary>
public sealed class InlineDoubleTests : FixRows
{
    private const string NothingSaid = """
        await core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events"));
        """;

    [Fact]
    public Task Moq() => Fixes(Library.Moq, "await core.ExecuteAgentAsync(request, ‹new Mock<IUserExecutionContext>().Object›);", NothingSaid);

    [Fact]
    public Task Moq_in_parentheses_and_suppressed() => Fixes(Library.Moq, "await core.ExecuteAgentAsync(request, ‹(new Mock<IUserExecutionContext>().Object)!›);", NothingSaid);

    [Fact]
    public Task Mock_Of() => Fixes(Library.Moq, "await core.ExecuteAgentAsync(request, ‹Mock.Of<IUserExecutionContext>()›);", NothingSaid);

    [Fact]
    public Task Mock_Of_with_a_predicate() => Fixes(
        Library.Moq,
        "await core.ExecuteAgentAsync(request, ‹Mock.Of<IUserExecutionContext>(c => c.UserId == \"user-123\" && c.ThreadId == request.Text)›);",
        NothingSaid.Replace("\"user-streams-events\"", "\"user-123\"", StringComparison.Ordinal).Replace("\"thread-streams-events\"", "request.Text", StringComparison.Ordinal));

    [Fact]
    public Task NSubstitute() => Fixes(Library.NSubstitute, "await core.ExecuteAgentAsync(request, ‹Substitute.For<IUserExecutionContext>()›);", NothingSaid);

    [Fact]
    public Task FakeItEasy() => Fixes(Library.FakeItEasy, "await core.ExecuteAgentAsync(request, ‹A.Fake<IUserExecutionContext>()›);", NothingSaid);

    [Fact]
    public Task A_named_argument() => Fixes(
        Library.NSubstitute,
        "await core.ExecuteAgentAsync(userContext: ‹Substitute.For<IUserExecutionContext>()›, request: request);",
        """
        await core.ExecuteAgentAsync(userContext: new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events"), request: request);
        """);

    [Fact]
    public Task Null_suppressed() => Fixes(Library.Moq, "await core.ExecuteAgentAsync(request, ‹-null!›);", NothingSaid);

    [Fact]
    public Task Default_suppressed() => Fixes(Library.Moq, "await core.ExecuteAgentAsync(request, ‹-default!›);", NothingSaid);

    [Fact]
    public Task A_matcher() => Fixes(Library.Moq, "await core.ExecuteAgentAsync(request, ‹-It.IsAny<IUserExecutionContext>()›);", NothingSaid);

    [Fact]
    public Task A_short_construction_stays_on_its_line() => FixesFile(Library.Moq, """
        class Tests
        {
            Task Run(AgentExecutionCore c, string u, string t, string r, string q) =>
                c.ExecuteAgentAsync(null!, ‹Mock.Of<IUserExecutionContext>(x => x.UserId == u && x.ThreadId == t && x.RunId == r && x.RequestId == q)›);
        }
        """, """
        class Tests
        {
            Task Run(AgentExecutionCore c, string u, string t, string r, string q) =>
                c.ExecuteAgentAsync(null!, new UserExecutionContext(userId: u, threadId: t, runId: r, requestId: q));
        }
        """);

    [Fact]
    public Task A_long_one_has_a_line_for_each_ID() => FixesFile(Library.Moq, """
        class Tests
        {
            Task Run(AgentExecutionCore c, AgentRequest r, string userId, string threadId, string requestId) =>
                c.ExecuteAgentAsync(r, ‹-null!›);
        }
        """, """
        class Tests
        {
            Task Run(AgentExecutionCore c, AgentRequest r, string userId, string threadId, string requestId) =>
                c.ExecuteAgentAsync(r, new UserExecutionContext(
                    userId: userId,
                    threadId: threadId,
                    runId: r.RunId,
                    requestId: requestId));
        }
        """);

    [Fact]
    public Task The_interface_stays_where_a_method_infers_it() => FixesFile(Library.Moq, """
        class Tests
        {
            Task Run(AgentExecutionCore core, AgentRequest request, bool first, IUserExecutionContext other) =>
                core.ExecuteAgentAsync(request, ‹first ? Mock.Of<IUserExecutionContext>() : other›);
        }
        """, """
        class Tests
        {
            Task Run(AgentExecutionCore core, AgentRequest request, bool first, IUserExecutionContext other) =>
                core.ExecuteAgentAsync(request, first ? (IUserExecutionContext)new UserExecutionContext(
                    userId: "user-run",
                    threadId: "thread-run",
                    runId: request.RunId,
                    requestId: "request-run") : other);
        }
        """);
}
