using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>Set-ups read back: what a member of a double gives is what it was set up to give.</summary>
public sealed class SetUpValueTests : ShapeRows
{
    private const string Real = "new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")";

    private const string Factory = """
        public interface IContextFactory
        {
            IUserExecutionContext Create(string userId);
            Task<IUserExecutionContext> CreateAsync(string userId);
            IUserExecutionContext Shared { get; set; }
            IContextAccessor Accessor { get; }
            T Get<T>();
        }
        """;

    /// <summary>A double of each library that is set up and read, with the context at CONTEXT.</summary>
    public static TheoryData<string, string, string, string> SetUps => new()
    {
        { "Moq", "var f = new Mock<IContextFactory>();\nf.Setup(x => x.Create(\"u\")).Returns(CONTEXT);", "f.Object.Create(\"u\")", "IContextFactory.Create" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.Setup(x => x.Create(It.IsAny<string>())).Returns(CONTEXT);", "f.Object.Create(\"u\")", "IContextFactory.Create" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.Setup(x => x.Create(It.IsAny<string>())).Returns([|() => CONTEXT|]);", "f.Object.Create(\"u\")", "IContextFactory.Create" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.Setup(x => x.Create(It.IsAny<string>())).Returns([|(string user) => CONTEXT|]).Verifiable();", "f.Object.Create(\"u\")", "IContextFactory.Create" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.Setup(x => x.CreateAsync(\"u\")).ReturnsAsync(CONTEXT);", "await f.Object.CreateAsync(\"u\")", "IContextFactory.CreateAsync" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.Setup(x => x.CreateAsync(\"u\")).Returns([|Task.FromResult(CONTEXT)|]);", "await f.Object.CreateAsync(\"u\")", "IContextFactory.CreateAsync" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.SetupGet(x => x.Shared).Returns(CONTEXT);", "f.Object.Shared", "IContextFactory.Shared" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.SetupProperty(x => x.Shared, CONTEXT);", "f.Object.Shared", "" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.SetReturnsDefault<IUserExecutionContext>(CONTEXT);", "f.Object.Shared", "" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.SetReturnsDefault<IUserExecutionContext>(CONTEXT);", "f.Object.Create(\"u\")", "" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.Setup(x => x.Accessor.Current).Returns(CONTEXT);", "f.Object.Accessor.Current", "IContextAccessor.Current" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.Setup(x => x.Get<IUserExecutionContext>()).Returns(CONTEXT);", "f.Object.Get<IUserExecutionContext>()", "IContextFactory.Get" },
        { "Moq", "var a = new Mock<IContextAccessor>();\na.SetupGet(x => x.Current).Returns(CONTEXT);\nvar f = new Mock<IContextFactory>();\nf.Setup(x => x.Accessor).Returns(a.Object);", "f.Object.Accessor.Current", "IContextAccessor.Current" },
        { "Moq", "var f = Mock.Of<IContextFactory>(x => x.Shared == CONTEXT);", "f.Shared", "" },
        { "Moq", "var f = Mock.Of<IContextFactory>(x => x.Create(It.IsAny<string>()) == CONTEXT && x.Shared == null);", "f.Create(\"u\")", "" },
        { "Moq", "var f = Mock.Of<IContextFactory>(x => x.Accessor.Current == CONTEXT);", "f.Accessor.Current", "" },
        { "Moq", "var f = Mock.Of<IContextFactory>();\nMock.Get(f).Setup(x => x.Shared).Returns(CONTEXT);", "f.Shared", "IContextFactory.Shared" },
        { "Moq", "var f = new Mock<IContextFactory>();\nvar held = f.Object;\nf.Setup(x => x.Shared).Returns(CONTEXT);", "held.Shared", "IContextFactory.Shared" },
        { "Moq", "var f = new Mock<IContextFactory>();\nf.SetupSequence(x => x.Shared).Returns(new UserExecutionContext(\"1\", \"2\", \"3\", \"4\")).Returns(CONTEXT);", "f.Object.Shared", "IContextFactory.Shared" },
        { "NSubstitute", "var f = Substitute.For<IContextFactory>();\nf.Shared.Returns(CONTEXT);", "f.Shared", "IContextFactory.Shared" },
        { "NSubstitute", "var f = Substitute.For<IContextFactory>();\nf.Create(\"u\").Returns(CONTEXT);", "f.Create(\"u\")", "IContextFactory.Create" },
        { "NSubstitute", "var f = Substitute.For<IContextFactory>();\nf.Create(Arg.Any<string>()).Returns([|_ => CONTEXT|]);", "f.Create(\"u\")", "IContextFactory.Create" },
        { "NSubstitute", "var f = Substitute.For<IContextFactory>();\nf.Create(default!).ReturnsForAnyArgs(CONTEXT);", "f.Create(\"u\")", "IContextFactory.Create" },
        { "NSubstitute", "var f = Substitute.For<IContextFactory>();\nf.CreateAsync(\"u\").Returns(CONTEXT);", "await f.CreateAsync(\"u\")", "IContextFactory.CreateAsync" },
        { "NSubstitute", "var f = Substitute.For<IContextFactory>();\nf.CreateAsync(\"u\").Returns([|Task.FromResult<IUserExecutionContext>(CONTEXT)|]);", "await f.CreateAsync(\"u\")", "IContextFactory.CreateAsync" },
        { "NSubstitute", "var f = Substitute.For<IContextFactory>();\nf.Accessor.Current.Returns(CONTEXT);", "f.Accessor.Current", "IContextAccessor.Current" },
        { "NSubstitute", "var f = Substitute.For<IContextFactory>();\nf.Shared.Returns(new UserExecutionContext(\"1\", \"2\", \"3\", \"4\"), CONTEXT);", "f.Shared", "IContextFactory.Shared" },
        { "FakeItEasy", "var f = A.Fake<IContextFactory>();\nA.CallTo(() => f.Shared).Returns(CONTEXT);", "f.Shared", "IContextFactory.Shared" },
        { "FakeItEasy", "var f = A.Fake<IContextFactory>();\nA.CallTo(() => f.Create(\"u\")).Returns(CONTEXT);", "f.Create(\"u\")", "IContextFactory.Create" },
        { "FakeItEasy", "var f = A.Fake<IContextFactory>();\nA.CallTo(() => f.Create(\"x\")).WithAnyArguments().Returns(CONTEXT);", "f.Create(\"u\")", "IContextFactory.Create" },
        { "FakeItEasy", "var f = A.Fake<IContextFactory>();\nA.CallTo(() => f.Create(A<string>._)).ReturnsLazily([|() => CONTEXT|]);", "f.Create(\"u\")", "IContextFactory.Create" },
        { "FakeItEasy", "var f = A.Fake<IContextFactory>();\nA.CallTo(() => f.CreateAsync(\"u\")).Returns(CONTEXT);", "await f.CreateAsync(\"u\")", "IContextFactory.CreateAsync" },
        { "FakeItEasy", "var f = A.Fake<IContextFactory>();\nA.CallTo(() => f.Accessor.Current).Returns(CONTEXT);", "f.Accessor.Current", "IContextAccessor.Current" },
        { "FakeItEasy", "var f = A.Fake<IContextFactory>();\nA.CallTo(f).WithReturnType<IUserExecutionContext>().Returns(CONTEXT);", "f.Shared", "Returns" },
        { "FakeItEasy", "var f = new Fake<IContextFactory>();\nf.CallsTo(x => x.Shared).Returns(CONTEXT);", "f.FakedObject.Shared", "IContextFactory.Shared" },
        { "FakeItEasy", "var f = A.Fake<IContextFactory>();\nA.CallTo(() => f.Shared).ReturnsNextFromSequence(new UserExecutionContext(\"1\", \"2\", \"3\", \"4\"), [|CONTEXT|]);", "f.Shared", "IContextFactory.Shared" },
    };

    /// <param name="library">The library.</param>
    /// <param name="arrange">Makes and sets up the double.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="path">The member that is set up, where what it returns is reported there, too.</param>
    [Theory]
    [MemberData(nameof(SetUps))]
    public Task A_double_that_a_set_up_returns(string library, string arrange, string read, string path)
    {
        var (kind, made) = library switch
        {
            "Moq" => (Library.Moq, "{|ECG1010:Mock.Of<IUserExecutionContext>()|}"),
            "NSubstitute" => (Library.NSubstitute, "{|ECG1010:Substitute.For<IUserExecutionContext>()|}"),
            _ => (Library.FakeItEasy, "{|ECG1010:A.Fake<IUserExecutionContext>()|}"),
        };
        var row = Body($$"""
            IUserExecutionContext context = {{made}};
            {{Marked(arrange, path)}}
            await core.ExecuteAgentAsync(request, {|ECG1001:{{read}}|});
            """).And("Factory.cs", Factory).With(kind);
        return path.Length == 0
            ? row.Says(IsMocked(library), GetsDouble(library))
            : row.Says(IsMocked(library), GetsDouble(library, path), GetsDouble(library));
    }

    /// <summary>What the set-up hands over is said at the context itself or, where the row marks it, at what comes to one.</summary>
    private static string Marked(string arrange, string path) =>
        arrange.Contains("[|", StringComparison.Ordinal) ? arrange.Replace("[|", "{|ECG1001:").Replace("|]", "|}").Replace("CONTEXT", "context")
        : arrange.Replace("CONTEXT", path.Length == 0 ? "context" : "{|ECG1001:context|}");

    private static string Unmarked(string arrange) => arrange.Replace("[|", "").Replace("|]", "");

    [Theory]
    [MemberData(nameof(SetUps))]
    public Task A_real_context_that_a_set_up_returns(string library, string arrange, string read, string path) => Body($$"""
        // {{path}}
        IUserExecutionContext context = {{Real}};
        {{Unmarked(arrange).Replace("CONTEXT", "context")}}
        await core.ExecuteAgentAsync(request, {{read}});
        """).And("Factory.cs", Factory).With(library switch { "Moq" => Library.Moq, "NSubstitute" => Library.NSubstitute, _ => Library.FakeItEasy });

    [Theory]
    [InlineData("a.Setup(x => x.Current).Returns(fake);\na.Setup(x => x.Current).Returns(real);")]
    [InlineData("a.Setup(x => x.Current).Returns(fake);\na.SetupGet(x => x.Current).Returns(() => real);")]
    [InlineData("a.Setup(x => x.Current).Returns(fake);\na.Setup(x => x.Current).Throws<InvalidOperationException>();")]
    public Task The_last_set_up_wins(string arrange) => Body($$"""
        var fake = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        var real = {{Real}};
        var a = new Mock<IContextAccessor>();
        {{arrange.Replace("(fake)", "({|ECG1001:fake|})")}}
        await core.ExecuteAgentAsync(request, a.Object.Current);
        """).Says(IsMocked("Moq"), GetsDouble("Moq", "IContextAccessor.Current"));

    [Fact]
    public Task A_set_up_on_a_branch_leaves_the_earlier_one_standing() => Body($$"""
        var fake = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        var a = new Mock<IContextAccessor>();
        a.Setup(x => x.Current).Returns({|ECG1001:fake|});
        if (request.Text == "x")
        {
            a.Setup(x => x.Current).Returns({{Real}});
        }

        await core.ExecuteAgentAsync(request, {|ECG1001:a.Object.Current|});
        """).Says(IsMocked("Moq"), GetsDouble("Moq", "IContextAccessor.Current"), GetsDouble("Moq"));

    [Fact]
    public Task A_set_up_for_other_arguments_says_nothing() => Body($$"""
        var fake = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        var f = new Mock<IContextFactory>();
        f.Setup(x => x.Create("fake")).Returns({|ECG1001:fake|});
        f.Setup(x => x.Create("real")).Returns({{Real}});
        await core.ExecuteAgentAsync(request, f.Object.Create("real"));
        await core.ExecuteAgentAsync(request, {|ECG1001:f.Object.Create("fake")|});
        await core.ExecuteAgentAsync(request, {|ECG1001:f.Object.Create(request.Text)|});
        """).And("Factory.cs", Factory)
        .Says(IsMocked("Moq"), GetsDouble("Moq", "IContextFactory.Create"), GetsDouble("Moq"), GetsDouble("Moq"));

    [Fact]
    public Task A_set_up_of_another_double_says_nothing() => Body($$"""
        var fake = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
        var first = new Mock<IContextAccessor>();
        var second = new Mock<IContextAccessor>();
        first.Setup(x => x.Current).Returns({|ECG1001:fake|});
        second.Setup(x => x.Current).Returns({{Real}});
        await core.ExecuteAgentAsync(request, second.Object.Current);
        """).Says(IsMocked("Moq"), GetsDouble("Moq", "IContextAccessor.Current"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_accessor_that_somebody_wrote(string origin) => Shape(origin, """
        class Tests
        {
            private readonly Accessor _accessor {|stored:= new()|};

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:_accessor.Current|});
            }
        }

        class Accessor : IContextAccessor
        {
            public IUserExecutionContext Current => DOUBLE;
        }
        """, ", created in 'Current' (line 13),");

    [Fact]
    public Task A_set_up_in_a_constructor_is_read_back_in_a_test() => Code($$"""
        class Tests
        {
            private readonly Mock<IContextAccessor> _fakes = new();
            private readonly Mock<IContextAccessor> _reals = new();

            public Tests()
            {
                var fake = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
                _fakes.Setup(a => a.Current).Returns({|ECG1001:fake|});
                _reals.Setup(a => a.Current).Returns({{Real}});
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:_fakes.Object.Current|});
                await core.ExecuteAgentAsync(request, _reals.Object.Current);
            }

            async Task Arranged_otherwise(AgentExecutionCore core, AgentRequest request)
            {
                _fakes.Setup(a => a.Current).Returns({{Real}});
                await core.ExecuteAgentAsync(request, _fakes.Object.Current);
            }
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", "IContextAccessor.Current"), GetsDouble("Moq", created: ", created in 'new Tests' (line 8),"));

    [Fact]
    public Task A_set_up_in_a_helper_is_read_back_with_what_it_is_called_with() => Code($$"""
        static class Arranging
        {
            public static void Gives(this Mock<IContextAccessor> mock, IUserExecutionContext context) => mock.Setup(a => a.Current).Returns(context);
        }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var fake = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
                var first = new Mock<IContextAccessor>();
                first.Gives({|ECG1001:fake|});
                await core.ExecuteAgentAsync(request, {|ECG1001:first.Object.Current|});
                var second = new Mock<IContextAccessor>();
                second.Gives({{Real}});
                await core.ExecuteAgentAsync(request, second.Object.Current);
            }
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", "Arranging.Gives"), GetsDouble("Moq"));

    [Fact]
    public Task A_helper_that_makes_the_accessor() => Code($$"""
        class Tests
        {
            static IContextAccessor Make(IUserExecutionContext context)
            {
                var mock = new Mock<IContextAccessor>();
                mock.Setup(a => a.Current).Returns(context);
                return mock.Object;
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var fake = {|ECG1010:Mock.Of<IUserExecutionContext>()|};
                await core.ExecuteAgentAsync(request, {|ECG1001:Make({|ECG1001:fake|}).Current|});
                await core.ExecuteAgentAsync(request, Make({{Real}}).Current);
            }
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq"), GetsDouble("Moq", "Tests.Make"));

    [Fact]
    public Task A_set_up_read_in_a_lambda_may_come_later() => Body($$"""
        var accessor = Substitute.For<IContextAccessor>();
        Func<Task> act = () => core.ExecuteAgentAsync(request, accessor.Current);
        accessor.Current.Returns({{Real}});
        await act();
        """).With(Library.NSubstitute);

    [Fact]
    public Task Top_level_statements() => Code($$"""
        var accessor = Substitute.For<IContextAccessor>();
        accessor.Current.Returns({{Real}});
        await new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "t"), accessor.Current);
        var unset = {|created:Substitute.For<IContextAccessor>()|};
        await new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "t"), {|ECG1001:unset.Current|});
        """).With(Library.NSubstitute).Says(GetsDouble("NSubstitute")).DoesNotCompile("CS8805").OffersNoFix();
}
