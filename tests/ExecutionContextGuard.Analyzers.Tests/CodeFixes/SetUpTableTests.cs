using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Each way in which a library says what a member gives, all with one result; next to them what looks alike and is more than a value.</summary>
public sealed class SetUpTableTests : FixRows
{
    [Theory]
    [InlineData("userContext.Setup(c => c.UserId).Returns(\"u\");")]
    [InlineData("userContext.SetupGet(c => c.UserId).Returns(\"u\");")]
    [InlineData("userContext.SetupGet<string>(c => c.UserId).Returns(\"u\");")]
    [InlineData("userContext.Setup(c => c.UserId).Returns(() => \"u\");")]
    [InlineData("userContext.Setup(c => c.UserId).Returns(() => { return \"u\"; });")]
    [InlineData("userContext.SetupProperty(c => c.UserId, \"u\");", true)]
    [InlineData("userContext.SetupAllProperties(); userContext.Object.UserId = \"u\";", true)]
    [InlineData("userContext.SetupGet(c => c.UserId).Returns(\"v\"); userContext.SetupGet(c => c.UserId).Returns(\"u\");")]
    public Task Moq(string setUps, bool isSettable = false) => Carries(Library.Moq, "var userContext = new Mock<IUserExecutionContext>();", setUps, "userContext.Object", isSettable);

    [Theory]
    [InlineData("Mock.Of<IUserExecutionContext>(c => c.UserId == \"u\")", "")]
    [InlineData("Mock.Of<IUserExecutionContext>(c => (c.UserId == \"u\"))", "")]
    [InlineData("Mock.Of<IUserExecutionContext>(MockBehavior.Loose)", "Mock.Get(userContext).Setup(c => c.UserId).Returns(\"u\");")]
    [InlineData("Mock.Of<IUserExecutionContext>()", "Mock.Get(userContext).SetupGet(c => c.UserId).Returns(\"u\");")]
    [InlineData("Mock.Of<IUserExecutionContext>()", "userContext.UserId = \"u\";", true)]
    [InlineData("new Mock<IUserExecutionContext>(MockBehavior.Loose).Object", "Mock.Get(userContext).SetupGet(c => c.UserId).Returns(\"u\");")]
    public Task Moq_s_object(string creation, string setUps, bool isSettable = false) => Carries(Library.Moq, $"var userContext = {creation};", setUps, "userContext", isSettable);

    [Theory]
    [InlineData("userContext.UserId.Returns(\"u\");")]
    [InlineData("userContext.UserId.ReturnsForAnyArgs(\"u\");")]
    [InlineData("userContext.UserId.Returns<string>(\"u\");")]
    [InlineData("userContext.UserId.Returns(_ => \"u\");")]
    [InlineData("userContext.UserId.Returns(_ => { return \"u\"; });")]
    [InlineData("SubstituteExtensions.Returns(userContext.UserId, \"u\");")]
    [InlineData("NSubstitute.Extensions.ConfigurationExtensions.Configure(userContext).UserId.Returns(\"u\");")]
    [InlineData("userContext.UserId = \"u\";", true)]
    public Task NSubstitute(string setUps, bool isSettable = false) => Carries(Library.NSubstitute, "var userContext = Substitute.For<IUserExecutionContext>();", setUps, "userContext", isSettable);

    [Theory]
    [InlineData("A.CallTo(() => userContext.UserId).Returns(\"u\");")]
    [InlineData("A.CallTo(() => userContext.UserId).ReturnsLazily(() => \"u\");")]
    [InlineData("A.CallTo(() => userContext.UserId).ReturnsLazily(_ => \"u\");")]
    [InlineData("A.CallTo(() => userContext.UserId).ReturnsLazily(() => { return \"u\"; });")]
    [InlineData("userContext.UserId = \"u\";", true)]
    public Task FakeItEasy(string setUps, bool isSettable = false) => Carries(Library.FakeItEasy, "var userContext = A.Fake<IUserExecutionContext>();", setUps, "userContext", isSettable);

    [Theory]
    [InlineData("A.Fake<IUserExecutionContext>(o => o.ConfigureFake(f => A.CallTo(() => f.UserId).Returns(\"u\")))")]
    [InlineData("A.Fake<IUserExecutionContext>(o => { o.ConfigureFake(f => { A.CallTo(() => f.UserId).Returns(\"u\"); }); })")]
    [InlineData("A.Fake<IUserExecutionContext>(o => o.ConfigureFake(f => A.CallTo(() => f.UserId).Returns(\"v\")).ConfigureFake(f => A.CallTo(() => f.UserId).Returns(\"u\")))")]
    [InlineData("A.Fake<IUserExecutionContext>(o => o.ConfigureFake(f => { A.CallTo(() => f.UserId).Returns(\"v\"); A.CallTo(() => f.UserId).Returns(\"u\"); }))")]
    [InlineData("A.Fake<IUserExecutionContext>(o => o.ConfigureFake(f => f.UserId = \"u\"))", true)]
    public Task FakeItEasy_s_options(string creation, bool isSettable = false) => Carries(Library.FakeItEasy, $"var userContext = {creation};", "", "userContext", isSettable);

