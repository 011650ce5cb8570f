namespace ExecutionContextGuard.Provenance;

/// <summary>Fields, properties, constructors, set-ups, fixtures, base classes.</summary>
public sealed class MemberTests : ShapeRows
{
    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_field_initialiser(string origin) => Shape(origin, """
        class Tests
        {
            private readonly IUserExecutionContext _context = DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:_context|});
            }
        }
        """, ", created in '_context' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_static_field(string origin) => Shape(origin, """
        class Tests
        {
            private static readonly IUserExecutionContext s_context = DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:s_context|});
            }
        }
        """, ", created in 's_context' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_get_only_property(string origin) => Shape(origin, """
        class Tests
        {
            private IUserExecutionContext Context { get; } = DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:Context|});
            }
        }
        """, ", created in 'Context' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_settable_property(string origin) => Shape(origin, """
        class Tests
        {
            public IUserExecutionContext Context { get; set; } = DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:this.Context|});
            }
        }
        """, ", created in 'Context' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_constructor(string origin) => Shape(origin, """
        class Tests
        {
            private readonly IUserExecutionContext _context;

            public Tests()
            {
                _context = DOUBLE;
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:_context|});
            }
        }
        """, ", created in 'new Tests' (line 7),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_constructor_that_overrules_the_initialiser(string origin) => Shape(origin, """
        class Tests
        {
            private IUserExecutionContext _context = new UserExecutionContext("a", "b", "c", "d");

            public Tests() => _context = DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:_context|});
            }
        }
        """, ", created in 'new Tests' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_constructor_by_way_of_a_local(string origin) => Shape(origin, """
        class Tests
        {
            private readonly IUserExecutionContext _context;

            public Tests()
            {
                var made = DOUBLE;
                {|stored:_context = made|};
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:_context|});
            }
        }
        """, ", created in 'new Tests' (line 7),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_InitializeAsync(string origin) => Shape(origin, """
        class Tests
        {
            private IUserExecutionContext _context = null!;

            public Task InitializeAsync()
            {
                _context = DOUBLE;
                return Task.CompletedTask;
            }

            public Task DisposeAsync()
            {
                _context = null!;
                return Task.CompletedTask;
            }

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                await core.ExecuteAgentAsync(request, {|ECG1001:_context|});
            }
        }
        """, ", created in 'InitializeAsync' (line 7),");

    /// <summary>Every attribute by which a framework runs something before a test, and what it leaves wins over the constructor.</summary>
    [Theory]
    [InlineData("SetUp", "")]
    [InlineData("OneTimeSetUp", "")]
    [InlineData("TestInitialize", "")]
    [InlineData("ClassInitialize", "static ")]
    [InlineData("Before", "")]
    public Task A_set_up(string attribute, string modifier) => Code($$"""
        class {{attribute}}Attribute : Attribute { }

        class Fakes
        {
            private {{modifier}}IUserExecutionContext _context = new UserExecutionContext("a", "b", "c", "d");

            [{{attribute}}] public {{modifier}}void Arrange() => _context = {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:_context|});
        }

        class Reals
        {
            private {{modifier}}IUserExecutionContext _context = {|ECG1010:Mock.Of<IUserExecutionContext>()|};

            [{{attribute}}] public {{modifier}}void Arrange() { _context = new UserExecutionContext("a", "b", "c", "d"); }

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, _context);
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", created: ", created in 'Arrange' (line 7),"), IsMocked("Moq"));

    [Theory]
    [InlineData("[TearDown] public void Clear()")]
    [InlineData("[OneTimeTearDown] public void Clear()")]
    [InlineData("[TestCleanup] public void Clear()")]
    [InlineData("[ClassCleanup] public void Clear()")]
    [InlineData("[After] public void Clear()")]
    [InlineData("public void Dispose()")]
    [InlineData("public void DisposeAsync()")]
    public Task What_a_tear_down_writes_is_no_origin(string declaration) => Code($$"""
        class TearDownAttribute : Attribute { }
        class OneTimeTearDownAttribute : Attribute { }
        class TestCleanupAttribute : Attribute { }
        class ClassCleanupAttribute : Attribute { }
        class AfterAttribute : Attribute { }

        class Tests
        {
            private IUserExecutionContext _context = null!;

            public Tests() => _context = new UserExecutionContext("a", "b", "c", "d");

            {{declaration}} { _context = null!; _context = default!; _context = (IUserExecutionContext)null!; }

            Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, _context);
        }
        """);

    [Fact]
    public Task A_write_to_a_member_of_another_instance_elsewhere_says_nothing() => Code("""
        class Holder { public IUserExecutionContext Context { get; set; } = new UserExecutionContext("a", "b", "c", "d"); }

        class Tests
        {
            void Other(Holder other) => other.Context = {|ECG1001:Mock.Of<IUserExecutionContext>()|};

            Task Test(AgentExecutionCore core, AgentRequest request, Holder holder) => core.ExecuteAgentAsync(request, holder.Context);
        }
        """).Says(GetsDouble("Moq", "Holder.Context"));

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_collection_fixture_in_another_file(string origin) => Shape(origin, """
        [Collection("contexts")]
        public partial class Tests(ContextFixture fixture)
        {
            internal Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:fixture.Context|});
        }

        public class ContextFixture : IAsyncLifetime
        {
            public IUserExecutionContext Context { get; private set; } = null!;

            public Task InitializeAsync()
            {
                Context = DOUBLE;
                return Task.CompletedTask;
            }

            public Task DisposeAsync() => Task.CompletedTask;
        }
        """, ", created in 'InitializeAsync' (line 13),")
        .And("ContextCollection.cs", "[CollectionDefinition(\"contexts\")] public class ContextCollection : ICollectionFixture<ContextFixture> { }");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_helper_that_fills_a_field(string origin) => Shape(origin, """
        class Tests
        {
            private IUserExecutionContext _context = null!;

            void Arrange() => _context = DOUBLE;

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                Arrange();
                await core.ExecuteAgentAsync(request, {|ECG1001:_context|});
            }
        }
        """, ", created in 'Arrange' (line 5),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task An_earlier_statement_of_the_test(string origin) => Shape(origin, """
        class Tests
        {
            private IUserExecutionContext _context = new UserExecutionContext("a", "b", "c", "d");

            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                _context = DOUBLE;
                await core.ExecuteAgentAsync(request, {|ECG1001:_context|});
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_fixture(string origin) => Shape(origin, """
        public class Fixture
        {
            public IUserExecutionContext Context { get; } = DOUBLE;
        }

        public class Tests : IClassFixture<Fixture>
        {
            private readonly Fixture _fixture;

            public Tests(Fixture fixture) => _fixture = fixture;

            internal Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:_fixture.Context|});
        }
        """, ", created in 'Context' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_fixture_in_a_primary_constructor(string origin) => Shape(origin, """
        public class Fixture
        {
            public Fixture() => Context = DOUBLE;

            public IUserExecutionContext Context { get; }
        }

        public class Tests(Fixture fixture) : IClassFixture<Fixture>
        {
            internal Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:fixture.Context|});
        }
        """, ", created in 'new Fixture' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_base_class(string origin) => Shape(origin, """
        public abstract class TestBase
        {
            protected IUserExecutionContext Context { get; } = DOUBLE;
        }

        public class Tests : TestBase
        {
            internal Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Context|});
        }
        """, ", created in 'Context' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_base_class_s_constructor(string origin) => Shape(origin, """
        public abstract class TestBase
        {
            protected TestBase() => Context = DOUBLE;

            protected IUserExecutionContext Context { get; set; }
        }

        public class Tests : TestBase
        {
            internal Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:this.Context|});
        }
        """, ", created in 'new TestBase' (line 3),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_derived_class_that_fills_a_base_class_s_property(string origin) => Shape(origin, """
        public abstract class TestBase
        {
            protected IUserExecutionContext Context { get; set; } = new UserExecutionContext("a", "b", "c", "d");
        }

        public class Tests : TestBase
        {
            public Tests() => Context = DOUBLE;

            internal Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Context|});
        }
        """, ", created in 'new Tests' (line 8),");

    [Theory]
    [MemberData(nameof(Origins))]
    public Task A_base_class_s_helper(string origin) => Shape(origin, """
        public abstract class TestBase
        {
            protected static IUserExecutionContext Make() => DOUBLE;
        }

        public class Tests : TestBase
        {
            internal Task Test(AgentExecutionCore core, AgentRequest request) => core.ExecuteAgentAsync(request, {|ECG1001:Make()|});
        }
        """, ", created in 'Make' (line 3),");
}
