using System.Globalization;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>The rules about IDs, each through every way to make a context of them: constructor, members, copy, factories, builder; as text, GUIDs and ID types; in C# and in snake case.</summary>
public sealed class IdentityWayTests : IdentityRows
{
    private const string Types = """
        public sealed record UserExecutionContext
        {
            public required string UserId { get; init; }

            public required string ThreadId { get; init; }

            public static UserExecutionContext Create(string userId, string threadId) => new() { UserId = userId, ThreadId = threadId };

            public UserExecutionContext With(string userId, string threadId) => this with { UserId = userId, ThreadId = threadId };
        }

        public static class Contexts
        {
            public static Task<UserExecutionContext> ForAsync(string userId, string threadId) => Task.FromResult(UserExecutionContext.Create(userId, threadId));

            public static UserExecutionContext ToContext(this string text, string userId, string threadId) => UserExecutionContext.Create(userId, threadId);
        }

        public class ContextBuilder
        {
            private string? _userId;
            private string? _threadId;

            public ContextBuilder WithUserId(string userId)
            {
                _userId = userId;
                return this;
            }

            public ContextBuilder ForThread(string id)
            {
                _threadId = id;
                return this;
            }

            public UserExecutionContext Build() => UserExecutionContext.Create(_userId!, _threadId!);
        }
        """;

    /// <summary>Expression, path of the user ID, path of the thread ID.</summary>
    public static TheoryData<string, string, string> Ways => new()
    {
        { "new UserExecutionContext {{ UserId = {0}, ThreadId = {1} }}", "new UserExecutionContext", "new UserExecutionContext" },
        { "old with {{ UserId = {0}, ThreadId = {1} }}", "UserExecutionContext", "UserExecutionContext" },
        { "UserExecutionContext.Create({0}, {1})", "UserExecutionContext.Create", "UserExecutionContext.Create" },
        { "old.With(threadId: {1}, userId: {0})", "UserExecutionContext.With", "UserExecutionContext.With" },
        { "Contexts.ForAsync({0}, {1}).Result", "Contexts.ForAsync", "Contexts.ForAsync" },
        { "text.ToContext({0}, {1})", "Contexts.ToContext", "Contexts.ToContext" },
        { "new ContextBuilder().WithUserId({0}).ForThread({1}).Build()", "ContextBuilder.WithUserId", "ContextBuilder.ForThread" },
    };

