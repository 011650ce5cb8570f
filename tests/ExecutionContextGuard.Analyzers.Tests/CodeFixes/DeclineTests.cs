using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>What is left to a person, and the word for why: where a rewrite could lose something, nothing is offered. Each word with each library: <see cref="DeclineTableTests"/>.</summary>
public sealed class DeclineTests : FixRows
{
    [Fact]
    public Task The_diagnostic_says_so_where_the_code_around_shows_it() => Marked(Library.Moq, Method(Moq("", "userContext.VerifyGet(c => c.UserId);"))).Declines("Verified");

    [Fact]
    public Task And_where_the_creation_shows_it() => Marked(Library.Moq, Method("await core.ExecuteAgentAsync(request, ‹new Mock<IUserExecutionContext>(MockBehavior.Strict).Object›);")).Declines("Behaviour");

    [Theory]
    [InlineData("= new();", "_userContext.VerifyGet(c => c.UserId);", "Verified")]
    [InlineData("= new(MockBehavior.Strict);", "", "Behaviour")]
    [InlineData("= new(MockBehavior.Strict);", "_userContext.VerifyAll();", "Verified")]
    [InlineData("= new();", "_userContext.SetupSequence(c => c.UserId).Returns(\"u\");", "Behaviour")]
    [InlineData("= new();", "Mock.Get(_userContext.Object).VerifyNoOtherCalls();", "Verified")]
    public Task And_where_the_class_of_a_private_member_shows_it(string made, string after, string reason) => Code($$"""
        class Tests
        {
            private readonly Mock<IUserExecutionContext> _userContext {{made}}

            async Task Test(AgentExecutionCore core)
            {
                await core.ExecuteAgentAsync(null!, _userContext.Object);
                {{after}}
            }
        }
        """).Finds(2).Declines(reason);

    [Fact]
    public Task And_where_a_constructor_makes_it() => Code("""
        class Tests
        {
            private readonly IUserExecutionContext _userContext;

            public Tests()
            {
                _userContext = Substitute.For<IUserExecutionContext>();
            }

            async Task Test(AgentExecutionCore core)
            {
                await core.ExecuteAgentAsync(null!, _userContext);
                _ = _userContext.Received().UserId;
            }
        }
        """).With(Library.NSubstitute).Finds(2).Declines("Verified");

    [Fact]
    public Task But_not_where_other_classes_could_look_at_it() => Code("""
        public class Tests
        {
            [Obsolete]
            public readonly Mock<IUserExecutionContext> UserContext = new();

            public async Task Test(AgentExecutionCore core)
            {
                await core.ExecuteAgentAsync(null!, UserContext.Object);
                UserContext.VerifyAll();
            }
        }
        """).Finds(2).OffersNoFix();

    [Theory]
    [InlineData("Moq", "new Mock<IContextAccessor> { DefaultValue = DefaultValue.Mock }", "accessor.Object.Current")]
    [InlineData("NSubstitute", "Substitute.For<IContextAccessor>()", "accessor.Current")]
    [InlineData("NSubstitute", "Substitute.For<IContextAccessor>()", "accessor?.Current!")]
    [InlineData("NSubstitute", "Substitute.For<IOuter>()", "accessor.Accessor.Current")]
    [InlineData("NSubstitute", "Substitute.For<IOuter>()", "await accessor.FindAsync()")]
    [InlineData("FakeItEasy", "A.Fake<IContextAccessor>()", "accessor.Current")]
    public Task A_double_that_a_member_of_another_gives(string library, string accessor, string read) => Leaves(DeclineWord.Unsupported, Of(library), 1, Method($$"""
        var accessor = {{accessor}};
        await core.ExecuteAgentAsync(request, {{read}});
        """) + """

        public interface IOuter
        {
            IContextAccessor Accessor { get; }
            Task<IUserExecutionContext> FindAsync();
        }
        """);

    [Fact]
    public Task Or_a_member_of_another_that_a_field_keeps() => Code("""
        class Tests
        {
            private readonly IContextAccessor _accessor = Substitute.For<IContextAccessor>();

            Task Test(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _accessor.Current);
        }
        """).With(Library.NSubstitute).Finds(1).Declines("Unsupported");

