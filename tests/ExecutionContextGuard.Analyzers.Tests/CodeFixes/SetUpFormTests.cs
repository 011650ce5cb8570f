using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Forms of set-ups that carry a value, and next to each those that do more than a value can.</summary>
public sealed class SetUpFormTests : FixRows
{
    private const string Settable = """
            public interface IUserExecutionContext { string UserId { get; set; } int RunId { get; set; } }
            public sealed class UserExecutionContext(string userId, string runId) : IUserExecutionContext
            {
                public string UserId { get; set; } = userId;
                public int RunId { get; set; } = runId.Length;
            }
        """;

    private const string Correlated = """
            public interface IUserExecutionContext { string RequestId { get; } string CorrelationId { get; } }
            public sealed class UserExecutionContext(string requestId) : IUserExecutionContext
            {
                public string RequestId => requestId;
                public string CorrelationId => requestId;
            }
        """;

    [Fact]
    public Task NSubstitute_an_assignment_and_a_number() => Mended(Settable, Library.NSubstitute, """
        var number = 42;
        var userContext = Substitute.For<IUserExecutionContext>();
        userContext.UserId = "u";
        userContext.RunId.Returns(number);
        await core.ExecuteAgentAsync(request, userContext);
        """, """
        var number = 42;
        var userContext = new UserExecutionContext(
            userId: "u",
            runId: number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await core.ExecuteAgentAsync(request, userContext);
        """);

    [Fact]
    public Task Moq_SetupAllProperties_with_a_value() => Mended(Settable, Library.Moq, """
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupAllProperties();
        userContext.SetupProperty(c => c.UserId, "u");
        userContext.SetupProperty(c => c.RunId, 7);
        await core.ExecuteAgentAsync(request, userContext.Object);
        """, """
        var userContext = new UserExecutionContext(
            userId: "u",
            runId: 7.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await core.ExecuteAgentAsync(request, userContext);
        """);

    [Fact]
    public Task Two_members_of_one_role_that_agree() => Mended(Correlated, Library.Moq, """
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.RequestId).Returns("q");
        userContext.SetupGet(c => c.CorrelationId).Returns("q");
        await core.ExecuteAgentAsync(request, userContext.Object);
        """, """
        var userContext = new UserExecutionContext(requestId: "q");
        await core.ExecuteAgentAsync(request, userContext);
        """);

    [Fact]
    public Task Two_members_of_one_role_that_do_not() => LeavesWith(DeclineWord.Conflicting, Library.Moq, 2, Method("""
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.RequestId).Returns("q");
        userContext.SetupGet(c => c.CorrelationId).Returns("c");
        await core.ExecuteAgentAsync(request, userContext.Object);
        """), Platform(Correlated));

    [Theory]
    [InlineData("Moq", "var user = \"u\"; var userContext = new Mock<IUserExecutionContext>(); userContext.Setup(c => c.UserId).Returns(() => user);", "userContext.Object")]
    [InlineData("NSubstitute", "var user = \"u\"; var userContext = Substitute.For<IUserExecutionContext>(); userContext.UserId.Returns(_ => user);", "userContext")]
    [InlineData("FakeItEasy", "var user = \"u\"; var userContext = A.Fake<IUserExecutionContext>(); A.CallTo(() => userContext.UserId).ReturnsLazily(() => user);", "userContext")]
    public Task A_lambda_that_gives_what_is_assigned_once(string library, string statements, string argument) => Mends(Of(library), 2, Method($"""
        {statements.Replace("; ", ";\n", StringComparison.Ordinal)}
        await core.ExecuteAgentAsync(request, {argument});
        """), Method("""
        var user = "u";
        var userContext = new UserExecutionContext(
            userId: user,
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        """));

    [Theory]
    [InlineData("Moq", "var user = \"u\"; var userContext = new Mock<IUserExecutionContext>(); userContext.Setup(c => c.UserId).Returns(() => user); user = \"v\";", "userContext.Object")]
    [InlineData("Moq", "var userContext = new Mock<IUserExecutionContext> { CallBase = true };", "userContext.Object")]
    [InlineData("Moq", "var userContext = new Mock<IUserExecutionContext>(); userContext.As<IDisposable>().Setup(d => d.Dispose());", "userContext.Object")]
    [InlineData("Moq", "var userContext = new MockRepository(MockBehavior.Strict).Create<IUserExecutionContext>();", "userContext.Object")]
    [InlineData("NSubstitute", "var userContext = Substitute.For<IUserExecutionContext, IDisposable>();", "userContext")]
    [InlineData("NSubstitute", "var user = \"u\"; var userContext = Substitute.For<IUserExecutionContext>(); userContext.UserId.Returns(_ => user); user = \"v\";", "userContext")]
    [InlineData("FakeItEasy", "var user = \"u\"; var userContext = A.Fake<IUserExecutionContext>(); A.CallTo(() => userContext.UserId).ReturnsLazily(() => user); user = \"v\";", "userContext")]
    [InlineData("FakeItEasy", "var userContext = A.Fake<IUserExecutionContext>(o => o.Implements<IDisposable>());", "userContext")]
    public Task More_than_a_value(string library, string statements, string argument) => Leaves(DeclineWord.Behaviour, Of(library), 2, Method($"""
        {statements.Replace("; ", ";\n", StringComparison.Ordinal)}
        await core.ExecuteAgentAsync(request, {argument});
        """));

    [Fact]
    public Task A_dynamic_call() => Leaves(DeclineWord.Reflection, Library.Moq, 2, Method("""
        dynamic anything = core;
        var userContext = new Mock<IUserExecutionContext>();
        await core.ExecuteAgentAsync(request, userContext.Object);
        await anything.ExecuteAgentAsync(request, userContext.Object);
        """));

    [Fact]
    public Task An_expression_tree() => Leaves(DeclineWord.Unsupported, Library.Moq, 1, Method("""
        System.Linq.Expressions.Expression<Func<Task>> run = () => core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());
        await run.Compile()();
        """));

    private static Library Of(string name) => name == "Moq" ? Library.Moq : name == "NSubstitute" ? Library.NSubstitute : Library.FakeItEasy;

    private static Row Mended(string types, Library library, string before, string after) =>
        Mends(library, 2, Method(before), Method(after)).WithContext(Platform(types));

    private static string Platform(string types) => $$"""
        using System.Threading.Tasks;

        namespace Acme
        {
        {{types}}
            public sealed class AgentRequest { public string Text => ""; }
            public class AgentExecutionCore { public Task ExecuteAgentAsync(AgentRequest request, IUserExecutionContext userContext) => Task.CompletedTask; }
        }
        """;
}
