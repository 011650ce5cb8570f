using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Contexts as teams have them: records, ID types of their own, factories, required members, further parameters.</summary>
public sealed class TeamTypeTests : FixRows
{
    private const string IdTypes = """
            public readonly record struct UserId(string Value);
            public readonly struct ThreadId
            {
                private ThreadId(Guid value) => Value = value;
                public Guid Value { get; }
                public static ThreadId From(Guid value) => new(value);
                public static ThreadId Empty => default;
            }
            public sealed class RunId
            {
                public RunId(Guid value) => Value = value.ToString();
                public RunId(string value) => Value = value;
                public string Value { get; }
            }
            public interface IUserExecutionContext { UserId UserId { get; } ThreadId ThreadId { get; } RunId RunId { get; } string RequestId { get; } }
            public sealed record UserExecutionContext(UserId UserId, ThreadId ThreadId, RunId RunId, string RequestId) : IUserExecutionContext;
        """;

    [Fact]
    public Task A_record_of_ID_types_in_whatever_order_they_are_set_up() => Mended(IdTypes, 2, """
        var number = 7;
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.RunId).Returns(new RunId($"run-{number}"));
        userContext.SetupGet(c => c.UserId).Returns(new UserId("u"));
        await core.ExecuteAgentAsync(request, userContext.Object);
        Assert.Equal("u", userContext.Object.UserId.Value);
        """, """
        var number = 7;
        var userContext = new UserExecutionContext(
            UserId: new UserId("u"),
            ThreadId: ThreadId.From(Guid.NewGuid()),
            RunId: new RunId($"run-{number}"),
            RequestId: "request-streams-events");
        await core.ExecuteAgentAsync(request, userContext);
        Assert.Equal("u", userContext.UserId.Value);
        """);

    [Fact]
    public Task Plain_IDs_in_scope_are_wrapped() => Mended(IdTypes, 1, """
        Guid threadId = Guid.NewGuid(), runId = Guid.NewGuid();
        var userId = new UserId("u");
        await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());
        """, """
        Guid threadId = Guid.NewGuid(), runId = Guid.NewGuid();
        var userId = new UserId("u");
        await core.ExecuteAgentAsync(request, new UserExecutionContext(
            UserId: userId,
            ThreadId: ThreadId.From(threadId),
            RunId: new RunId(runId),
            RequestId: "request-streams-events"));
        """);

    [Theory]
    [InlineData("UserId", "new UserId(\"\")")]
    [InlineData("UserId", "default(UserId)")]
    [InlineData("ThreadId", "ThreadId.Empty")]
    [InlineData("ThreadId", "ThreadId.From(Guid.Empty)")]
    [InlineData("RunId", "(RunId)null!")]
    public Task A_blank_ID_of_an_ID_type(string member, string value) => Left(DeclineWord.EmptyIdentity, IdTypes, 2, $"""
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.{member}).Returns({value});
        await core.ExecuteAgentAsync(request, userContext.Object);
        """);

    private const string Opaque = """
            public record DeviceId
            {
                private DeviceId(string value) => Value = value;
                public string Value { get; }
                public static DeviceId New() => new("DVC" + Guid.NewGuid());
            }
            public record Address
            {
                private Address(string value) => Value = value;
                public string Value { get; }
                public static Address Parse(string value) => new(value);
            }
            public interface IUserExecutionContext { Address GetUserId(); DeviceId GetThreadId(); int RunId { get; } }
            public sealed class UserExecutionContext(Address userId, DeviceId threadId, int runId = 0) : IUserExecutionContext
            {
                public Address GetUserId() => userId;
                public DeviceId GetThreadId() => threadId;
                public int RunId => runId;
            }
        """;

    [Fact]
    public Task An_ID_that_only_its_type_can_make() => Mended(Opaque, 2, """
        var address = Address.Parse("did:acme:1");
        var userContext = A.Fake<IUserExecutionContext>();
        A.CallTo(() => userContext.GetUserId()).Returns(address);
        await core.ExecuteAgentAsync(request, userContext);
        """, """
        var address = Address.Parse("did:acme:1");
        var userContext = new UserExecutionContext(
            userId: address,
            threadId: DeviceId.New());
        await core.ExecuteAgentAsync(request, userContext);
        """, Library.FakeItEasy);

    [Fact]
    public Task An_ID_that_nobody_can_make() => Left(DeclineWord.NoConstructor, Opaque, 1, "await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());");

    [Fact]
    public Task Of_two_constructors_the_one_of_plain_types() => Mended("""
            public readonly record struct UserId(string Value);
            public interface IUserExecutionContext { string UserId { get; } }
            public sealed class UserExecutionContext : IUserExecutionContext
            {
                public UserExecutionContext(UserId userId) => UserId = userId.Value;
                public UserExecutionContext(string userId) => UserId = userId;
                public UserExecutionContext(Guid userId) => UserId = userId.ToString();
                public string UserId { get; }
            }
        """, 1, "await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());", "await core.ExecuteAgentAsync(request, new UserExecutionContext(userId: \"user-streams-events\"));");

