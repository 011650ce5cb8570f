namespace ExecutionContextGuard.Provenance;

/// <summary>Virtual members: what runs is what the class of the object makes of them, not what the base class had in mind.</summary>
public sealed class DispatchTests : ShapeRows
{
    private const string Real = "new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")";

    private const string Fixture = """
        abstract class TestBase
        {
            protected IUserExecutionContext Context { get; private set; } = null!;

            [Before] public void Arrange() => Context = CreateContext();

            protected IUserExecutionContext Now() => Latest;

            protected virtual IUserExecutionContext CreateContext() => Make();

            protected virtual IUserExecutionContext Latest => Make();

            private static IUserExecutionContext Make() => DOUBLE;
        }

        class BeforeAttribute : Attribute { }
        """;

    [Theory]
    [InlineData("Context", "protected override IUserExecutionContext CreateContext() => ")]
    [InlineData("Now()", "protected override IUserExecutionContext Latest => ")]
    [InlineData("Latest", "protected override IUserExecutionContext Latest => ")]
    public Task An_override_that_makes_a_real_one_is_what_runs(string read, string declaration) => Code($$"""
        class Tests : TestBase
        {
            {{declaration}}{{Real}};

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {{read}});
        }
        """).And("TestBase.cs", Fixture.Replace("DOUBLE", "{|ECG1010:Mock.Of<IUserExecutionContext>()|}")).Says(IsMocked("Moq"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_override_that_makes_a_double_is_what_runs(string origin) => Shape(origin, """
        class Tests : TestBase
        {
            protected override IUserExecutionContext CreateContext() => DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request) => await core.ExecuteAgentAsync(request, {|ECG1001:Context|});
        }
        """, ", created in 'CreateContext' (line 3),").And("TestBase.cs", Fixture.Replace("DOUBLE", Real).Replace(
            "Context = CreateContext()", origin == "a real context" ? "Context = CreateContext()" : "Context = {|returned:CreateContext()|}"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_abstract_member_is_what_the_test_s_class_makes_of_it(string origin) => Shape(origin, """
        abstract class TestBase
        {
            protected abstract IUserExecutionContext Create(string userId);

            protected Task RunAsync(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, Create("u"));

            protected IUserExecutionContext ForUser(string userId) => {|returned:Create(userId)|};
        }

        class Tests : TestBase
        {
            protected override IUserExecutionContext Create(string userId) => DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request) => await core.ExecuteAgentAsync(request, {|ECG1001:ForUser("u")|});
        }
        """, ", created in 'Create' (line 12),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task Without_an_override_the_base_class_s_own_is_what_runs(string origin) => Shape(origin, """
        class Tests : TestBase
        {
            async Task Test(AgentExecutionCore core, AgentRequest request) => await core.ExecuteAgentAsync(request, {|ECG1001:Make()|});
        }

        abstract class TestBase
        {
            protected virtual IUserExecutionContext Make() => DOUBLE;
        }
        """, ", created in 'Make' (line 8),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_call_of_the_base_is_a_call_of_the_base(string origin) => Shape(origin, """
        class Tests : TestBase
        {
            protected override IUserExecutionContext Make() => new UserExecutionContext("u", "t", "r", "q");

            async Task Test(AgentExecutionCore core, AgentRequest request) => await core.ExecuteAgentAsync(request, {|ECG1001:base.Make()|});
        }

        class TestBase
        {
            protected virtual IUserExecutionContext Make() => DOUBLE;
        }
        """, ", created in 'Make' (line 10),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_fixture_that_derives_from_another(string origin) => Shape(origin, """
        class RealFixture : FakeFixture
        {
            protected override IUserExecutionContext Make() => new UserExecutionContext("u", "t", "r", "q");
        }

        class FakeFixture
        {
            public FakeFixture() => Context = {|returned#2:Make()|};

            public IUserExecutionContext Context { get; }

            public IUserExecutionContext Again() => {|returned#3:Make()|};

            protected virtual IUserExecutionContext Make() => DOUBLE;
        }

        class Tests(RealFixture real, FakeFixture fake)
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, real.Context);
                await core.ExecuteAgentAsync(request, real.Again());
                await core.ExecuteAgentAsync(request, {|ECG1001:fake.Context|});
                await core.ExecuteAgentAsync(request, {|ECG1001:fake.Again()|});
                await core.ExecuteAgentAsync(request, new RealFixture().Context);
            }
        }
        """, ", created in 'Make' (line 14),");

    private const string Factories = """
        public interface IFactory { IUserExecutionContext Create(string userId); IUserExecutionContext Same(IUserExecutionContext context); Task<IUserExecutionContext> CreateAsync(); IUserExecutionContext Current { get; } }

        public class FakeFactory : IFactory
        {
            public IUserExecutionContext Create(string userId) => {|ECG1010:Mock.Of<IUserExecutionContext>(c => c.UserId == userId)|};
            public IUserExecutionContext Same(IUserExecutionContext context) => context;
            Task<IUserExecutionContext> IFactory.CreateAsync() => Task.FromResult(Create("u"));
            IUserExecutionContext IFactory.Current => Create("u");
        }

        public class RealFactory(string prefix) : IFactory
        {
            public IUserExecutionContext Create(string userId) => new UserExecutionContext(prefix + userId, "t", "r", "q");
            public IUserExecutionContext Same(IUserExecutionContext context) => new UserExecutionContext(context.UserId, "t", "r", "q");
            public async Task<IUserExecutionContext> CreateAsync() { await Task.Yield(); return Create("u"); }
            public IUserExecutionContext Current { get; } = new UserExecutionContext("u", "t", "r", "q");
        }
        """;

    [Theory]
    [InlineData("_factory.Create(\"u\")")]
    [InlineData("await _factory.CreateAsync()")]
    [InlineData("_factory.Current")]
    public Task What_the_class_of_an_object_makes_of_an_interface(string read) => Code($$"""
        class Fakes
        {
            private readonly IFactory _factory = new FakeFactory();

            async Task Test(AgentExecutionCore core, AgentRequest request) => await core.ExecuteAgentAsync(request, {|ECG1001:{{read}}|});
        }

        class Reals
        {
            private readonly IFactory _factory = new RealFactory("a");

            async Task Test(AgentExecutionCore core, AgentRequest request) => await core.ExecuteAgentAsync(request, {{read}});
        }
        """).And("Factories.cs", Factories).Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in 'Create' (line 5),"));

    [Fact]
    public Task What_a_member_of_an_interface_is_given() => Body("""
        IUserExecutionContext real = new UserExecutionContext("u", "t", "r", "q");
        IFactory factory = new FakeFactory();
        await core.ExecuteAgentAsync(request, factory.Same(real));
        """).And("Factories.cs", Factories).Says(IsMocked("Moq"));
}
