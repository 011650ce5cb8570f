using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2001 and ECG2002 where the ID goes through a helper in source, a lambda, a tuple, or a member that only a constructor writes.</summary>
public sealed class IdentityHelperTests : IdentityRows
{
    private const string Fallback = "{|ECG2002:\"anonymous\"|}";

    [Theory]
    [InlineData("string Or(string? id, string other) => id ?? other;", "Or(given, " + Fallback + ")")]
    [InlineData("string Or(string? id, string other) => string.IsNullOrEmpty(id) ? other : id;", "Or(given, " + Fallback + ")")]
    [InlineData("string Or(string? id, string other) => id is null ? other : id;", "Or(other: " + Fallback + ", id: given)")]
    [InlineData("string Or(string? id, string other) { if (id is { } found) { return found; } return other; }", "Or(given, " + Fallback + ")")]
    [InlineData("string Or(string? id, string other) { id ??= other; return id; }", "Or(given, " + Fallback + ")")]
    [InlineData("string Or(string? id, string other) { var chosen = id ?? other; return chosen; }", "Or(given, " + Fallback + ")")]
    [InlineData("string Or(string? id, string other) => id switch { null or \"\" => other, _ => id };", "Or(given, " + Fallback + ")")]
    [InlineData("string Or(string? id, string other) => Second(id, other); private static string Second(string? id, string other) => id ?? other;", "Or(given, " + Fallback + ")")]
    [InlineData("string Same(string id) => id;", "Same(given ?? " + Fallback + ")")]
    [InlineData("string Named(string id) => \"user-\" + id;", "Named(given ?? " + Fallback + ")")]
    public Task A_helper_is_told_what_to_fall_back_to(string helper, string use) => WithHelper(helper, use).Says(Falls("'anonymous'"));

    [Fact]
    public Task A_helper_s_own_default() => WithHelper("string Or(string? id, string other = {|stored:\"anonymous\"|}) => id ?? other;", "{|ECG2002:Or(given)|}")
        .Says(Falls("'anonymous'", of: ", the default of 'Service.Or'"));

    [Theory]
    // It throws for what is blank: the fallback does not get through.
    [InlineData("string Required(string? id, string name) => string.IsNullOrEmpty(id) ? throw new ArgumentException(\"It is blank.\", name) : id;", "Required(given ?? \"\", nameof(given))")]
    [InlineData("string Required(string? id) { ArgumentException.ThrowIfNullOrEmpty(id); return id; }", "Required(given ?? \"\")")]
    // Another ID each time, whatever it begins with.
    [InlineData("string Fresh(string? id, string prefix) => id ?? prefix + Guid.NewGuid();", "Fresh(given, \"anonymous\")")]
    // The constant is a key, and no ID.
    [InlineData("string Read(string? id, string key) => id ?? Environment.GetEnvironmentVariable(key)!;", "Read(given, \"anonymous\")")]
    [InlineData("string First(string id, string text) => id;", "First(given!, \"anonymous\")")]
    public Task A_helper_that_lets_no_fallback_through(string helper, string use) => WithHelper(helper, use);

    [Theory]
    [InlineData("Func<string> user = () => given ?? {|stored:\"anonymous\"|};\nreturn new UserExecutionContext({|ECG2002:user()|}, threadId, runId, requestId);")]
    [InlineData("var user = () => given ?? {|stored:\"anonymous\"|};\nreturn new UserExecutionContext({|ECG2002:user()|}, threadId, runId, requestId);")]
    [InlineData("Func<string?, string> or = id => id ?? {|stored:\"anonymous\"|};\nreturn new UserExecutionContext({|ECG2002:or(given)|}, threadId, runId, requestId);")]
    [InlineData("Func<string> user = () =>\n{\n    if (given is null)\n    {\n        return {|stored:\"anonymous\"|};\n    }\n\n    return given;\n};\nreturn new UserExecutionContext({|ECG2002:user()|}, threadId, runId, requestId);", 9)]
    [InlineData("var ids = (User: given ?? {|stored:\"anonymous\"|}, Thread: threadId);\nreturn new UserExecutionContext({|ECG2002:ids.User|}, ids.Thread, runId, requestId);")]
    [InlineData("var ids = (given ?? {|stored:\"anonymous\"|}, threadId);\nreturn new UserExecutionContext({|ECG2002:ids.Item1|}, ids.Item2, runId, requestId);")]
    [InlineData("(string User, string Thread) ids = (given ?? {|stored:\"anonymous\"|}, threadId);\nreturn new UserExecutionContext({|ECG2002:ids.Item1|}, ids.Thread, runId, requestId);")]
    [InlineData("var (user, thread) = (given ?? {|stored:\"anonymous\"|}, threadId);\nreturn new UserExecutionContext({|ECG2002:user|}, thread, runId, requestId);")]
    [InlineData("string user;\n(user, threadId) = (given ?? {|stored:\"anonymous\"|}, threadId);\nreturn new UserExecutionContext({|ECG2002:user|}, threadId, runId, requestId);", 6)]
    public Task By_way_of_lambdas_and_tuples(string statements, int line = 5) => InService(statements).Says(Falls("'anonymous'", of: $" (line {line})"));

