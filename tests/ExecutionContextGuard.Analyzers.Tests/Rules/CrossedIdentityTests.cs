using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2003.</summary>
public sealed class CrossedIdentityTests : IdentityRows
{
    [Theory]
    [InlineData("threadId")]
    [InlineData("conversationId")]
    [InlineData("sessionId")]
    [InlineData("thread_id")]
    [InlineData("userThreadId")]
    [InlineData("_threadId")]
    [InlineData("ThreadIdentifier")]
    public Task The_name_says_another_ID(string name) => Code($$"""
        class Service
        {
            UserExecutionContext Make(string {{name}}, string thread, string run, string request) => new({|ECG2003:{{name}}|}, thread, run, request);
        }
        """).InProduction().Says(Crosses(name, "thread", "user"));

    [Theory]
    [InlineData("inbound.ThreadId!", "ThreadId", "thread")]
    [InlineData("inbound.ThreadId!.ToString()", "ThreadId", "thread")]
    [InlineData("inbound?.ThreadId!", "ThreadId", "thread")]
    [InlineData("(string)inbound.RunId!", "RunId", "run")]
    [InlineData("inbound.RunId ?? throw new InvalidOperationException()", "RunId", "run")]
    [InlineData("inbound.GetRequestId()", "GetRequestId", "request")]
    [InlineData("await inbound.NewRequestId()", "NewRequestId", "request")]
    [InlineData("Ids.CorrelationId", "CorrelationId", "request")]
    [InlineData("traceId.ToString()", "traceId", "request")]
    [InlineData("executionId", "executionId", "run")]
    public Task The_name_is_found_behind_what_changes_the_form(string value, string name, string named) => Code($$"""
        class Inbound
        {
            public string? ThreadId { get; init; }

            public string? RunId { get; init; }

            public string GetRequestId() => "request-1";

            public Task<string> NewRequestId() => Task.FromResult("request-1");
        }

        static class Ids
        {
            public static string CorrelationId { get; set; } = "";
        }

        class Service
        {
            async Task<UserExecutionContext> Make(Inbound inbound, Guid traceId, string executionId, string thread, string run, string request)
            {
                await Task.Yield();
                return new UserExecutionContext({|ECG2003:{{value}}|}, thread, run, request);
            }
        }
        """).InProduction().Says(Crosses(name, named, "user"));

    [Fact]
    public Task Two_positional_IDs_are_swapped() => Code("""
        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId) =>
                new UserExecutionContext({|ECG2003:threadId|}, {|ECG2003:userId|}, runId, requestId);
        }
        """).InProduction().Titled("Swap the IDs")
        .Says(Crosses("threadId", "thread", "user"), Crosses("userId", "user", "thread"))
        .FixedTo("""
        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId) =>
                new UserExecutionContext(userId, threadId, runId, requestId);
        }
        """);

    [Fact]
    public Task Two_named_IDs_are_swapped_and_comments_stay() => Code("""
        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId) => new(
                userId: userId,
                threadId: threadId,
                runId: {|ECG2003:requestId|}, // the run
                requestId: {|ECG2003:runId|}); // the request
        }
        """).InProduction().Titled("Swap the IDs")
        .Says(Crosses("requestId", "request", "run"), Crosses("runId", "run", "request"))
        .FixedTo("""
        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId) => new(
                userId: userId,
                threadId: threadId,
                runId: runId, // the run
                requestId: requestId); // the request
        }
        """);

    [Fact]
    public Task Four_IDs_in_two_pairs() => Code("""
        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId) =>
                new({|ECG2003:threadId|}, {|ECG2003:userId|}, {|ECG2003:requestId|}, {|ECG2003:runId|});
        }
        """).InProduction().Titled("Swap the IDs")
        .Says(Crosses("threadId", "thread", "user"), Crosses("userId", "user", "thread"), Crosses("requestId", "request", "run"), Crosses("runId", "run", "request"))
        .FixedTo("""
        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId) =>
                new(userId, threadId, runId, requestId);
        }
        """);

