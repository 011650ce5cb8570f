using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG2004.</summary>
public sealed class DuplicatedIdentityTests : IdentityRows
{
    [Theory]
    [InlineData("id, {|ECG2004:id|}, runId, requestId", "id", "user", "thread")]
    [InlineData("userId, threadId, id, {|ECG2004:id|}", "id", "run", "request")]
    [InlineData("\"u-1\", threadId, {|ECG2004:\"u-1\"|}, requestId", "u-1", "user", "run")]
    [InlineData("Ids.One, {|ECG2004:Ids.One|}, runId, requestId", "one", "user", "thread")]
    [InlineData("Ids.One, {|ECG2004:\"one\"|}, runId, requestId", "one", "user", "thread")]
    [InlineData("entity.Key, {|ECG2004:entity.Key|}, runId, requestId", "Key", "user", "thread")]
    [InlineData("_key, {|ECG2004:this._key|}, runId, requestId", "_key", "user", "thread")]
    [InlineData("guid.ToString(), {|ECG2004:guid.ToString()|}, runId, requestId", "guid", "user", "thread")]
    [InlineData("(id), {|ECG2004:id!|}, runId, requestId", "id", "user", "thread")]
    public Task One_value_for_two_IDs(string ids, string value, string first, string second) => InIds(ids).Says(Duplicates(value, first, second));

    [Fact]
    public Task Of_three_the_second_and_the_third() => InIds("id, {|ECG2004:id|}, {|ECG2004:id|}, requestId")
        .Says(Duplicates("id", "user", "thread"), Duplicates("id", "user", "run"));

    [Fact]
    public Task In_an_initialiser() => Code("""
        public sealed record UserExecutionContext
        {
            public required string UserId { get; init; }

            public required string ThreadId { get; init; }
        }

        class Service
        {
            UserExecutionContext Make(string id) => new() { UserId = id, ThreadId = {|ECG2004:id|} };
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration).Says(Duplicates("id", "user", "thread"));

    [Fact]
    public Task By_way_of_a_local() => InService("""
        var id = Guid.NewGuid().ToString();
        return new UserExecutionContext(given!, id, {|ECG2004:id|}, requestId);
        """).Says(Duplicates("id", "thread", "run"));

    [Fact]
    public Task In_tests_too() => Code("""
        class Tests
        {
            UserExecutionContext Make() => new("a-1", {|ECG2004:"a-1"|}, "r-1", "q-1");
        }
        """).Says(Duplicates("a-1", "user", "thread"));

    [Fact]
    public Task A_crossed_one_is_said_to_be_crossed() => InIds("userId, {|ECG2003:userId|}, runId, requestId").Says(Crosses("userId", "user", "thread"));

    [Theory]
    [InlineData("Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), runId, requestId")]
    [InlineData("Ids.Next, Ids.Next, runId, requestId")]
    [InlineData("Ids.Make(), Ids.Make(), runId, requestId")]
    [InlineData("entity.Key, other.Key, runId, requestId")]
    [InlineData("$\"{id}-u\", $\"{id}-t\", runId, requestId")]
    [InlineData("\"a-1\", \"a-2\", \"a-3\", \"a-4\"")]
    [InlineData("id, id2, runId, requestId")]
    [InlineData("userId, threadId, \"r-1\", requestId")]
    public Task Two_values(string ids) => InIds(ids);

    [Fact]
    public Task Other_types_and_calls_may_share_a_value() => Code("""
        class Row
        {
            public Row(string userId, string threadId) { }
        }

        class Store
        {
            public void Save(string userId, string threadId) { }

            Row Run(string id)
            {
                Save(id, id);
                return new Row(id, id);
            }
        }
        """).InProduction();

    [Fact]
    public Task A_parent_s_request_ID_may_be_anything() => Code("""
        public sealed record UserExecutionContext(string UserId, string RequestId, string? ParentRequestId = null);

        class Service
        {
            UserExecutionContext Make(string userId, string key) => new(userId, key, key);
        }
        """).WithContext("namespace Acme { }").InProduction().EditorConfig(AnyDeclaration);

    private static Row InIds(string ids) => Code($$"""
        class Entity
        {
            public string Key { get; init; } = "";
        }

        static class Ids
        {
            public const string One = "one";

            public static string Next => Guid.NewGuid().ToString();

            public static string Make() => Guid.NewGuid().ToString();
        }

        class Service
        {
            private readonly string _key = Ids.Make();

            UserExecutionContext Make(string id, string id2, Guid guid, Entity entity, Entity other, string userId, string threadId, string runId, string requestId) =>
                new({{ids}});
        }
        """).InProduction();
}