    [Theory]
    [InlineData("userContext.VerifyGet(c => c.UserId);")]
    [InlineData("userContext.Verify(c => c.UserId);")]
    [InlineData("userContext.VerifyAll();")]
    [InlineData("userContext.VerifyNoOtherCalls();")]
    [InlineData("Mock.Verify(userContext);")]
    [InlineData("Assert.Empty(userContext.Invocations);")]
    [InlineData("Mock.Get(userContext.Object).VerifyAll();")]
    public Task Verified_with_Moq(string check) => Declines(DeclineWord.Verified, Library.Moq, Moq("", check));

    [Fact]
    public Task Verifiable() => Declines(DeclineWord.Verified, Library.Moq, Moq("userContext.Setup(c => c.UserId).Returns(\"u\").Verifiable();"));

    [Theory]
    [InlineData("_ = userContext.Received().UserId;")]
    [InlineData("_ = userContext.DidNotReceive().UserId;")]
    [InlineData("Assert.Empty(userContext.ReceivedCalls());")]
    [InlineData("Received.InOrder(() => { _ = userContext.UserId; });")]
    public Task Verified_with_NSubstitute(string check) => Declines(DeclineWord.Verified, Library.NSubstitute, NSubstitute("", check));

    [Theory]
    [InlineData("A.CallTo(() => userContext.UserId).MustHaveHappened();")]
    [InlineData("A.CallTo(userContext).MustNotHaveHappened();")]
    [InlineData("Assert.Empty(Fake.GetCalls(userContext));")]
    public Task Verified_with_FakeItEasy(string check) => Declines(DeclineWord.Verified, Library.FakeItEasy, FakeItEasy("", check));

    [Theory]
    [InlineData("userContext.Setup(c => c.UserId).Callback(() => { }).Returns(\"u\");")]
    [InlineData("userContext.Setup(c => c.UserId).Throws<InvalidOperationException>();")]
    [InlineData("userContext.SetupSequence(c => c.UserId).Returns(\"u\").Returns(\"v\");")]
    [InlineData("userContext.CallBase = true;")]
    [InlineData("var n = 0; userContext.Setup(c => c.UserId).Returns(() => \"u\" + n++);")]
    [InlineData("userContext.As<IDisposable>();")]
    public Task Behaviour_with_Moq(string setUp) => Declines(DeclineWord.Behaviour, Library.Moq, Moq(setUp));

    [Fact]
    public Task A_strict_mock() => Declines(DeclineWord.Behaviour, Library.Moq, """
        var userContext = «new Mock<IUserExecutionContext>(MockBehavior.Strict)»;
        userContext.Setup(c => c.UserId).Returns("u");
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """);

    [Theory]
    [InlineData("userContext.UserId.Returns(\"u\", \"v\");")]
    [InlineData("userContext.UserId.Returns(call => call.ToString());")]
    [InlineData("userContext.When(c => { _ = c.UserId; }).Do(_ => { });")]
    public Task Behaviour_with_NSubstitute(string setUp) => Declines(DeclineWord.Behaviour, Library.NSubstitute, NSubstitute(setUp));

    [Theory]
    [InlineData("A.CallTo(() => userContext.UserId).ReturnsLazily(() => Guid.NewGuid().ToString());")]
    [InlineData("A.CallTo(() => userContext.UserId).Throws<InvalidOperationException>();")]
    [InlineData("A.CallTo(() => userContext.UserId).Returns(\"u\").Once();")]
    public Task Behaviour_with_FakeItEasy(string setUp) => Declines(DeclineWord.Behaviour, Library.FakeItEasy, FakeItEasy(setUp));

    [Fact]
    public Task Options_of_a_fake() => Declines(DeclineWord.Behaviour, Library.FakeItEasy, "await core.ExecuteAgentAsync(request, ‹A.Fake<IUserExecutionContext>(o => o.Strict())›);");

    [Fact]
    public Task Another_member_than_an_ID() => Declines(DeclineWord.OtherMembers, Library.Moq, Moq("userContext.Setup(c => c.UserId.Length).Returns(3);"));