    [Fact]
    public Task Members_of_an_initialiser_are_swapped() => Code("""
        public sealed record UserExecutionContext
        {
            public required string UserId { get; init; }

            public required string ThreadId { get; init; }
        }

        class Service
        {
            UserExecutionContext Make(string userId, string threadId) => new() { UserId = {|ECG2003:threadId|}, ThreadId = {|ECG2003:userId|} };

            UserExecutionContext Change(UserExecutionContext old, string userId, string threadId) => old with { UserId = {|ECG2003:threadId|}, ThreadId = {|ECG2003:userId|} };
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Titled("Swap the IDs")
        .Says(
            Crosses("threadId", "thread", "user"), Crosses("userId", "user", "thread"),
            Crosses("threadId", "thread", "user", "UserExecutionContext"), Crosses("userId", "user", "thread", "UserExecutionContext"))
        .FixedTo("""
        public sealed record UserExecutionContext
        {
            public required string UserId { get; init; }

            public required string ThreadId { get; init; }
        }

        class Service
        {
            UserExecutionContext Make(string userId, string threadId) => new() { UserId = userId, ThreadId = threadId };

            UserExecutionContext Change(UserExecutionContext old, string userId, string threadId) => old with { UserId = userId, ThreadId = threadId };
        }
        """);

    [Fact]
    public Task Calls_keep_their_order_and_get_names() => Code("""
        class Ids
        {
            public string NextUserId() => Guid.NewGuid().ToString();

            public string NextThreadId() => Guid.NewGuid().ToString();
        }

        class Service
        {
            UserExecutionContext Make(Ids ids, string runId, string requestId) =>
                new({|ECG2003:ids.NextThreadId()|}, {|ECG2003:ids.NextUserId()|}, runId, requestId);
        }
        """).InProduction().Titled("Name the IDs")
        .Says(Crosses("NextThreadId", "thread", "user"), Crosses("NextUserId", "user", "thread"))
        .FixedTo("""
        class Ids
        {
            public string NextUserId() => Guid.NewGuid().ToString();

            public string NextThreadId() => Guid.NewGuid().ToString();
        }

        class Service
        {
            UserExecutionContext Make(Ids ids, string runId, string requestId) =>
                new(threadId: ids.NextThreadId(), userId: ids.NextUserId(), runId: runId, requestId: requestId);
        }
        """);

    [Fact]
    public Task Calls_with_names_get_the_other_name() => Code("""
        class Ids
        {
            public string NextUserId() => Guid.NewGuid().ToString();

            public string NextThreadId() => Guid.NewGuid().ToString();
        }

        class Service
        {
            UserExecutionContext Make(Ids ids, string runId, string requestId) =>
                new(userId: {|ECG2003:ids.NextThreadId()|}, threadId: {|ECG2003:ids.NextUserId()|}, runId: runId, requestId: requestId);
        }
        """).InProduction().Titled("Name the IDs")
        .Says(Crosses("NextThreadId", "thread", "user"), Crosses("NextUserId", "user", "thread"))
        .FixedTo("""
        class Ids
        {
            public string NextUserId() => Guid.NewGuid().ToString();

            public string NextThreadId() => Guid.NewGuid().ToString();
        }

        class Service
        {
            UserExecutionContext Make(Ids ids, string runId, string requestId) =>
                new(threadId: ids.NextThreadId(), userId: ids.NextUserId(), runId: runId, requestId: requestId);
        }
        """);

    [Theory]
    [InlineData("{|ECG2003:threadId|}, threadId, runId, requestId", "threadId", "thread", "user")]
    [InlineData("userId, threadId, {|ECG2003:requestId|}, requestId", "requestId", "request", "run")]
    [InlineData("userId, {|ECG2003:userId|}, runId, requestId", "userId", "user", "thread")]
    public Task One_that_is_crossed_alone_is_a_person_s_to_mend(string ids, string name, string named, string role) => Code($$"""
        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId) => new({{ids}});
        }
        """).InProduction().Says(Crosses(name, named, role)).OffersNoFix();

    [Fact]
    public Task A_ring_of_three_is_a_person_s_to_mend() => Code("""
        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId) =>
                new({|ECG2003:threadId|}, {|ECG2003:runId|}, {|ECG2003:userId|}, requestId);
        }
        """).InProduction().Says(Crosses("threadId", "thread", "user"), Crosses("runId", "run", "thread"), Crosses("userId", "user", "run")).OffersNoFix();

    [Fact]
    public Task Any_call_that_takes_two_IDs() => Code("""
        class Store
        {
            public void Save(string userId, string threadId, string text) { }
        }

        class Service
        {
            void Run(Store store, UserExecutionContext context, string text) => store.Save({|ECG2003:context.ThreadId|}, {|ECG2003:context.UserId|}, text);
        }
        """).InProduction().Titled("Swap the IDs")
        .Says(Crosses("ThreadId", "thread", "user", "Store.Save"), Crosses("UserId", "user", "thread", "Store.Save"))
        .FixedTo("""
        class Store
        {
            public void Save(string userId, string threadId, string text) { }
        }

        class Service
        {
            void Run(Store store, UserExecutionContext context, string text) => store.Save(context.UserId, context.ThreadId, text);
        }
        """);

    [Theory]
    [InlineData("Guid userId, Guid threadId", "Guid")]
    [InlineData("int userId, int threadId", "int")]
    [InlineData("AnyId userId, AnyId threadId", "AnyId")]
    public Task Whatever_type_the_IDs_have(string parameters, string type) => Code($$"""
        public readonly record struct AnyId(string Value);

        class Store
        {
            public Store({{parameters}}) { }
        }

        class Service
        {
            Store Run({{type}} userId, {{type}} threadId) => new({|ECG2003:threadId|}, {|ECG2003:userId|});
        }
        """).InProduction().Says(Crosses("threadId", "thread", "user", "new Store"), Crosses("userId", "user", "thread", "new Store"));

    [Fact]
    public Task The_context_s_own_constructor_crosses_them() => Code("""
        public sealed class UserExecutionContext
        {
            public UserExecutionContext(string userId, string threadId)
            {
                UserId = {|ECG2003:threadId|};
                ThreadId = {|ECG2003:userId|};
            }

            public string UserId { get; }

            public string ThreadId { get; }
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration)
        .Says(Crosses("threadId", "thread", "user", "UserExecutionContext.UserId"), Crosses("userId", "user", "thread", "UserExecutionContext.ThreadId")).OffersNoFix();

    [Fact]
    public Task It_holds_in_tests_too() => Code("""
        class Tests
        {
            UserExecutionContext Make(string userId, string threadId) => new({|ECG2003:threadId|}, {|ECG2003:userId|}, "r-1", "q-1");
        }
        """).Says(Crosses("threadId", "thread", "user"), Crosses("userId", "user", "thread"));

    [Fact]
    public Task C_Sharp_7_3_is_swapped_too() => Code("""
        using Acme;

        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId)
            {
                return new UserExecutionContext({|ECG2003:threadId|}, {|ECG2003:userId|}, runId, requestId);
            }
        }
        """).InProduction().Language(LanguageVersion.CSharp7_3).WithoutImplicitUsings().Titled("Swap the IDs")
        .Says(Crosses("threadId", "thread", "user"), Crosses("userId", "user", "thread"))
        .FixedTo("""
        using Acme;

        class Service
        {
            UserExecutionContext Make(string userId, string threadId, string runId, string requestId)
            {
                return new UserExecutionContext(userId, threadId, runId, requestId);
            }
        }
        """);

    [Fact]
    public Task Synonyms_are_not_crossed() => Code("""
        class Service
        {
            UserExecutionContext Make(string userId, string conversationId, string executionId, string correlationId) =>
                new(userId, conversationId, executionId, correlationId);

            UserExecutionContext Traced(string userId, string sessionId, string runId, Guid traceId) => new(userId, sessionId, runId, traceId.ToString());
        }
        """).InProduction();

    [Theory]
    [InlineData("id")]
    [InlineData("user")]
    [InlineData("tenantId")]
    [InlineData("$\"{threadId}\"")]
    [InlineData("\"threadId\"")]
    [InlineData("Hash(threadId)")]
    [InlineData("map[threadId]")]
    [InlineData("thread.Id")]
    public Task What_is_named_like_nothing(string value) => Code($$"""
        class Entity
        {
            public string Id { get; init; } = "";
        }

        class Service
        {
            static string Hash(string text) => text;

            UserExecutionContext Make(string id, string user, string tenantId, string threadId, Entity thread, Dictionary<string, string> map) =>
                new({{value}}, "t-1", "r-1", "q-1");
        }
        """).InProduction();

    [Fact]
    public Task A_call_that_takes_one_ID_only_has_nothing_to_cross() => Code("""
        class Log
        {
            public void Write(string userId, string message) { }

            public void Trace(string userId, string runId) { }

            public void Link(string fromUserId, string toUserId) { }

            public void Map(string userId, Guid threadId) { }
        }

        class Service
        {
            void Run(Log log, UserExecutionContext context, string otherUserId)
            {
                // An audit that has no request ID is given it for the run: nothing of this call changed places.
                log.Trace(context.UserId, context.RequestId);
                log.Write(context.ThreadId, "a thread's own log");
                log.Link(otherUserId, context.UserId);
            }
        }
        """).InProduction();

    [Fact]
    public Task Mapping_of_other_types_is_not_looked_at() => Code("""
        class Row
        {
            public string? UserId { get; set; }

            public string? SessionId { get; set; }
        }

        class Mapper
        {
            Row Map(UserExecutionContext context) => new() { UserId = context.ThreadId, SessionId = context.RunId };

            void Fill(Row row, UserExecutionContext context) => row.UserId = context.RequestId;
        }
        """).InProduction();

    [Fact]
    public Task Assertions_and_logging_compare_what_they_like() => Code("""
        class Tests
        {
            void Compare(UserExecutionContext context, string threadId, string userId)
            {
                Assert.NotEqual(context.UserId, context.ThreadId);
                Assert.Equal(userId, context.ThreadId);
                string.Equals(context.UserId, threadId);
            }
        }
        """);

    [Fact]
    public Task Where_nothing_is_guarded_nothing_is_looked_at() => Code("""
        class Store
        {
            public void Save(string userId, string threadId) { }

            void Run(string userId, string threadId) => Save(threadId, userId);
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration);

    [Fact]
    public Task A_name_that_the_team_took_out() => Code("""
        class Service
        {
            UserExecutionContext Make(string sessionId) => new(sessionId, "t-1", "r-1", "q-1");
        }
        """).InProduction().EditorConfig("execution_context_guard.thread_id_names = !sessionId");
}