    [Fact]
    public Task FakeItEasy_s_wrapper_with_options() =>
        Carries(Library.FakeItEasy, "var userContext = new Fake<IUserExecutionContext>(o => o.ConfigureFake(f => A.CallTo(() => f.UserId).Returns(\"u\")));", "", "userContext.FakedObject");

    [Fact]
    public Task FakeItEasy_s_wrapper() => Carries(Library.FakeItEasy, "var userContext = new Fake<IUserExecutionContext>();", "userContext.CallsTo(c => c.UserId).Returns(\"u\");", "userContext.FakedObject");

    [Theory]
    [InlineData("Moq", "new Mock<IUserExecutionContext>()", "userContext.SetupSequence(c => c.UserId).Returns(\"u\");")]
    [InlineData("Moq", "new Mock<IUserExecutionContext>()", "userContext.SetupSet(c => c.UserId = \"u\");")]
    [InlineData("Moq", "new Mock<IUserExecutionContext>()", "userContext.SetupGet(c => c.UserId).Throws(new InvalidOperationException());")]
    [InlineData("Moq", "new Mock<IUserExecutionContext>()", "userContext.When(() => true).SetupGet(c => c.UserId).Returns(\"u\");")]
    [InlineData("Moq", "new MockRepository(MockBehavior.Loose).Create<IUserExecutionContext>()", "userContext.SetupGet(c => c.UserId).Returns(\"u\");")]
    [InlineData("NSubstitute", "Substitute.For<IUserExecutionContext>()", "userContext.UserId.Returns(\"u\", \"v\");")]
    [InlineData("NSubstitute", "Substitute.For<IUserExecutionContext>()", "userContext.UserId.Returns(\"u\").AndDoes(_ => { });")]
    [InlineData("NSubstitute", "Substitute.For<IUserExecutionContext>()", "userContext.UserId.Returns(_ => throw new InvalidOperationException());")]
    [InlineData("NSubstitute", "Substitute.For<IUserExecutionContext>()", "NSubstitute.ExceptionExtensions.ExceptionExtensions.Throws(userContext.UserId, new InvalidOperationException());")]
    [InlineData("NSubstitute", "Substitute.For<IUserExecutionContext>()", "NSubstitute.Extensions.ReturnsForAllExtensions.ReturnsForAll(userContext, \"u\");")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>()", "A.CallTo(() => userContext.UserId).ReturnsNextFromSequence(\"u\", \"v\");")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>()", "A.CallTo(() => userContext.UserId).Returns(\"u\").NumberOfTimes(2);")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>()", "A.CallTo(() => userContext.UserId).Invokes(() => { }).Returns(\"u\");")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>()", "A.CallTo(userContext).WithReturnType<string>().Returns(\"u\");")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>()", "A.CallToSet(() => userContext.UserId).DoesNothing();")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>(o => o.ConfigureFake(f => A.CallTo(() => f.UserId).Returns(\"u\")).Strict())", "")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>(o => o.ConfigureFake(f => A.CallTo(() => f.UserId).Invokes(() => { }).Returns(\"u\")))", "")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>(o => o.ConfigureFake(f => A.CallTo(() => f.UserId).ReturnsLazily(() => f.UserId)))", "")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>(o => o.ConfigureFake(f => { if (f is null) { A.CallTo(() => f.UserId).Returns(\"u\"); } }))", "")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>(o => o.ConfigureFake(f => { var u = \"u\"; A.CallTo(() => f.UserId).Returns(u); }))", "")]
    [InlineData("FakeItEasy", "A.Fake<IUserExecutionContext>(o => { o.ConfigureFake(f => A.CallTo(() => f.UserId).Returns(\"u\")); o.Strict(); })", "")]
    public Task More_than_a_value(string library, string creation, string setUps) => LeavesWith(
        DeclineWord.Behaviour,
        Of(library),
        2,
        File($"var userContext = {creation};", setUps, library == "Moq" ? "userContext.Object" : "userContext"),
        Platform(isSettable: true));

    private static Row Carries(Library library, string declaration, string setUps, string argument, bool isSettable = false) => Mends(
        library,
        2,
        File(declaration, setUps, argument),
        Method("""
            var userContext = new UserExecutionContext(userId: "u");
            await core.ExecuteAgentAsync(request, userContext);
            """))
        .WithContext(Platform(isSettable));

    private static string File(string declaration, string setUps, string argument) =>
        Method($"{declaration}\n{(setUps.Length == 0 ? "" : setUps.Replace("; u", ";\nu", StringComparison.Ordinal) + "\n")}await core.ExecuteAgentAsync(request, {argument});");

    private static Library Of(string name) => name switch { "Moq" => Library.Moq, "NSubstitute" => Library.NSubstitute, _ => Library.FakeItEasy };

    private static string Platform(bool isSettable) => $$"""
        using System.Threading.Tasks;

        namespace Acme
        {
            public interface IUserExecutionContext { string UserId { get; {{(isSettable ? "set; " : "")}}} }
            public sealed class UserExecutionContext(string userId) : IUserExecutionContext { public string UserId { get; {{(isSettable ? "set; " : "")}}} = userId; }
            public sealed class AgentRequest { }
            public class AgentExecutionCore { public Task ExecuteAgentAsync(AgentRequest request, IUserExecutionContext userContext) => Task.CompletedTask; }
        }
        """;
}
