using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2001.</summary>
public sealed class PlaceholderIdentityTests : IdentityRows
{
    [Theory]
    [InlineData("\"test\"", "the placeholder 'test'")]
    [InlineData("\"TEST\"", "the placeholder 'TEST'")]
    [InlineData("\"default\"", "the placeholder 'default'")]
    [InlineData("\"unknown\"", "the placeholder 'unknown'")]
    [InlineData("\"0\"", "the placeholder '0'")]
    [InlineData("\"registry\"", "the placeholder 'registry'")]
    [InlineData("\"\"", "blank text")]
    [InlineData("\"   \"", "blank text")]
    [InlineData("string.Empty", "blank text")]
    [InlineData("\" user-1\"", "the padded text ' user-1'")]
    [InlineData("\"user-1\\t\"", "the padded text 'user-1\t'")]
    [InlineData("null!", "null")]
    [InlineData("default!", "null")]
    [InlineData("(string)null!", "null")]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"", "the all-zero GUID")]
    [InlineData("\"{00000000-0000-0000-0000-000000000000}\"", "the all-zero GUID")]
    [InlineData("Guid.Empty.ToString()", "the all-zero GUID")]
    [InlineData("Guid.Empty.ToString(\"N\")", "the all-zero GUID")]
    [InlineData("nameof(Test)", "the placeholder 'Test'")]
    [InlineData("\"te\" + \"st\"", "the placeholder 'test'")]
    [InlineData("$\"{nameof(Test)}\"", "the placeholder 'Test'")]
    [InlineData("(\"test\")", "the placeholder 'test'")]
    [InlineData("isSystem ? \"test\" : given!", "the placeholder 'test'")]
    [InlineData("threadId switch { \"t-1\" => \"test\", _ => given! }", "the placeholder 'test'")]
    [InlineData("\"test\".Trim()", "the placeholder 'test'")]
    public Task A_constant_that_names_nobody(string value, string said) => Code($$"""
        class Test
        {
            UserExecutionContext Make(string? given, bool isSystem, string threadId, string runId, string requestId) =>
                new UserExecutionContext({|ECG2001:{{value}}|}, threadId, runId, requestId);
        }
        """).InProduction().Says(Gets(said));

    [Theory]
    [InlineData("var userId = {|stored:\"test\"|};\nreturn new UserExecutionContext({|ECG2001:userId|}, threadId, runId, requestId);")]
    [InlineData("const string UserId = {|stored:\"test\"|};\nreturn new UserExecutionContext({|ECG2001:UserId|}, threadId, runId, requestId);")]
    [InlineData("var first = {|stored:\"test\"|};\nvar second = first;\nreturn new UserExecutionContext({|ECG2001:second|}, threadId, runId, requestId);")]
    [InlineData("string userId;\nuserId = {|stored:\"test\"|};\nreturn new UserExecutionContext({|ECG2001:userId|}, threadId, runId, requestId);")]
    public Task By_way_of_a_variable(string statements) => InService(statements.Replace("const string UserId = {|stored:\"test\"|}", "const string UserId = \"test\"", StringComparison.Ordinal)).Says(Gets("the placeholder 'test'"));

    [Theory]
    [InlineData("private const string UserId = \"test\";", "UserId")]
    [InlineData("private static readonly string UserId = {|stored:\"test\"|};", "UserId")]
    [InlineData("private static string UserId { get; } = {|stored:\"test\"|};", "UserId")]
    [InlineData("private static string UserId => {|stored:\"test\"|};", "UserId")]
    [InlineData("private static string UserId() => {|stored:\"test\"|};", "UserId()")]
    [InlineData("private static class Ids { public const string User = \"test\"; }", "Ids.User")]
    public Task By_way_of_a_member(string member, string use) => Code($$"""
        class Service
        {
            {{member}}

            UserExecutionContext Make(string threadId, string runId, string requestId) => new({|ECG2001:{{use}}|}, threadId, runId, requestId);
        }
        """).InProduction().Says(Gets("the placeholder 'test'"));

    [Theory]
    [InlineData("userId: userId, threadId: {|ECG2001:\"default\"|}, runId: runId, requestId: requestId", "thread")]
    [InlineData("userId: userId, threadId: threadId, runId: {|ECG2001:\"default\"|}, requestId: requestId", "run")]
    [InlineData("userId: userId, threadId: threadId, runId: runId, requestId: {|ECG2001:\"default\"|}", "request")]
    [InlineData("requestId: requestId, userId: {|ECG2001:\"default\"|}, threadId: threadId, runId: runId", "user")]
    public Task Every_ID_counts(string arguments, string role) => Code($$"""
        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId) => new({{arguments}});
        }
        """).InProduction().Says(Gets("the placeholder 'default'", role));

    [Theory]
    [InlineData("new UserExecutionContext { UserId = {|ECG2001:\"test\"|} }", "new UserExecutionContext")]
    [InlineData("old with { UserId = {|ECG2001:\"test\"|} }", "UserExecutionContext")]
    [InlineData("UserExecutionContext.Create({|ECG2001:\"test\"|})", "UserExecutionContext.Create")]
    [InlineData("Contexts.For({|ECG2001:\"test\"|})", "Contexts.For")]
    [InlineData("new ContextBuilder().WithUserId({|ECG2001:\"test\"|}).Build()", "ContextBuilder.WithUserId")]
    [InlineData("Derived.New(userId: {|ECG2001:\"test\"|})", "Derived.New")]
    public Task Through_every_way_to_make_a_context(string expression, string path) => Code($$"""
        public record UserExecutionContext
        {
            public required string UserId { get; init; }

            public static UserExecutionContext Create(string userId) => new() { UserId = userId };
        }

        public sealed record Derived : UserExecutionContext
        {
            public static Derived New(string userId) => new() { UserId = userId };
        }

        static class Contexts
        {
            public static UserExecutionContext For(string userId) => UserExecutionContext.Create(userId);
        }

        class ContextBuilder
        {
            private string? _userId;

            public ContextBuilder WithUserId(string id)
            {
                _userId = id;
                return this;
            }

            public UserExecutionContext Build() => UserExecutionContext.Create(_userId!);
        }

        class Service
        {
            UserExecutionContext Make(UserExecutionContext old) => {{expression}};
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Gets("the placeholder 'test'", path: path));

    [Theory]
    [InlineData("Guid.Empty")]
    [InlineData("default")]
    [InlineData("default(Guid)")]
    [InlineData("new Guid()")]
    [InlineData("new()")]
    [InlineData("Guid.Parse(\"00000000-0000-0000-0000-000000000000\")")]
    [InlineData("new Guid(\"00000000-0000-0000-0000-000000000000\")")]
    public Task The_GUID_that_names_nobody(string value) => Code($$"""
        public sealed record UserExecutionContext(Guid UserId);

        class Service
        {
            UserExecutionContext Make() => new({|ECG2001:{{value}}|});
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Gets("the all-zero GUID"));

    [Theory]
    [InlineData("new UserId(\"test\")", "the placeholder 'test'")]
    [InlineData("UserId.From(\"test\")", "the placeholder 'test'")]
    [InlineData("(UserId)\"test\"", "the placeholder 'test'")]
    [InlineData("new(\"test\")", "the placeholder 'test'")]
    [InlineData("new UserId(\"\")", "blank text")]
    [InlineData("default", "the all-zero GUID")]
    public Task An_ID_type_that_wraps_nobody(string value, string said) => Code($$"""
        public readonly record struct UserId(string Value)
        {
            public static UserId From(string value) => new(value);

            public static explicit operator UserId(string value) => new(value);
        }

        public sealed record UserExecutionContext(UserId UserId);

        class Service
        {
            UserExecutionContext Make() => new({|ECG2001:{{value}}|});
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Gets(said));

    [Fact]
    public Task A_member_that_is_assigned_later() => Code("""
        public sealed class UserExecutionContext
        {
            public string UserId { get; set; } = "";
        }

        class Service
        {
            void Reset(UserExecutionContext context) => context.UserId = {|ECG2001:"unknown"|};
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Gets("the placeholder 'unknown'", path: "UserExecutionContext.UserId"));

    [Theory]
    [InlineData("\"user-123\"")]
    [InlineData("\"default_user\"")]
    [InlineData("\"test-user\"")]
    [InlineData("\"testament\"")]
    [InlineData("\"system-scheduler\"")]
    [InlineData("\"10\"")]
    [InlineData("Guid.NewGuid().ToString()")]
    [InlineData("\"11111111-1111-1111-1111-111111111111\"")]
    [InlineData("given!")]
    [InlineData("given!.Trim()")]
    [InlineData("$\"test{given}\"")]
    [InlineData("string.Join(\"\", given)")]
    public Task What_is_an_ID(string value) => UserIdIs(value);

    [Fact]
    public Task In_a_test_project_what_is_blank() => Code("""
        class Tests
        {
            UserExecutionContext Blank() => new({|ECG2001:""|}, {|ECG2001:" "|}, {|ECG2001:null!|}, {|ECG2001:" r"|});

            UserExecutionContext Words() => new("test", "default", "none", "1");
        }
        """).Says(Gets("blank text"), Gets("blank text", "thread"), Gets("null", "run"), Gets("the padded text ' r'", "request"));

    [Fact]
    public Task In_a_test_project_what_the_constructor_is_seen_to_refuse() => Code("""
        public sealed class UserExecutionContext
        {
            private static readonly HashSet<string> s_refused = new() { "test", "default" };

            public UserExecutionContext(string userId, string threadId, string runId, string requestId)
            {
                if (s_refused.Contains(userId) || userId == "unknown")
                {
                    throw new ArgumentException("A placeholder.", nameof(userId));
                }
            }

            public static UserExecutionContext Demo(string threadId, string runId, string requestId) => new("demo", threadId, runId, requestId);
        }

        class Tests
        {
            UserExecutionContext Refused(string t, string r, string q) => new({|ECG2001:"test"|}, t, r, q);

            UserExecutionContext Also(string t, string r, string q) => new({|ECG2001:"Unknown"|}, t, r, q);

            UserExecutionContext Taken(string t, string r, string q) => new("dummy", t, r, q);

            UserExecutionContext OnlyMentioned(string t, string r, string q) => new("demo", t, r, q);
        }
        """).WithContext("namespace Acme { }").Says(Gets("the placeholder 'test'"), Gets("the placeholder 'Unknown'"));

    [Fact]
    public Task In_a_test_project_the_run_time_library_refuses_the_whole_list() => Code("""
        namespace ExecutionContextGuard
        {
            public sealed record UserExecutionContext(string UserId, string ThreadId);
        }

        class Tests
        {
            ExecutionContextGuard.UserExecutionContext Make() => new({|ECG2001:"dummy"|}, "thread-1");
        }
        """).WithContext("namespace Acme { }").Says(Gets("the placeholder 'dummy'"));

    [Theory]
    [InlineData("Assert.Throws<ArgumentException>(() => new UserExecutionContext(\"\", \"t\", \"r\", \"q\"));")]
    [InlineData("var error = Record.Exception(() => new UserExecutionContext(null!, \"t\", \"r\", \"q\"));")]
    [InlineData("Assert.ThrowsAny<Exception>(() => { new UserExecutionContext(\" \", \"\", null!, \"q\"); });")]
    public Task What_is_expected_to_be_refused(string statement) => Code($$"""
        class Tests
        {
            void Refuses()
            {
                {{statement}}
            }
        }
        """);

    [Fact]
    public Task A_theory_hands_its_own_values_over() => Code("""
        class Tests
        {
            [Theory]
            [InlineData("")]
            [InlineData("test")]
            public void Refuses(string userId) => Assert.Throws<ArgumentException>(() => new UserExecutionContext(userId, "t", "r", "q"));
        }
        """);

    [Fact]
    public Task A_stub_refuses_nothing() => Code("""
        class StubContext : IUserExecutionContext
        {
            public string UserId { get; set; } = "";

            public string ThreadId { get; set; } = "";

            public string RunId { get; set; } = "";

            public string RequestId { get; set; } = "";
        }

        class Tests
        {
            StubContext Make() => new() { UserId = "", ThreadId = null! };
        }
        """);

    [Fact]
    public Task What_a_set_up_says_is_no_construction() => Code("""
        public interface IContexts
        {
            UserExecutionContext Create(string userId, string threadId);
        }

        class Tests
        {
            void Sets_up(Mock<IContexts> contexts, UserExecutionContext real)
            {
                contexts.Setup(c => c.Create("", null!)).Returns(real);
                contexts.Verify(c => c.Create("", ""), Times.Never());
            }
        }
        """);

    [Fact]
    public Task Null_where_the_context_asks_for_it() => Code("""
        public sealed record UserExecutionContext(string UserId, string? ThreadId = null, string RunId = null!)
        {
            public string? RequestId { get; init; }
        }

        class Service
        {
            UserExecutionContext Make(string userId) => new(userId, null, null!) { RequestId = null };
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration);

    [Fact]
    public Task What_a_type_keeps_in_itself() => Code("""
        public sealed class UserExecutionContext
        {
            private UserExecutionContext()
            {
                UserId = "";
            }

            public UserExecutionContext(string userId) => UserId = userId;

            public string UserId { get; private set; }

            public string ThreadId { get; private set; } = null!;
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration);

    [Fact]
    public Task Other_types_have_placeholders_of_their_own() => Code("""
        record Seed(string UserId, string ThreadId);

        record Metric(string Name, string UserId);

        class Data
        {
            Seed[] Seeds => new[] { new Seed("demo", ""), new Seed("test", "default") };

            Metric Count(string userId = "unknown") => new("runs", userId);

            bool IsDemo(UserExecutionContext context) => context.UserId == "demo" || context.UserId == "";
        }
        """).InProduction();

    [Fact]
    public Task Numbers_are_what_the_data_base_makes_of_them() => Code("""
        public sealed record UserExecutionContext(int UserId, long ThreadId);

        class Service
        {
            UserExecutionContext First() => new(1, 0);
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration);

    [Theory]
    [InlineData("execution_context_guard.placeholder_identities = nobody | n/a")]
    [InlineData("execution_context_guard.placeholder_identities = NOBODY")]
    public Task A_team_s_own_placeholder(string setting) => Code("""
        class Service
        {
            UserExecutionContext Make(string threadId, string runId, string requestId) => new({|ECG2001:"nobody"|}, threadId, runId, requestId);
        }
        """).InProduction().EditorConfig(setting).Says(Gets("the placeholder 'nobody'"));

    [Theory]
    [InlineData("execution_context_guard.placeholder_identities = !demo")]
    [InlineData("execution_context_guard.allowed_identities = demo")]
    [InlineData("execution_context_guard.allowed_identities = Demo | system-scheduler")]
    public Task A_placeholder_that_is_an_ID_here(string setting) => UserIdIs("\"demo\"").EditorConfig(setting);

    [Fact]
    public Task What_is_blank_cannot_be_allowed_by_leaving_a_list_empty() => UserIdIs("{|ECG2001:\"\"|}")
        .EditorConfig("execution_context_guard.allowed_identities =\nexecution_context_guard.placeholder_identities =").Says(Gets("blank text"));

    [Fact]
    public Task C_Sharp_7_3_has_the_same() => Code("""
        using Acme;

        class Service
        {
            UserExecutionContext Make(string threadId, string runId, string requestId)
            {
                return new UserExecutionContext({|ECG2001:"test"|}, threadId, runId, requestId);
            }
        }
        """).InProduction().Language(LanguageVersion.CSharp7_3).WithoutImplicitUsings().Says(Gets("the placeholder 'test'"));
}
