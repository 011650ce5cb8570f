using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Hand-written doubles: what the creation says wins, then what the stub's own source says.</summary>
public sealed class HandWrittenDoubleFixTests : FixRows
{
    private const string Stub = """

        class StubContext : IUserExecutionContext
        {
            public StubContext() { }
            public StubContext(string user) { UserId = user; }
            public string UserId { get; set; } = "";
            public string ThreadId { get; set; } = "thread-456";
            public string RunId { get; init; } = "run-1";
            public string RequestId => "req-789";
        }
        """;

    private const string Taken = """
        var userContext = new UserExecutionContext(
            userId: "u",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");
        await core.ExecuteAgentAsync(request, userContext);
        """;

    [Fact]
    public Task An_initialiser() => Stubbed("""
        var userContext = new StubContext { UserId = "u" };
        await core.ExecuteAgentAsync(request, userContext);
        """, Taken);

    [Fact]
    public Task A_constructor_s_argument() => Stubbed("""
        var userContext = new StubContext("u");
        await core.ExecuteAgentAsync(request, userContext);
        """, Taken);

    [Fact]
    public Task An_assignment_after_the_creation() => Stubbed("""
        var userContext = new StubContext();
        userContext.UserId = "u";
        await core.ExecuteAgentAsync(request, userContext);
        """, Taken);

    [Fact]
    public Task In_the_argument() => Stubbed("""
        await core.ExecuteAgentAsync(request, new StubContext("u") { ThreadId = request.Text });
        """, """
        await core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "u",
            threadId: request.Text,
            runId: "run-1",
            requestId: "req-789"));
        """);

    [Fact]
    public Task What_the_stub_leaves_blank_is_made() => Stubbed("""
        await core.ExecuteAgentAsync(request, new StubContext());
        """, """
        await core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "user-streams-events",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789"));
        """);

    [Fact]
    public Task A_declared_stub_type_becomes_the_real_one() => Stubbed("""
        StubContext userContext = new StubContext("u");
        await core.ExecuteAgentAsync(request, userContext);
        Assert.Equal("u", userContext.UserId);
        """, Taken.Replace("var ", "UserExecutionContext ", StringComparison.Ordinal) + "\nAssert.Equal(\"u\", userContext.UserId);");

    [Fact]
    public Task A_field_and_a_helper() => Mends(Library.Moq, 2, """
        class Tests
        {
            private readonly StubContext _userContext = new StubContext("u");

            Task One(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);

            Task Two(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Create("v"));

            private static StubContext Create(string userId) => new StubContext(userId);
        }
        """ + Stub, """
        class Tests
        {
            private readonly UserExecutionContext _userContext = new UserExecutionContext(
                userId: "u",
                threadId: "thread-456",
                runId: "run-1",
                requestId: "req-789");

            Task One(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, _userContext);

            Task Two(AgentExecutionCore core) => core.ExecuteAgentAsync(null!, Create("v"));

            private static UserExecutionContext Create(string userId) => new UserExecutionContext(
                userId: userId,
                threadId: "thread-456",
                runId: "run-1",
                requestId: "req-789");
        }
        """ + Stub);

    [Fact]
    public Task A_primary_constructor() => Mends(Library.Moq, 1, Method("""
        await core.ExecuteAgentAsync(request, new FakeContext("u", "t"));
        """) + "\n" + PrimaryStub, Method("""
        await core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "u",
            threadId: "t",
            runId: request.RunId,
            requestId: "request-streams-events"));
        """) + "\n" + PrimaryStub);

    [Fact]
    public Task A_stub_of_the_old_school() => Mends(Library.Moq, 1, Method("await core.ExecuteAgentAsync(request, new OldContext(\"u\"));") + OldStub, Method("""
        await core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "u",
            threadId: "thread-456",
            runId: request.RunId,
            requestId: "request-streams-events"));
        """) + OldStub);

    private const string OldStub = """

        class OldContext : IUserExecutionContext
        {
            public string Id;
            public OldContext(string id) { Id = id; }
            public string UserId { get { return Id; } }
            public string ThreadId { get { return "thread-456"; } }
            public string RunId { get; set; } = "";
            public string RequestId { get => ""; }
        }
        """;