    [Fact]
    public Task A_lambda_is_told_what_to_fall_back_to() => InService("""
        Func<string?, string, string> or = (id, other) => id ?? other;
        return new UserExecutionContext(or(given, {|ECG2002:"anonymous"|}), threadId, runId, requestId);
        """).Says(Falls("'anonymous'"));

    [Theory]
    [InlineData("var ids = (given!, Label: given ?? \"anonymous\");\nConsole.WriteLine(ids.Label);\nreturn new UserExecutionContext(ids.Item1, threadId, runId, requestId);")] // the other element
    [InlineData("var (user, label) = (given!, given ?? \"anonymous\");\nConsole.WriteLine(label);\nreturn new UserExecutionContext(user, threadId, runId, requestId);")]
    [InlineData("Func<string> user = () => given ?? \"anonymous\";\nif (isSystem)\n{\n    user = () => inbound.UserId!;\n}\n\nreturn new UserExecutionContext(user(), threadId, runId, requestId);")] // which of two is not followed
    [InlineData("Func<string> user = () => given ?? \"\";\nvar id = user();\nif (id == \"\")\n{\n    throw new InvalidOperationException();\n}\n\nreturn new UserExecutionContext(id, threadId, runId, requestId);")]
    [InlineData("var (user, thread) = (given ?? \"\", threadId);\nArgumentException.ThrowIfNullOrEmpty(user);\nreturn new UserExecutionContext(user, thread, runId, requestId);")]
    public Task What_lets_no_fallback_through(string statements) => InService(statements);

    [Fact]
    public Task A_helper_that_gives_a_tuple() => Code("""
        class Service
        {
            private static (string User, string Thread) Ids(string? given, string thread) => (given ?? {|stored:"anonymous"|}, thread);

            UserExecutionContext Make(string? given, string threadId, string runId, string requestId)
            {
                var (user, thread) = Ids(given, threadId);
                return new UserExecutionContext({|ECG2002:user|}, thread, runId, requestId);
            }
        }
        """).InProduction().Says(Falls("'anonymous'", of: ", the default of 'Service.Ids'"));

    [Theory]
    [InlineData("private readonly string _userId; public Service(string? userId) { _userId = userId ?? {|stored:\"anonymous\"|}; }", "_userId")]
    [InlineData("private readonly string _userId; public Service(string? userId) => _userId = string.IsNullOrEmpty(userId) ? {|stored:\"anonymous\"|} : userId;", "_userId")]
    [InlineData("private string UserId { get; } public Service(string? userId) { this.UserId = userId ?? {|stored:\"anonymous\"|}; }", "UserId")]
    [InlineData("private readonly string _userId = Environment.GetEnvironmentVariable(\"USER_ID\") ?? {|stored:\"anonymous\"|};", "_userId")]
    [InlineData("private static readonly string s_userId = Environment.GetEnvironmentVariable(\"USER_ID\") ?? {|stored:\"anonymous\"|};", "s_userId")]
    [InlineData("private readonly string _userId; public Service(string userId = {|stored:\"anonymous\"|}) { _userId = userId; }", "_userId")]
    public Task What_a_constructor_keeps(string members, string use) => Code($$"""
        class Service
        {
            {{members}}

            UserExecutionContext Make(string threadId, string runId, string requestId) => new UserExecutionContext({|ECG2002:{{use}}|}, threadId, runId, requestId);
        }
        """).InProduction().Says(Falls("'anonymous'", of: $", the default of 'Service.{use}'"));

    [Fact]
    public Task The_default_of_a_primary_constructor() => Code("""
        class Service(string userId = {|stored:"anonymous"|})
        {
            public UserExecutionContext Make(string threadId, string runId, string requestId) => new UserExecutionContext({|ECG2002:userId|}, threadId, runId, requestId);
        }

        class Kept(string userId = {|stored#2:"nobody"|})
        {
            private readonly string _userId = userId;

            public UserExecutionContext Make(string threadId, string runId, string requestId) => new UserExecutionContext({|ECG2002:_userId|}, threadId, runId, requestId);
        }
        """.Replace("stored:", "stored#1:", StringComparison.Ordinal)).InProduction()
        .Says(Falls("'anonymous'", of: " (line 1)"), Falls("'nobody'", of: ", the default of 'Kept._userId'"));

    [Fact]
    public Task The_default_of_a_positional_property() => Code("""
        record Request(string ThreadId, string UserId = {|stored:"anonymous"|});

        class Service
        {
            UserExecutionContext Make(Request request, string runId, string requestId) => new UserExecutionContext({|ECG2002:request.UserId|}, request.ThreadId, runId, requestId);
        }
        """).InProduction().Says(Falls("'anonymous'", of: ", the default of 'Request.UserId'"));

