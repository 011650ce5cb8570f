using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Where the fixes of ECG2002 and ECG2003 write, and where they would say something else or not compile, and are not offered.</summary>
public sealed class IdentityFixTests : IdentityRows
{
    private const string Throws = "throw new InvalidOperationException(\"The user ID is missing.\")";

    [Theory]
    [InlineData("given ?? {|ECG2002:nameof(Inbound)|}", "given ?? " + Throws, "'Inbound'")]
    [InlineData("given ?? ({|ECG2002:\"anonymous\"|})", "given ?? " + Throws, "'anonymous'")]
    [InlineData("given ?? {|ECG2002:Guid.Empty|}.ToString(\"N\")", "given ?? " + Throws, "the all-zero GUID")]
    [InlineData("string.Concat(\"user-\", given ?? {|ECG2002:\"anonymous\"|})", "string.Concat(\"user-\", given ?? " + Throws + ")", "'anonymous'")]
    [InlineData("$\"user-{given ?? {|ECG2002:\"anonymous\"|}}\"", "$\"user-{given ?? " + Throws + "}\"", "'anonymous'")]
    [InlineData("$@\"user-{given ?? {|ECG2002:\"anonymous\"|}}\"", "$@\"user-{given ?? " + Throws + "}\"", "'anonymous'")]
    [InlineData("headers.GetValueOrDefault(\"user\", {|ECG2002:\"anonymous\"|}).Trim()", "(headers.GetValueOrDefault(\"user\") ?? " + Throws + ").Trim()", "'anonymous'")]
    [InlineData("given ?? headers.GetValueOrDefault(\"user\", {|ECG2002:\"anonymous\"|})", "given ?? (headers.GetValueOrDefault(\"user\") ?? " + Throws + ")", "'anonymous'")]
    [InlineData("given switch { null or \"\" => {|ECG2002:\"anonymous\"|}, { } id => id }", "given switch { null or \"\" => " + Throws + ", { } id => id }", "'anonymous'")]
    public Task A_throw_takes_the_place_of_the_constant(string before, string after, string said) => Fixes(UserIdIs, before, after, said);

    [Theory]
    [InlineData("Func<string> user = () => given ?? {0};\nreturn new UserExecutionContext({1}user(){2}, threadId, runId, requestId);")]
    [InlineData("var ids = (User: given ?? {0}, Thread: threadId);\nreturn new UserExecutionContext({1}ids.User{2}, ids.Thread, runId, requestId);")]
    [InlineData("var (user, thread) = (given ?? {0}, threadId);\nreturn new UserExecutionContext({1}user{2}, thread, runId, requestId);")]
    public Task In_a_statement_before_the_call(string statements) => InService(Filled(statements, "{|stored:\"anonymous\"|}", "{|ECG2002:", "|}"))
        .Titled("Throw where the ID is missing").Says(Falls("'anonymous'", of: " (line 5)"))
        .FixedTo(Text(Filled(statements, Throws, "", "")));

    [Theory]
    // What is looked up there is more than its default.
    [InlineData("given ?? headers.Values.FirstOrDefault({|ECG2002:\"anonymous\"|})")]
    [InlineData("given ?? headers.Values.DefaultIfEmpty({|ECG2002:\"anonymous\"|}).First()")]
    [InlineData("headers.GetValueOrDefault(\"user\" /* as the gateway names it */, {|ECG2002:\"anonymous\"|})")]
    [InlineData("CollectionExtensions.GetValueOrDefault(headers, \"user\", {|ECG2002:\"anonymous\"|})")]
    public Task A_person_says_what_is_looked_up_instead(string value) => UserIdIs(value).Says(Falls("'anonymous'")).OffersNoFix();

    [Fact]
    public Task A_helper_is_more_than_the_constant_that_it_is_told() => Code("""
        static class Texts
        {
            public static string Or(this string? text, string other) => string.IsNullOrEmpty(text) ? other : text;
        }

        class Service
        {
            UserExecutionContext Make(string? given, string? other, string threadId, string runId, string requestId) =>
                new UserExecutionContext(given ?? other.Or({|ECG2002:"anonymous"|}), threadId, runId, requestId);
        }
        """).InProduction().Says(Falls("'anonymous'")).OffersNoFix();

