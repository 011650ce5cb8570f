using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Each reason to decline with each library in which it can occur: a cell that is missing is named.</summary>
public sealed class DeclineTableTests : FixRows
{
    private static readonly Library[] s_libraries = [Library.Moq, Library.NSubstitute, Library.FakeItEasy];

    /// <summary>The reasons that have nothing to do with a mocking library, and where their rows are.</summary>
    private static readonly Dictionary<string, string> s_withoutLibrary = new()
    {
        ["Unmapped"] = $"text, JSON and dictionaries are no library's doubles; see {nameof(LooseContextFixTests)}",
        ["Stale"] = $"the code has changed, whoever made the double; see {nameof(StaleTests)}",
    };

    private static readonly Dictionary<(DeclineWord Reason, string Library), Func<Task>> s_cells = new()
    {
        [(DeclineWord.Verified, "Moq")] = () => Moq(DeclineWord.Verified, "", "userContext.VerifyGet(c => c.UserId);"),
        [(DeclineWord.Verified, "NSubstitute")] = () => NSubstitute(DeclineWord.Verified, "", "_ = userContext.Received().UserId;"),
        [(DeclineWord.Verified, "FakeItEasy")] = () => FakeItEasy(DeclineWord.Verified, "", "A.CallTo(() => userContext.UserId).MustHaveHappened();"),
        [(DeclineWord.Behaviour, "Moq")] = () => Moq(DeclineWord.Behaviour, "userContext.Setup(c => c.UserId).Callback(() => { }).Returns(\"u\");"),
        [(DeclineWord.Behaviour, "NSubstitute")] = () => NSubstitute(DeclineWord.Behaviour, "userContext.UserId.Returns(\"u\", \"v\");"),
        [(DeclineWord.Behaviour, "FakeItEasy")] = () => FakeItEasy(DeclineWord.Behaviour, "A.CallTo(() => userContext.UserId).ReturnsNextFromSequence(\"u\", \"v\");"),
        [(DeclineWord.OtherMembers, "Moq")] = () => Moq(DeclineWord.OtherMembers, "userContext.Setup(c => c.Tenant).Returns(\"acme\");", context: WithTenant),
        [(DeclineWord.OtherMembers, "NSubstitute")] = () => NSubstitute(DeclineWord.OtherMembers, "userContext.Tenant.Returns(\"acme\");", context: WithTenant),
        [(DeclineWord.OtherMembers, "FakeItEasy")] = () => FakeItEasy(DeclineWord.OtherMembers, "A.CallTo(() => userContext.Tenant).Returns(\"acme\");", context: WithTenant),
        [(DeclineWord.LateSetup, "Moq")] = () => Moq(DeclineWord.LateSetup, "", "userContext.Setup(c => c.UserId).Returns(\"u\");"),
        [(DeclineWord.LateSetup, "NSubstitute")] = () => NSubstitute(DeclineWord.LateSetup, "", "userContext.UserId.Returns(\"u\");"),
        [(DeclineWord.LateSetup, "FakeItEasy")] = () => FakeItEasy(DeclineWord.LateSetup, "", "A.CallTo(() => userContext.UserId).Returns(\"u\");"),
        [(DeclineWord.Mutated, "Moq")] = () => Moq(DeclineWord.Mutated, "", "userContext.Object.UserId = \"u\";", Settable),
        [(DeclineWord.Mutated, "NSubstitute")] = () => NSubstitute(DeclineWord.Mutated, "", "userContext.UserId = \"u\";", Settable),
        [(DeclineWord.Mutated, "FakeItEasy")] = () => FakeItEasy(DeclineWord.Mutated, "", "userContext.UserId = \"u\";", Settable),
        [(DeclineWord.Escapes, "Moq")] = () => Moq(DeclineWord.Escapes, "GC.KeepAlive(userContext);"),
        [(DeclineWord.Escapes, "NSubstitute")] = () => EscapesFrom(Library.NSubstitute, "Substitute.For<IUserExecutionContext>()"),
        [(DeclineWord.Escapes, "FakeItEasy")] = () => EscapesFrom(Library.FakeItEasy, "A.Fake<IUserExecutionContext>()"),
        [(DeclineWord.EmptyIdentity, "Moq")] = () => Moq(DeclineWord.EmptyIdentity, "userContext.Setup(c => c.UserId).Returns(\"\");"),
        [(DeclineWord.EmptyIdentity, "NSubstitute")] = () => NSubstitute(DeclineWord.EmptyIdentity, "userContext.UserId.Returns(\"\");"),
        [(DeclineWord.EmptyIdentity, "FakeItEasy")] = () => FakeItEasy(DeclineWord.EmptyIdentity, "A.CallTo(() => userContext.UserId).Returns(\"\");"),
        [(DeclineWord.Conflicting, "Moq")] = () => Moq(DeclineWord.Conflicting, "if (request.Text == \"\") { userContext.Setup(c => c.UserId).Returns(\"u\"); }"),
        [(DeclineWord.Conflicting, "NSubstitute")] = () => NSubstitute(DeclineWord.Conflicting, "if (request.Text == \"\") userContext.UserId.Returns(\"u\");"),
        [(DeclineWord.Conflicting, "FakeItEasy")] = () => FakeItEasy(DeclineWord.Conflicting, "if (request.Text == \"\") { A.CallTo(() => userContext.UserId).Returns(\"u\"); }"),
        [(DeclineWord.RefusedValue, "Moq")] = () => Moq(DeclineWord.RefusedValue, "userContext.Setup(c => c.UserId).Returns(\"test\");", "Assert.Equal(\"test\", userContext.Object.UserId);", Context(Picky)),
        [(DeclineWord.RefusedValue, "NSubstitute")] = () => NSubstitute(DeclineWord.RefusedValue, "userContext.UserId.Returns(\"test\");", "Assert.Equal(\"test\", userContext.UserId);", Context(Picky)),
        [(DeclineWord.RefusedValue, "FakeItEasy")] = () => FakeItEasy(DeclineWord.RefusedValue, "A.CallTo(() => userContext.UserId).Returns(\"test\");", "Assert.Equal(\"test\", userContext.UserId);", Context(Picky)),
        [(DeclineWord.NoRealType, "Moq")] = () => Moq(DeclineWord.NoRealType, context: WithoutRealType),
        [(DeclineWord.NoRealType, "NSubstitute")] = () => NSubstitute(DeclineWord.NoRealType, context: WithoutRealType),
        [(DeclineWord.NoRealType, "FakeItEasy")] = () => FakeItEasy(DeclineWord.NoRealType, context: WithoutRealType),
        [(DeclineWord.NoConstructor, "Moq")] = () => Moq(DeclineWord.NoConstructor, context: Context("public UserExecutionContext(object claims) { }")),
        [(DeclineWord.NoConstructor, "NSubstitute")] = () => NSubstitute(DeclineWord.NoConstructor, context: Context("public UserExecutionContext(object claims) { }")),
        [(DeclineWord.NoConstructor, "FakeItEasy")] = () => FakeItEasy(DeclineWord.NoConstructor, context: Context("public UserExecutionContext(object claims) { }")),
        [(DeclineWord.Reflection, "Moq")] = () => Moq(DeclineWord.Reflection, "", Invoke("userContext.Object")),
        [(DeclineWord.Reflection, "NSubstitute")] = () => NSubstitute(DeclineWord.Reflection, "", Invoke("userContext")),
        [(DeclineWord.Reflection, "FakeItEasy")] = () => FakeItEasy(DeclineWord.Reflection, "", Invoke("userContext")),
        [(DeclineWord.Unsupported, "Moq")] = () => Moq(DeclineWord.Unsupported, "", LeftOut),
        [(DeclineWord.Unsupported, "NSubstitute")] = () => NSubstitute(DeclineWord.Unsupported, "", LeftOut),
        [(DeclineWord.Unsupported, "FakeItEasy")] = () => FakeItEasy(DeclineWord.Unsupported, "", LeftOut),
    };