    [Fact]
    public Task Another_condition_of_Mock_Of() => Declines(DeclineWord.OtherMembers, Library.Moq, "await core.ExecuteAgentAsync(request, ‹Mock.Of<IUserExecutionContext>(c => c.UserId.Length == 3)›);");

    [Fact]
    public Task Set_up_in_a_helper_that_it_is_handed_to() => DeclinesFile(DeclineWord.LateSetup, Library.NSubstitute, """
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var userContext = «Substitute.For<IUserExecutionContext>()»;
                Known(userContext);
                await core.ExecuteAgentAsync(request, ‹userContext›);
            }

            static void Known(object context) => ((IUserExecutionContext)context).UserId.Returns("u");
        }
        """);

    [Fact]
    public Task Set_up_in_a_lambda() => Declines(DeclineWord.LateSetup, Library.Moq, Moq("Action setUp = () => { userContext.Setup(c => c.UserId).Returns(\"u\"); }; setUp();"));

    [Fact]
    public Task The_wrapper_is_passed_on() => Declines(DeclineWord.Escapes, Library.Moq, Moq("GC.KeepAlive(userContext);"));

    [Fact]
    public Task The_wrapper_in_a_tuple() => Declines(DeclineWord.Escapes, Library.Moq, Moq("var pair = (userContext, 1);"));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("string.Empty")]
    [InlineData("default(string)!")]
    [InlineData("(string)null!")]
    [InlineData("Guid.Empty.ToString()")]
    public Task Empty_on_purpose(string value) => Declines(DeclineWord.EmptyIdentity, Library.Moq, Moq($"userContext.Setup(c => c.UserId).Returns({value});"));

    [Fact]
    public Task An_ID_that_nothing_sets_is_asserted_on() => Declines(DeclineWord.EmptyIdentity, Library.Moq, Moq("", "Assert.Null(userContext.Object.UserId);"));

    [Fact]
    public Task Two_branches() => Declines(DeclineWord.Conflicting, Library.Moq, Moq("if (request.Text == \"\") { userContext.Setup(c => c.UserId).Returns(\"u\"); } else { userContext.Setup(c => c.UserId).Returns(\"v\"); }"));

    [Fact]
    public Task A_value_that_another_statement_could_change() => Declines(DeclineWord.Unsupported, Library.Moq, Moq("""
        userContext.Setup(c => c.UserId).Returns(Environment.GetEnvironmentVariable("USER")!);
        Environment.SetEnvironmentVariable("USER", "v");
        userContext.Setup(c => c.ThreadId).Returns("t");
        """));

    [Fact]
    public Task A_refused_value_that_nothing_else_mentions_is_replaced() => Marked(Library.Moq, Method("""
        var userContext = «new Mock<IUserExecutionContext>()»;
        userContext.Setup(c => c.UserId).Returns("test");
        await core.ExecuteAgentAsync(request, ‹userContext.Object›);
        """)).WithContext(Context(Picky)).FixedTo(Method("""
        var userContext = new UserExecutionContext(userId: "user-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        """));

    [Fact]
    public Task The_wrapper_of_FakeItEasy_is_passed_on() => Declines(DeclineWord.Escapes, Library.FakeItEasy, Around("var userContext = «new Fake<IUserExecutionContext>()»;", "", "userContext.FakedObject", "GC.KeepAlive(userContext);"));

    private static Library Of(string name) => name == "Moq" ? Library.Moq : name == "NSubstitute" ? Library.NSubstitute : Library.FakeItEasy;

    private const string Picky = "public UserExecutionContext(string userId) { if (userId == \"test\") { throw new System.ArgumentException(userId); } }";

    private static string Moq(string setUps, string after = "") => Around("var userContext = «new Mock<IUserExecutionContext>()»;", setUps, "userContext.Object", after);

    private static string NSubstitute(string setUps, string after = "") => Around("var userContext = «Substitute.For<IUserExecutionContext>()»;", setUps, "userContext", after);

    private static string FakeItEasy(string setUps, string after = "") => Around("var userContext = «A.Fake<IUserExecutionContext>()»;", setUps, "userContext", after);

    private static string Around(string created, string setUps, string argument, string after) =>
        $"{created}\n{setUps}\nawait core.ExecuteAgentAsync(request, ‹{argument}›);\n{after}";

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