    private const string Factory = """
            public interface IUserExecutionContext { string UserId { get; } string RunId { get; } }
            public sealed class UserExecutionContext : IUserExecutionContext
            {
                private UserExecutionContext(string userId, string runId) { UserId = userId; RunId = runId; }
                public string UserId { get; }
                public string RunId { get; }
                public static UserExecutionContext Create(string userId, string runId, bool isTrusted = false) => new(userId, runId);
                public static UserExecutionContext ForUser(string userId) => new(userId, "run");
            }
        """;

    [Fact]
    public Task A_static_factory_and_two_users() => Mended(Factory, 4, """
        var alice = Substitute.For<IUserExecutionContext>();
        alice.UserId.Returns("alice");
        var bob = Substitute.For<IUserExecutionContext>();
        await core.ExecuteAgentAsync(request, alice);
        await core.ExecuteAgentAsync(request, bob);
        """, """
        var alice = UserExecutionContext.Create(
            userId: "alice",
            runId: "run-streams-events");
        var bob = UserExecutionContext.Create(
            userId: "user-streams-events-2",
            runId: "run-streams-events-2");
        await core.ExecuteAgentAsync(request, alice);
        await core.ExecuteAgentAsync(request, bob);
        """, Library.NSubstitute);

    private const string Required = """
            public interface IUserExecutionContext { string UserId { get; } string RunId { get; } }
            public sealed class UserExecutionContext : IUserExecutionContext
            {
                public required string UserId { get; init; }
                public required string RunId { get; init; }
                public string? Tenant { get; init; }
            }
        """;

    [Fact]
    public Task Members_that_must_be_initialised() => Mended(Required, 6, """
        Mock<IUserExecutionContext> alice = new();
        alice.SetupGet(c => c.UserId).Returns("alice");
        var bob = Mock.Of<IUserExecutionContext>();
        await core.ExecuteAgentAsync(request, alice.Object);
        await core.ExecuteAgentAsync(request, bob);
        await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>(c => c.UserId == "carol" && c.RunId == "r"));
        await core.ExecuteAgentAsync(request, null!);
        """, """
        UserExecutionContext alice = new()
        {
            UserId = "alice",
            RunId = "run-streams-events"
        };
        var bob = new UserExecutionContext
        {
            UserId = "user-streams-events-2",
            RunId = "run-streams-events-2"
        };
        await core.ExecuteAgentAsync(request, alice);
        await core.ExecuteAgentAsync(request, bob);
        await core.ExecuteAgentAsync(request, new UserExecutionContext { UserId = "carol", RunId = "r" });
        await core.ExecuteAgentAsync(request, new UserExecutionContext
        {
            UserId = "user-streams-events-4",
            RunId = "run-streams-events-4"
        });
        """);

    [Fact]
    public Task A_required_member_that_is_no_ID() => Left(DeclineWord.NoConstructor, Required.Replace("public string? Tenant", "public required string Tenant", StringComparison.Ordinal), 1,
        "await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());");

    [Fact]
    public Task Parameters_with_defaults_are_left_alone() => Mended("""
            public interface IUserExecutionContext { string UserId { get; } }
            public sealed class UserExecutionContext(Guid userId, string? tenant = null, params string[] roles) : IUserExecutionContext
            {
                public string UserId => userId.ToString();
                public string? Tenant => tenant;
                public string[] Roles => roles;
            }
        """, 1, "await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());", "await core.ExecuteAgentAsync(request, new UserExecutionContext(userId: Guid.NewGuid()));");

    [Fact]
    public Task Of_parameters_with_defaults_those_that_were_set_up() => Mended("""
            public interface IUserExecutionContext { string UserId { get; } string RunId { get; } string RequestId { get; } }
            public sealed class UserExecutionContext(string userId, string runId = "r", string requestId = "q", bool isAdmin = false) : IUserExecutionContext
            {
                public string UserId => userId;
                public string RunId => runId;
                public string RequestId => isAdmin ? "" : requestId;
            }
        """, 2, """
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.RequestId).Returns("known");
        await core.ExecuteAgentAsync(request, userContext.Object);
        Assert.Equal("known", userContext.Object.RequestId);
        """, """
        var userContext = new UserExecutionContext(
            userId: "user-streams-events",
            requestId: "known");
        await core.ExecuteAgentAsync(request, userContext);
        Assert.Equal("known", userContext.RequestId);
        """);

