using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>A double in a local with its set-ups after it.</summary>
public sealed class LocalDoubleTests : FixRows
{
    private const string Taken = """
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        """;

    private const string NothingSaid = """
        var userContext = new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        """;

    [Fact]
    public Task Moq_SetupGet() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        userContext.SetupGet(c => c.UserId).Returns("user-123");
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, Taken);

    [Fact]
    public Task Moq_Setup() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        userContext.Setup(c => c.UserId).Returns("user-123");
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, Taken);

    [Fact]
    public Task Moq_SetupProperty_and_a_loose_behaviour() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>(MockBehavior.Loose)»;
        userContext.SetupProperty(c => c.UserId, "user-123");
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, Taken);

    [Fact]
    public Task Moq_a_constant_in_a_lambda() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        userContext.Setup(c => c.UserId).Returns(() => "user-123");
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, Taken);

    [Fact]
    public Task Moq_Mock_Of_with_a_predicate() => Fixes(Library.Moq, """
        var userContext = «Mock.Of<IUserExecutionContext>(c => c.UserId == "user-123")»;
        await core.ExecuteAgentAsync(request, ‹userContext›);
        """, Taken);

    [Fact]
    public Task Moq_Mock_Of_set_up_through_Mock_Get() => Fixes(Library.Moq, """
        var userContext = «Mock.Of<IUserExecutionContext>()»;
        Mock.Get(userContext).Setup(c => c.UserId).Returns("user-123");
        await core.ExecuteAgentAsync(request, ‹userContext›);
        """, Taken);

    [Fact]
    public Task Moq_without_set_ups() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, NothingSaid);

    [Fact]
    public Task NSubstitute_Returns() => Fixes(Library.NSubstitute, """
        var userContext = «Substitute.For<IUserExecutionContext>()»;
        userContext.UserId.Returns("user-123");
        await core.ExecuteAgentAsync(request, ‹userContext›);
        """, Taken);

    [Fact]
    public Task NSubstitute_a_constant_in_a_lambda() => Fixes(Library.NSubstitute, """
        var userContext = «Substitute.For<IUserExecutionContext>()»;
        userContext.UserId.Returns(_ => "user-123");
        await core.ExecuteAgentAsync(request, ‹userContext›);
        """, Taken);

    [Fact]
    public Task NSubstitute_without_set_ups() => Fixes(Library.NSubstitute, """
        var userContext = «Substitute.For<IUserExecutionContext>()»;
        await core.ExecuteAgentAsync(request, ‹userContext›);
        """, NothingSaid);

    [Fact]
    public Task FakeItEasy_CallTo() => Fixes(Library.FakeItEasy, """
        var userContext = «A.Fake<IUserExecutionContext>()»;
        A.CallTo(() => userContext.UserId).Returns("user-123");
        await core.ExecuteAgentAsync(request, ‹userContext›);
        """, Taken);

    [Fact]
    public Task FakeItEasy_a_wrapper() => Fixes(Library.FakeItEasy, """
        var userContext = «new Fake<IUserExecutionContext>()»;
        userContext.CallsTo(c => c.UserId).Returns("user-123");
        await core.ExecuteAgentAsync(request, ‹userContext.FakedObject›);
        """, Taken);

    [Fact]
    public Task FakeItEasy_without_set_ups() => Fixes(Library.FakeItEasy, """
        var userContext = «A.Fake<IUserExecutionContext>()»;
        await core.ExecuteAgentAsync(request, ‹userContext›);
        """, NothingSaid);

    [Fact]
    public Task A_declared_wrapper_type_changes_along() => Fixes(Library.Moq, """
        Mock<IUserExecutionContext> userContext = «new Mock<IUserExecutionContext>()»;
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, NothingSaid.Replace("var ", "UserExecutionContext ", StringComparison.Ordinal));

    [Fact]
    public Task A_target_typed_creation_stays_one() => Fixes(Library.Moq, """
        Mock<IUserExecutionContext> userContext = «new()»;
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, NothingSaid.Replace("var userContext = new UserExecutionContext(", "UserExecutionContext userContext = new(", StringComparison.Ordinal));

    [Fact]
    public Task A_declared_interface_becomes_the_real_type() => Fixes(Library.NSubstitute, """
        IUserExecutionContext userContext = «Substitute.For<IUserExecutionContext>()»;
        await core.ExecuteAgentAsync(request, ‹userContext›);
        """, NothingSaid.Replace("var ", "UserExecutionContext ", StringComparison.Ordinal));

    [Fact]
    public Task The_interface_stays_where_it_is_inferred_from() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        var contexts = new[] { userContext.Object };
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, NothingSaid.Replace("var ", "IUserExecutionContext ", StringComparison.Ordinal).Replace("await", "var contexts = new[] { userContext };\nawait", StringComparison.Ordinal));

    [Fact]
    public Task An_alias_is_followed() => Code("""
        class Tests
        {
            async Task Streams_events(AgentExecutionCore core, AgentRequest request)
            {
                var mock = {|ECG1010:{|created:new Mock<IUserExecutionContext>()|}|};
                var {|stored:userContext = mock.Object|};
                await core.ExecuteAgentAsync(request, {|ECG1001:userContext|});
            }
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq")).FixedTo(Method("""
        var mock = new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        var userContext = mock;
        await core.ExecuteAgentAsync(request, userContext);
        """));

    [Fact]
    public Task One_double_in_two_calls_is_one_edit() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, NothingSaid + "\nawait core.ExecuteAgentAsync(request, userContext);");

    [Fact]
    public Task The_construction_stands_where_its_values_are_in_scope() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        var user = "user-123";

        userContext.Setup(c => c.UserId).Returns(user);
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, "var user = \"user-123\";\n\n" + Taken.Replace("\"user-123\"", "user", StringComparison.Ordinal));

    [Fact]
    public Task The_last_of_two_set_ups_wins() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        userContext.Setup(c => c.UserId).Returns("user-1");
        userContext.Setup(c => c.UserId).Returns("user-123");
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """, Taken);

    [Fact]
    public Task Guids_and_numbers_are_converted() => Fixes(Library.Moq, """
        var user = Guid.NewGuid();
        var number = 42;
        var userContext = «new Mock<IUserExecutionContext>()»;
        userContext.Setup(c => c.UserId).Returns(user.ToString());
        userContext.Setup(c => c.ThreadId).Returns($"thread-{number}");
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        Assert.Equal(user.ToString(), userContext.Object.UserId);
        """, """
        var user = Guid.NewGuid();
        var number = 42;
        var userContext = new UserExecutionContext(
            userId: user.ToString(),
            threadId: $"thread-{number}",
            runId: request.RunId,
            requestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        Assert.Equal(user.ToString(), userContext.UserId);
        """);

    [Fact]
    public Task A_lambda_that_captures_it() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        userContext.Setup(c => c.UserId).Returns("user-123");
        Func<Task> run = () => core.ExecuteAgentAsync(request, ‹userContext.Object›);
        await run();
        """, Taken.Replace("await core", "Func<Task> run = () => core", StringComparison.Ordinal) + "\nawait run();");

    [Fact]
    public Task Verifying_another_double_is_no_reason_to_decline() => Fixes(Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>()»;
        var accessor = new Mock<IContextAccessor>();
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        accessor.Verify(a => a.Equals(userContext.Object));
        """, NothingSaid.Replace("await", "var accessor = new Mock<IContextAccessor>();\nawait", StringComparison.Ordinal) + "\naccessor.Verify(a => a.Equals(userContext));");

    [Fact]
    public Task In_a_section_of_a_switch() => Fixes(Library.Moq, """
        switch (request.RunId)
        {
            case "run-1":
                var userContext = «new Mock<IUserExecutionContext>()»;
                userContext.SetupGet(c => c.UserId).Returns("user-123");
                await core.ExecuteAgentAsync(request, ‹userContext.Object›);
                break;
            default:
                break;
        }
        """, """
        switch (request.RunId)
        {
            case "run-1":
                var userContext = new UserExecutionContext(
                    userId: "user-123",
                    threadId: "thread-streams-events",
                    runId: request.RunId,
                    requestId: "request-streams-events");
                await core.ExecuteAgentAsync(request, userContext);
                break;
            default:
                break;
        }
        """);

    [Fact]
    public Task In_a_section_of_a_switch_that_another_declares() => Fixes(Library.Moq, """
        switch (request.RunId)
        {
            case "run-1":
                Mock<IUserExecutionContext> userContext;
                break;
            default:
                userContext = «new Mock<IUserExecutionContext>()»;
                userContext.SetupGet(c => c.UserId).Returns("user-123");
                await core.ExecuteAgentAsync(request, ‹userContext.Object›);
                break;
        }
        """, """
        switch (request.RunId)
        {
            case "run-1":
                UserExecutionContext userContext;
                break;
            default:
                userContext = new UserExecutionContext(
                    userId: "user-123",
                    threadId: "thread-streams-events",
                    runId: request.RunId,
                    requestId: "request-streams-events");
                await core.ExecuteAgentAsync(request, userContext);
                break;
        }
        """);
}
