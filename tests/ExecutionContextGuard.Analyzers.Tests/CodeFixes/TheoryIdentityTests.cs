using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>IDs that the rows of a theory give: where one of them is blank on purpose, no real context can take its place.</summary>
public sealed class TheoryIdentityTests : FixRows
{
    [Theory]
    [InlineData("null!", "EmptyIdentity")]
    [InlineData("\"\"", "EmptyIdentity")]
    [InlineData("\" \"", "EmptyIdentity")]
    public Task A_row_without_an_ID(string row, string reason) => Leaves(Enum.Parse<DeclineWord>(reason), Library.Moq, 2, Theory(row, """
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns(userId);
        await core.ExecuteAgentAsync(null!, userContext.Object);
        """));

    [Fact]
    public Task Rows_with_IDs() => Mends(Library.Moq, 2, Theory("\"v\"", """
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns(userId);
        await core.ExecuteAgentAsync(null!, userContext.Object);
        """), Theory("\"v\"", """
        var userContext = new UserExecutionContext(
            userId: userId,
            threadId: "thread-runs",
            runId: "run-runs",
            requestId: "request-runs");
        await core.ExecuteAgentAsync(null!, userContext);
        """));

    // It is in scope, but a double without set-ups never saw it.
    [Fact]
    public Task A_row_without_an_ID_is_not_taken_from_the_scope() => Mends(Library.Moq, 1, Theory("\"\"", """
        await core.ExecuteAgentAsync(null!, Mock.Of<IUserExecutionContext>());
        """), Theory("\"\"", """
        await core.ExecuteAgentAsync(null!, new UserExecutionContext(
            userId: "user-runs",
            threadId: "thread-runs",
            runId: "run-runs",
            requestId: "request-runs"));
        """));

    [Theory]
    [InlineData("NUnit", "[TestCase(1, null)]")]
    [InlineData("MSTest", "[TestMethod]\n    [DataRow(1, \"\")]")]
    public Task A_row_of_another_framework(string framework, string row) => IsLeft(DeclineWord.EmptyIdentity, Code($$"""
        public class Tests
        {
            {{row}}
            public async Task Runs(int number, string userId)
            {
                await new AgentExecutionCore().ExecuteAgentAsync(null!, Mock.Of<IUserExecutionContext>(c => c.UserId == userId));
            }
        }
        """).With(framework == "NUnit" ? Library.NUnit : Library.MSTest).Finds(1).OffersNoFix());

    private static string Theory(string row, string statements) => $$"""
        public class Tests
        {
            private readonly AgentExecutionCore core = new();

            [Theory]
            [InlineData("u", 1)]
            [InlineData({{row}}, 2)]
            public async Task Runs(string userId, int number)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