    [Fact]
    public Task The_real_type_that_is_configured() => Mended("""
            public interface IUserExecutionContext { string UserId { get; } }
            public sealed class HttpContextUser(string userId) : IUserExecutionContext { public string UserId => userId; }
            public static class Contexts
            {
                public sealed class UserExecutionContext(string userId) : IUserExecutionContext { public string UserId => userId; }
            }
        """, 1, "await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());",
        "await core.ExecuteAgentAsync(request, new Contexts.UserExecutionContext(userId: \"user-streams-events\"));")
        .References("Platform").EditorConfig("execution_context_guard.real_type = Acme.IUserExecutionContext => Acme.Contexts+UserExecutionContext");

    private const string Explicit = """
            public interface IUserExecutionContext { string UserId { get; } }
            public sealed class UserExecutionContext(string userId) : IUserExecutionContext
            {
                public Guid UserId => Guid.Parse(userId);
                string IUserExecutionContext.UserId => userId;
            }
        """;

    [Fact]
    public Task The_interface_stays_where_the_real_member_is_of_another_type() => Mended(Explicit, 2, """
        var userContext = Mock.Of<IUserExecutionContext>(c => c.UserId == "u");
        await core.ExecuteAgentAsync(request, userContext);
        Assert.Equal("u", userContext.UserId);
        """, """
        IUserExecutionContext userContext = new UserExecutionContext(userId: "u");
        await core.ExecuteAgentAsync(request, userContext);
        Assert.Equal("u", userContext.UserId);
        """);

    [Fact]
    public Task An_internal_type_that_the_tests_may_see() => Mended("""
            internal interface IUserExecutionContext { string UserId { get; } }
            internal sealed class UserExecutionContext(string userId) : IUserExecutionContext { public string UserId => userId; }
        """, 1, "await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());",
        "await core.ExecuteAgentAsync(request, new UserExecutionContext(userId: \"user-streams-events\"));", isPublic: false)
        .References("Platform", ("Friends.cs", """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("src.Tests0")]
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("copy.Tests0")]
        """));

    [Fact]
    public Task An_internal_type_that_they_may_not() => IsLeft(DeclineWord.NoRealType, Code(Method("await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());"))
        .WithContext(Platform("""
            public interface IUserExecutionContext { string UserId { get; } }
            internal sealed class UserExecutionContext(string userId) : IUserExecutionContext { public string UserId => userId; }
        """))
        .References("Platform").Finds(1).OffersNoFix());

    [Fact]
    public Task A_generic_context() => Mended("""
            public interface IUserExecutionContext { string UserId { get; } }
            public sealed class UserExecutionContext<TTenant>(string userId) : IUserExecutionContext { public string UserId => userId; }
            public sealed class UserExecutionContext(string userId) : IUserExecutionContext { public string UserId => userId; }
        """, 1, "await core.ExecuteAgentAsync(request, Mock.Of<IUserExecutionContext>());",
        "await core.ExecuteAgentAsync(request, new UserExecutionContext(userId: \"user-streams-events\"));");

    private const string Unreadable = """
            public interface IUserExecutionContext { string UserId { get; } }
            public sealed class UserExecutionContext(object claims) : IUserExecutionContext { public string UserId => claims.ToString()!; }
            public static class Users { public static UserExecutionContext Any() => new(""); }
        """;

    [Fact]
    public Task A_method_of_the_team_makes_what_nobody_else_can() => Mended(Unreadable, 2, """
        var userContext = new Mock<IUserExecutionContext>();
        await core.ExecuteAgentAsync(request, userContext.Object);
        """, """
        var userContext = Users.Any();
        await core.ExecuteAgentAsync(request, userContext);
        """).EditorConfig("execution_context_guard.missing_ids = factory:Acme.Users.Any");

    [Fact]
    public Task But_it_takes_no_ID_that_is_known() => Left(DeclineWord.OtherMembers, Unreadable, 2, """
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns("u");
        await core.ExecuteAgentAsync(request, userContext.Object);
        """, "execution_context_guard.missing_ids = factory:Acme.Users.Any");

    private static Row Mended(string types, int findings, string before, string after, Library? library = null, bool isPublic = true) =>
        Mends(library ?? Library.Moq, findings, Method(before), Method(after))
            .WithContext(isPublic ? Platform(types) : Platform(types).Replace("public class AgentExecutionCore { public Task", "internal class AgentExecutionCore { public Task", StringComparison.Ordinal));

    private static Task Left(DeclineWord reason, string types, int findings, string statements, string? option = null) =>
        LeavesWith(reason, Library.Moq, findings, Method(statements), Platform(types), option);

    private static string Platform(string types) => $$"""
        using System;
        using System.Threading.Tasks;

        namespace Acme
        {
        {{types}}
            public sealed class AgentRequest { public string Text => ""; }
            public class AgentExecutionCore { public Task ExecuteAgentAsync(AgentRequest request, IUserExecutionContext userContext) => Task.CompletedTask; }
        }
        """;
}