    [Theory]
    [InlineData("\"u\"", "u")]
    [InlineData("", "user-streams-events")]
    public Task A_member_that_throws_where_nothing_was_given(string given, string user) => Mends(Library.Moq, 1, Method($"await core.ExecuteAgentAsync(request, new GivenContext({given}));") + GivenStub, Method($"""
        await core.ExecuteAgentAsync(request, new UserExecutionContext(
            userId: "{user}",
            threadId: "thread-streams-events",
            runId: request.RunId,
            requestId: "request-streams-events"));
        """) + GivenStub);

    private const string GivenStub = """

        class GivenContext : IUserExecutionContext
        {
            private readonly string? _id;
            public GivenContext(string? id = null) { _id = id; }
            public string UserId => _id ?? throw new InvalidOperationException("No user.");
            public string ThreadId => "";
            public string RunId => "";
            public string RequestId { get; } = null!;
        }
        """;

    [Fact]
    public Task A_stub_that_behaves() => Leaves(DeclineWord.Behaviour, Library.Moq, 1, Method("await core.ExecuteAgentAsync(request, new CountingContext());") + """

        class CountingContext : IUserExecutionContext
        {
            private int _reads;
            public string UserId => "u" + _reads++;
            public string ThreadId => "t";
            public string RunId => "r";
            public string RequestId => "q";
        }
        """);

    [Fact]
    public Task A_stub_that_is_configured_as_the_real_type_is_not_constructed() => Code(Method("await core.ExecuteAgentAsync(request, new StubContext(\"u\"));") + Stub)
        .With(Library.Moq).EditorConfig("execution_context_guard.real_type = Acme.IUserExecutionContext => StubContext").Finds(1).OffersNoFix();

    [Fact]
    public Task A_stub_that_refuses() => Leaves(DeclineWord.Behaviour, Library.Moq, 1, Method("await core.ExecuteAgentAsync(request, new ThrowingContext());") + """

        class ThrowingContext : IUserExecutionContext
        {
            public string UserId => throw new InvalidOperationException();
            public string ThreadId => "t";
            public string RunId => "r";
            public string RequestId => "q";
        }
        """);

    [Fact]
    public Task A_method_of_the_stub() => Leaves(DeclineWord.Behaviour, Library.Moq, 1, Method("""
        var userContext = new SettableContext();
        userContext.SetUserId("u");
        await core.ExecuteAgentAsync(request, userContext);
        """) + """

        class SettableContext : IUserExecutionContext
        {
            public string UserId { get; private set; } = "";
            public string ThreadId => "t";
            public string RunId => "r";
            public string RequestId => "q";
            public void SetUserId(string id) => UserId = id;
        }
        """);

    [Fact]
    public Task A_further_member_that_the_test_reads() => Leaves(DeclineWord.OtherMembers, Library.Moq, 1, Method("""
        var userContext = new TenantStub();
        await core.ExecuteAgentAsync(request, userContext);
        Assert.Equal("acme", userContext.Tenant);
        """) + """

        class TenantStub : IUserExecutionContext
        {
            public string Tenant { get; set; } = "acme";
            public string UserId => "u";
            public string ThreadId => "t";
            public string RunId => "r";
            public string RequestId => "q";
        }
        """);

    [Fact]
    public Task Written_to_after_it_was_handed_over() => Leaves(DeclineWord.Mutated, Library.Moq, 1, Method("""
        var userContext = new StubContext("u");
        await core.ExecuteAgentAsync(request, userContext);
        userContext.UserId = "v";
        """) + Stub);

    [Fact]
    public Task Handed_to_who_asks_for_the_stub() => Leaves(DeclineWord.Escapes, Library.Moq, 2, Method("""
        var userContext = new StubContext("u");
        Configure(userContext);
        await core.ExecuteAgentAsync(request, userContext);

        static void Configure(StubContext context) { }
        """) + Stub);

    private const string PrimaryStub = """
        class FakeContext(string user, string thread) : IUserExecutionContext
        {
            public string UserId { get; } = user;
            public string ThreadId => thread;
            public string RunId { get; } = Guid.NewGuid().ToString();
            public string RequestId { get; } = "";
        }
        """;

    private static Row Stubbed(string before, string after) => Mends(Library.Moq, 1, Method(before) + Stub, Method(after) + Stub);
}