    /// <summary>A step of a builder sees one ID alone.</summary>
    public static TheoryData<string, string> Whole
    {
        get
        {
            var whole = new TheoryData<string, string>();
            foreach (var way in Ways.Where(way => !way.Data.Item1.Contains("Builder", StringComparison.Ordinal)))
            {
                whole.Add(way.Data.Item1, way.Data.Item2);
            }

            return whole;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public Task A_placeholder(string way, string user, string thread) =>
        Made(way, "{|ECG2001:\"test\"|}", "{|ECG2001:\"default\"|}").Says(InOrder(way, Gets("the placeholder 'test'", path: user), Gets("the placeholder 'default'", "thread", thread)));

    [Theory]
    [MemberData(nameof(Ways))]
    public Task A_fallback(string way, string user, string thread) =>
        Made(way, "text ?? {|ECG2002:\"anonymous\"|}", "text ?? {|ECG2002:\"main\"|}").Says(InOrder(way, Falls("'anonymous'", path: user), Falls("'main'", "thread", thread)));

    [Theory]
    [MemberData(nameof(Ways))]
    public Task Crossed(string way, string user, string thread) =>
        Made(way, "{|ECG2003:threadId|}", "{|ECG2003:userId|}").Says(InOrder(way, Crosses("threadId", "thread", "user", user), Crosses("userId", "user", "thread", thread)));

    [Theory]
    [MemberData(nameof(Whole))]
    public Task Duplicated(string way, string path) => way.Contains("threadId:", StringComparison.Ordinal)
        ? Made(way, "{|ECG2004:text|}", "text").Says(Duplicates("text", "thread", "user", path))
        : Made(way, "text", "{|ECG2004:text|}").Says(Duplicates("text", "user", "thread", path));

    [Theory]
    [MemberData(nameof(Whole))]
    public Task Mixed(string way, string path) =>
        Made(way, "mine.UserId", "{|ECG3005:theirs.ThreadId|}").Says(Mixes("thread", "theirs", "mine", path));

    [Theory]
    [InlineData("new({|ECG2001:new UserId(\"test\")|}, thread)", "ECG2001")]
    [InlineData("new(UserId.From(text ?? {|ECG2002:\"anonymous\"|}), thread)", "ECG2002")]
    [InlineData("new({|ECG2003:new UserId(threadId)|}, thread)", "ECG2003")]
    [InlineData("new({|ECG2003:UserId.From(threadId)|}, thread)", "ECG2003")]
    [InlineData("new(new UserId(text), {|ECG2004:new ThreadId(text)|})", "ECG2004")]
    [InlineData("new(mine.UserId, {|ECG3005:theirs.ThreadId|})", "ECG3005")]
    [InlineData("new(mine.UserId, {|ECG3005:new ThreadId(theirs.ThreadId.Value)|})", "ECG3005")]
    public Task As_ID_types(string made, string rule) => Code($$"""
        public readonly record struct UserId(string Value)
        {
            public static UserId From(string value) => new(value);
        }

        public readonly record struct ThreadId(string Value);

        public sealed record UserExecutionContext(UserId UserId, ThreadId ThreadId);

        class Service
        {
            UserExecutionContext Make(string text, string threadId, ThreadId thread, UserExecutionContext mine, UserExecutionContext theirs) => {{made}};
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Said(rule));

    [Theory]
    [InlineData("new({|ECG2001:Guid.Empty|}, thread)", "'new UserExecutionContext' gets the all-zero GUID as its user ID; pass the real user ID")]
    [InlineData("new(given ?? {|ECG2002:Guid.Empty|}, thread)", "'new UserExecutionContext' falls back to the all-zero GUID as its user ID; throw where the user ID is missing")]
    [InlineData("new({|ECG2003:threadId|}, thread)", "'new UserExecutionContext' gets 'threadId', named like a thread ID, as its user ID; pass the user ID")]
    [InlineData("new(thread, {|ECG2004:thread|})", "'new UserExecutionContext' gets 'thread' as its user ID and as its thread ID; pass an ID of its own for each")]
    [InlineData("new(mine.UserId, {|ECG3005:theirs.ThreadId|})", "'new UserExecutionContext' gets the thread ID of 'theirs' and the user ID of 'mine'; take all IDs from one context")]
    public Task As_GUIDs(string made, string said) => Code($$"""
        public sealed record UserExecutionContext(Guid UserId, Guid ThreadId);

        class Service
        {
            UserExecutionContext Make(Guid? given, Guid threadId, Guid thread, UserExecutionContext mine, UserExecutionContext theirs) => {{made}};
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(said);

    [Theory]
    [InlineData("new({|ECG2001:\"test\"|}, thread_id)", "'new UserExecutionContext' gets the placeholder 'test' as its user ID; pass the real user ID")]
    [InlineData("new(given ?? {|ECG2002:\"anonymous\"|}, thread_id)", "'new UserExecutionContext' falls back to 'anonymous' as its user ID; throw where the user ID is missing")]
    [InlineData("new({|ECG2003:thread_id|}, given!)", "'new UserExecutionContext' gets 'thread_id', named like a thread ID, as its user ID; pass the user ID")]
    [InlineData("new(given!, {|ECG2004:given!|})", "'new UserExecutionContext' gets 'given' as its user ID and as its thread ID; pass an ID of its own for each")]
    [InlineData("new(mine.user_id, {|ECG3005:theirs.thread_id|})", "'new UserExecutionContext' gets the thread ID of 'theirs' and the user ID of 'mine'; take all IDs from one context")]
    public Task In_snake_case(string made, string said) => Code($$"""
        public sealed record UserExecutionContext(string user_id, string thread_id);

        class Service
        {
            UserExecutionContext Make(string? given, string thread_id, UserExecutionContext mine, UserExecutionContext theirs) => {{made}};
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(said);

    private static Row Made(string way, string user, string thread) => Code($$"""
        class Service
        {
            UserExecutionContext Make(string text, string userId, string threadId, UserExecutionContext old, UserExecutionContext mine, UserExecutionContext theirs) =>
                {{string.Format(CultureInfo.InvariantCulture, way, user, thread)}};
        }
        """).And("Types.cs", Types).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration);

    /// <summary>Of two findings that which stands first in the source.</summary>
    private static string[] InOrder(string way, string user, string thread) => way.Contains("threadId:", StringComparison.Ordinal) ? [thread, user] : [user, thread];

    private static string Said(string rule) => rule switch
    {
        "ECG2001" => Gets("the placeholder 'test'"),
        "ECG2002" => Falls("'anonymous'"),
        "ECG2003" => Crosses("threadId", "thread", "user"),
        "ECG2004" => Duplicates("text", "user", "thread"),
        _ => Mixes("thread", "theirs", "mine"),
    };
}