    [Fact]
    public Task A_member_that_is_fixed_to_a_constant_stands_in() => Code("""
        static class Users
        {
            public static readonly string Nobody = {|stored:"nobody"|};

            public static string Nobody2 { get; } = {|stored:"nobody"|};
        }

        class Service
        {
            UserExecutionContext Field(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext({|ECG2002:given is null ? Users.Nobody : given|}, threadId, runId, requestId);

            UserExecutionContext Property(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext({|ECG2002:given switch { null => Users.Nobody2, _ => given }|}, threadId, runId, requestId);
        }
        """.Replace("Nobody = {|stored:", "Nobody = {|stored#1:", StringComparison.Ordinal).Replace("= {|stored:", "= {|stored#2:", StringComparison.Ordinal)).InProduction()
        .Says(Falls("'nobody'", of: ", the default of 'Users.Nobody'"), Falls("'nobody'", of: ", the default of 'Users.Nobody2'")).OffersNoFix();

    [Fact]
    public Task What_a_member_does_not_let_through() => Code("""
        class Service
        {
            private readonly string _checked;
            private readonly string _required;
            private string _written = "nobody-yet";

            Service(string? userId)
            {
                _checked = userId ?? "";
                _required = userId ?? throw new ArgumentNullException(nameof(userId));
            }

            void Set(string userId) => _written = userId;

            UserExecutionContext Required(string threadId, string runId, string requestId) => new UserExecutionContext(_required, threadId, runId, requestId);

            UserExecutionContext Written(string threadId, string runId, string requestId) => new UserExecutionContext(_written, threadId, runId, requestId);

            UserExecutionContext Checked(string threadId, string runId, string requestId)
            {
                if (_checked.Length == 0)
                {
                    throw new InvalidOperationException();
                }

                return new UserExecutionContext(_checked, threadId, runId, requestId);
            }
        }
        """).InProduction();

    [Fact]
    public Task The_IDs_of_a_context_are_that_context_s() => Code("""
        public class UserExecutionContext
        {
            public UserExecutionContext(string threadId, string userId = {|ECG2002:"anonymous"|})
            {
                ThreadId = threadId;
                UserId = userId;
            }

            public string ThreadId { get; }

            public string UserId { get; }

            // Said once, where it is declared.
            public UserExecutionContext Child() => new UserExecutionContext("child-" + ThreadId, UserId);
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Falls("'anonymous'"));

    [Theory]
    [InlineData("private readonly string _userId = {|stored:\"test\"|};", "_userId")]
    [InlineData("private readonly string _userId; public Service() { _userId = {|stored:\"test\"|}; }", "_userId")]
    [InlineData("private string UserId { get; } = {|stored:\"test\"|};", "UserId")]
    [InlineData("private static string Same(string id) => id;", "Same(\"test\")")]
    [InlineData("private static (string User, int Age) Ids => ({|stored:\"test\"|}, 7);", "Ids.User")]
    public Task A_placeholder_by_way_of_members_and_helpers(string member, string use) => Code($$"""
        class Service
        {
            {{member}}

            UserExecutionContext Make(string threadId, string runId, string requestId) => new UserExecutionContext({|ECG2001:{{use}}|}, threadId, runId, requestId);
        }
        """).InProduction().Says(Gets("the placeholder 'test'"));

    [Theory]
    [InlineData("Func<string> user = () => {|stored:\"test\"|};\nreturn new UserExecutionContext({|ECG2001:user()|}, threadId, runId, requestId);")]
    [InlineData("var ids = (User: {|stored:\"test\"|}, 7);\nreturn new UserExecutionContext({|ECG2001:ids.User|}, threadId, runId, requestId);")]
    [InlineData("var (user, thread) = ({|stored:\"test\"|}, threadId);\nreturn new UserExecutionContext({|ECG2001:user|}, thread, runId, requestId);")]
    public Task A_placeholder_by_way_of_lambdas_and_tuples(string statements) => InService(statements).Says(Gets("the placeholder 'test'"));

    [Theory]
    [InlineData("ids.FirstOrDefault()")]
    [InlineData("ids.SingleOrDefault(id => id != other)")]
    [InlineData("byName.GetValueOrDefault(\"user\")")]
    public Task A_look_up_of_GUIDs_gives_that_of_nobody(string value) => Code($$"""
        public sealed record UserExecutionContext(Guid UserId);

        class Service
        {
            UserExecutionContext Make(IReadOnlyList<Guid> ids, IReadOnlyDictionary<string, Guid> byName, Guid other) => new({|ECG2002:{{value}}|});

            UserExecutionContext Checked(IReadOnlyList<Guid> ids, IReadOnlyDictionary<string, Guid> byName, Guid other)
            {
                var id = {{value}};
                return id == Guid.Empty ? throw new InvalidOperationException() : new(id);
            }
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Falls("the all-zero GUID")).OffersNoFix();

    private static Row WithHelper(string helper, string use) => Code($$"""
        class Service
        {
            private static {{helper}}

            UserExecutionContext Make(string? given, string threadId, string runId, string requestId) =>
                new UserExecutionContext({{use}}, threadId, runId, requestId);
        }
        """).InProduction();
}