    [Theory]
    [InlineData("Current() ?? new UserExecutionContext({|ECG2002:\"anonymous\"|})")]
    [InlineData("given is null ? new UserExecutionContext({|ECG2002:\"anonymous\"|}) : new UserExecutionContext(given)")]
    public Task A_whole_context_of_one_ID_is_no_constant(string made) => Code($$"""
        public sealed record UserExecutionContext(string UserId);

        class Service
        {
            UserExecutionContext? Current() => null;

            UserExecutionContext Make(string? given) => {{made}};
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Falls("'anonymous'")).OffersNoFix();

    [Fact]
    public Task A_query_over_a_data_base_has_no_throw() => Code("""
        class Service
        {
            IQueryable<UserExecutionContext> Make(IQueryable<Inbound> all, string threadId, string runId, string requestId) =>
                from one in all select new UserExecutionContext(one.UserId ?? {|ECG2002:"anonymous"|}, threadId, runId, requestId);
        }
        """).And("Inbound.cs", Inbound).InProduction().Says(Falls("'anonymous'")).OffersNoFix();

    [Fact]
    public Task Older_than_throw_expressions() => Code("""
        class Service
        {
            Acme.UserExecutionContext Make(string given, string threadId, string runId, string requestId)
            {
                return new Acme.UserExecutionContext(given ?? {|ECG2002:"anonymous"|}, threadId, runId, requestId);
            }
        }
        """).WithContext("""
        namespace Acme
        {
            public sealed class UserExecutionContext
            {
                public UserExecutionContext(string userId, string threadId, string runId, string requestId)
                {
                    UserId = userId;
                }

                public string UserId { get; }
            }
        }
        """).InProduction().WithoutImplicitUsings().Language(LanguageVersion.CSharp6).Says(Falls("'anonymous'")).OffersNoFix();

    [Theory]
    [InlineData("int", "given ?? {|ECG2002:0|}", "given ?? " + Throws, "'0'")]
    [InlineData("int", "given.HasValue ? given.Value : {|ECG2002:0|}", "given.HasValue ? given.Value : " + Throws, "'0'")]
    [InlineData("Guid", "given ?? {|ECG2002:default(Guid)|}", "given ?? " + Throws, "the all-zero GUID")]
    [InlineData("Guid", "given ?? {|ECG2002:new Guid()|}", "given ?? " + Throws, "the all-zero GUID")]
    [InlineData("UserId", "given ?? {|ECG2002:default(UserId)|}", "given ?? " + Throws, "the all-zero GUID")]
    [InlineData("UserId", "given ?? new UserId({|ECG2002:\"anonymous\"|})", "given ?? " + Throws, "'anonymous'")]
    [InlineData("UserId", "given ?? UserId.From({|ECG2002:\"anonymous\"|})", "given ?? " + Throws, "'anonymous'")]
    public Task Values_that_may_be_missing(string type, string before, string after, string said) => Fixes(
        value => Code($$"""
            public readonly record struct UserId(string Value)
            {
                public static UserId From(string value) => new(value);
            }

            public sealed record UserExecutionContext({{type}} UserId);

            class Service
            {
                UserExecutionContext Make({{type}}? given) => new({{value}});
            }
            """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration), before, after, said);

    [Fact]
    public Task A_GUID_that_is_written_over() => Code("""
        public sealed record UserExecutionContext(Guid UserId);

        class Service
        {
            UserExecutionContext Make(Guid? given)
            {
                given ??= {|stored:Guid.Empty|};
                return new({|ECG2002:given.Value|});
            }
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Titled("Throw where the ID is missing").Says(Falls("the all-zero GUID", of: " (line 7)"))
        .FixedTo("""
        public sealed record UserExecutionContext(Guid UserId);

        class Service
        {
            UserExecutionContext Make(Guid? given)
            {
                given = given ?? throw new InvalidOperationException("The user ID is missing.");
                return new(given.Value);
            }
        }
        """);

    [Theory]
    [InlineData("class Admin : UserExecutionContext { public Admin(string userId, string threadId) : base({0}, {1}) { } }")]
    [InlineData("class Admin(string userId, string threadId) : UserExecutionContext({0}, {1});")]
    [InlineData("class Admin : UserExecutionContext { public Admin(string userId, string threadId, int level) : this({0}, {1}) { } public Admin(string userId, string threadId) : base(userId, threadId) { } }")]
    public Task Crossed_on_the_way_to_the_base_class(string admin)
    {
        const string Base = "public class UserExecutionContext { public UserExecutionContext(string userId, in string threadId) { UserId = userId; } public string UserId { get; } }\n";
        return Code(Base + Filled(admin, "{|ECG2003:threadId|}", "{|ECG2003:userId|}")).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration)
            .Titled("Swap the IDs")
            .Says(
                Crosses("threadId", "thread", "user", admin.Contains("this(", StringComparison.Ordinal) ? "new Admin" : "new UserExecutionContext"),
                Crosses("userId", "user", "thread", admin.Contains("this(", StringComparison.Ordinal) ? "new Admin" : "new UserExecutionContext"))
            .FixedTo(Base + Filled(admin, "userId", "threadId"));
    }

    [Theory]
    [InlineData("store.Save({|ECG2003:context.ThreadId|}, {|ECG2003:context.UserId|})", "store.Save(context.UserId, context.ThreadId)")]
    [InlineData("store.Save({|ECG2003:context.ThreadId|}, {|ECG2003:context.UserId|}, \"a\", \"b\")", "store.Save(context.UserId, context.ThreadId, \"a\", \"b\")")]
    [InlineData("store.Keep({|ECG2003:context.ThreadId|}, {|ECG2003:context.UserId|}, times: 2)", "store.Keep(context.UserId, context.ThreadId, times: 2)")]
    public Task Beside_params_and_optional_parameters(string before, string after) => InStore(before).Titled("Swap the IDs")
        .Says(Crosses("ThreadId", "thread", "user", before.Contains("Keep", StringComparison.Ordinal) ? "Store.Keep" : "Store.Save"), Crosses("UserId", "user", "thread", before.Contains("Keep", StringComparison.Ordinal) ? "Store.Keep" : "Store.Save"))
        .FixedTo(InStoreText(after));

    [Fact]
    public Task Calls_are_named_beside_an_optional_parameter() => InStore("store.Keep({|ECG2003:ids.ThreadId()|}, {|ECG2003:ids.UserId()|}, 2)").Titled("Name the IDs")
        .Says(Crosses("ThreadId", "thread", "user", "Store.Keep"), Crosses("UserId", "user", "thread", "Store.Keep"))
        .FixedTo(InStoreText("store.Keep(threadId: ids.ThreadId(), userId: ids.UserId(), times: 2)"));

    [Theory]
    // Behind a name everything has to be named, and what `params` takes cannot be.
    [InlineData("store.Save({|ECG2003:ids.ThreadId()|}, {|ECG2003:ids.UserId()|}, \"a\", \"b\")", "Store.Save")]
    // An expression tree has no names out of order.
    [InlineData("Accept(it => it.Keep({|ECG2003:ids.ThreadId()|}, {|ECG2003:ids.UserId()|}, 2))", "Store.Keep")]
    public Task Calls_that_cannot_be_named(string call, string path) => InStore(call)
        .Says(Crosses("ThreadId", "thread", "user", path), Crosses("UserId", "user", "thread", path)).OffersNoFix();

    private static Task Fixes(Func<string, Row> row, string before, string after, string said)
    {
        var mended = row(after);
        return row(before).Titled("Throw where the ID is missing").Says(Falls(said)).FixedTo(mended.Documents[0].Markup.Text);
    }

    private static string Text(string statements) => InService(statements).Documents[0].Markup.Text;

    private static Row InStore(string call) => Code(InStoreText(call)).InProduction();

    private static string InStoreText(string call) => $$"""
        class Ids
        {
            public string UserId() => Guid.NewGuid().ToString();

            public string ThreadId() => Guid.NewGuid().ToString();
        }

        class Store
        {
            public void Save(string userId, string threadId, params string[] tags) { }

            public void Keep(string userId, string threadId, int times = 1) { }
        }

        class Service
        {
            void Accept(System.Linq.Expressions.Expression<Action<Store>> call) { }

            void Run(Store store, Ids ids, UserExecutionContext context) => {{call}};
        }
        """;

    /// <summary>The text with {0}, {1} and {2} filled in, whatever other braces it has.</summary>
    private static string Filled(string text, params string[] parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            text = text.Replace($"{{{i}}}", parts[i], StringComparison.Ordinal);
        }

        return text;
    }
}
