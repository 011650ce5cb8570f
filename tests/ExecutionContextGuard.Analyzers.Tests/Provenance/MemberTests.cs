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