    public static TheoryData<string, string> Cells
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (reason, library) in s_cells.Keys)
            {
                data.Add(reason.ToString(), library);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public Task A_reason_and_a_library(string reason, string library) => s_cells[(Enum.Parse<DeclineWord>(reason), library)]();

    [Fact]
    public void No_cell_is_missing()
    {
        var missing =
            from reason in Enum.GetNames<DeclineReason>()
            where !s_withoutLibrary.ContainsKey(reason)
            from library in s_libraries
            where !s_cells.Keys.Any(cell => cell.Reason.ToString() == reason && cell.Library == library.Namespace)
            select $"{reason} with {library.Namespace}";
        Assert.Empty(missing);
    }

    private const string LeftOut = "#if NET472\nGC.KeepAlive(userContext);\n#endif";

    private const string Picky = "public UserExecutionContext(string userId) { if (userId == \"test\") { throw new System.ArgumentException(userId); } }";

    private static string WithTenant => Context("public UserExecutionContext(string userId) { }")
        .Replace("string UserId { get; }", "string UserId { get; } string Tenant { get; }", StringComparison.Ordinal)
        .Replace("UserId => \"\";", "UserId => \"\"; public string Tenant => \"\";", StringComparison.Ordinal);

    private static string Settable => Context("public UserExecutionContext(string userId) { }")
        .Replace("get; }", "get; set; }", StringComparison.Ordinal)
        .Replace("UserId => \"\";", "UserId { get; set; } = \"\";", StringComparison.Ordinal);

    private static string WithoutRealType => Context("").Replace("class UserExecutionContext : IUserExecutionContext", "class Nothing", StringComparison.Ordinal);

    private static string Invoke(string argument) => $"typeof(AgentExecutionCore).GetMethod(\"ExecuteAgentAsync\")!.Invoke(core, new object[] {{ request, {argument} }});";

    private static Task Moq(DeclineWord reason, string setUps = "", string after = "", string? context = null) =>
        Row(reason, Library.Moq, "new Mock<IUserExecutionContext>()", "userContext.Object", setUps, after, context);

    private static Task NSubstitute(DeclineWord reason, string setUps = "", string after = "", string? context = null) =>
        Row(reason, Library.NSubstitute, "Substitute.For<IUserExecutionContext>()", "userContext", setUps, after, context);

    private static Task FakeItEasy(DeclineWord reason, string setUps = "", string after = "", string? context = null) =>
        Row(reason, Library.FakeItEasy, "A.Fake<IUserExecutionContext>()", "userContext", setUps, after, context);

    private static Task Row(DeclineWord reason, Library library, string creation, string argument, string setUps, string after, string? context) =>
        DeclinesWith(reason, library, Method($"var userContext = «{creation}»;\n{setUps}\nawait core.ExecuteAgentAsync(request, ‹{argument}›);\n{after}"), context ?? Context("public UserExecutionContext(string userId) { }"));

    /// <summary>Without a wrapper, only a task of it has a type that cannot change along.</summary>
    private static Task EscapesFrom(Library library, string creation) => DeclinesFile(DeclineWord.Escapes, library, $$"""
        public class Tests
        {
            public static async Task<IUserExecutionContext> CreateAsync()
            {
                var userContext = «{{creation}}»;
                await new AgentExecutionCore().ExecuteAgentAsync(null!, ‹userContext›);
                return userContext;
            }
        }
        """);

    private static string Context(string constructor) => $$"""
        using System.Threading.Tasks;
        namespace Acme
        {
            public interface IUserExecutionContext { string UserId { get; } }
            public sealed class UserExecutionContext : IUserExecutionContext
            {
                {{constructor}}
                public string UserId => "";
            }
            public sealed class AgentRequest { public string RunId => ""; public string Text => ""; }
            public class AgentExecutionCore { public Task ExecuteAgentAsync(AgentRequest request, IUserExecutionContext userContext) => Task.CompletedTask; }
        }
        """;
}
