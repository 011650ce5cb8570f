using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>A context goes through System.Text.Json without a converter, and JSON meets the constructor's checks.</summary>
public sealed partial class JsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> Serializers => ["defaults", "web", "source generated"];

    private static UserExecutionContext Laden => new UserExecutionContext(
        "user-7f3a", "thread-91c0", "run-55d2", "request-08be",
        agentContext: new Dictionary<string, string> { ["locale"] = "en-GB", ["🙂"] = "\"quoted\"" },
        auditMetadata: new Dictionary<string, string> { ["channel"] = "web" }).CreateChild("search");

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Everything_comes_back(string serializer)
    {
        var before = Laden;

        var after = Read(serializer, Write(serializer, before))!;

        Assert.Equal(before, after);
        Assert.Equal(before.ParentRequestId, after.ParentRequestId);
        Assert.Equal(before.OperationName, after.OperationName);
        Assert.Equal(before.OperationDepth, after.OperationDepth);
        Assert.Equal(before.AgentContext, after.AgentContext);
        Assert.Equal(before.AuditMetadata, after.AuditMetadata);
    }

    [Fact]
    public void The_web_shape_is_plain_and_readable()
    {
        var json = JsonSerializer.Serialize(Given.Context(), Web);

        Assert.Equal(
            """{"userId":"user-7f3a","threadId":"thread-91c0","runId":"run-55d2","requestId":"request-08be","parentRequestId":null,"operationName":null,"operationDepth":0,"agentContext":{},"auditMetadata":{}}""",
            json);
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Four_ids_are_enough(string serializer)
    {
        var context = Read(serializer, """{"UserId":"u7","ThreadId":"t7","RunId":"r7","RequestId":"q7","userId":"u7","threadId":"t7","runId":"r7","requestId":"q7"}""");

        Assert.Equal(new UserExecutionContext("u7", "t7", "r7", "q7"), context);
    }

    public static TheoryData<string, string> Tampered => new()
    {
        { """{}""", "userId" },
        { """{"threadId":"t7","runId":"r7","requestId":"q7"}""", "userId" },
        { """{"userId":null,"threadId":"t7","runId":"r7","requestId":"q7"}""", "userId" },
        { """{"userId":"","threadId":"t7","runId":"r7","requestId":"q7"}""", "userId" },
        { """{"userId":"u7","threadId":" t7","runId":"r7","requestId":"q7"}""", "threadId" },
        { """{"userId":"u7","threadId":"t7","runId":"registry","requestId":"q7"}""", "runId" },
        { """{"userId":"u7","threadId":"t7","runId":"r7","requestId":"00000000-0000-0000-0000-000000000000"}""", "requestId" },
        { """{"userId":"u7","threadId":"t7","runId":"r7","requestId":"q7","parentRequestId":"\u0020"}""", "parentRequestId" },
        { """{"userId":"u7","threadId":"t7","runId":"r7","requestId":"q7","operationName":""}""", "operationName" },
        { """{"userId":"u7","threadId":"t7","runId":"r7","requestId":"q7","operationDepth":11}""", "operationDepth" },
        { """{"userId":"u7","threadId":"t7","runId":"r7","requestId":"q7","operationDepth":-1}""", "operationDepth" },
        { """{"userId":"u7","threadId":"t7","runId":"r7","requestId":"q7","agentContext":{"user_id":"victim"}}""", "agentContext" },
        { """{"userId":"u7","threadId":"t7","runId":"r7","requestId":"q7","auditMetadata":{"channel":null}}""", "auditMetadata" },
        { """{"userId":"u7","userId":"mock","threadId":"t7","runId":"r7","requestId":"q7"}""", "userId" },
    };

    [Theory]
    [MemberData(nameof(Tampered))]
    public void Json_that_was_tampered_with_is_refused_by_the_constructor(string json, string parameter)
    {
        foreach (var serializer in (string[])["web", "source generated"])
        {
            var refusal = Assert.ThrowsAny<ArgumentException>(() => Read(serializer, json));
            Assert.Equal(parameter, refusal.ParamName);
        }
    }

    [Theory]
    [InlineData("""{"userId":7,"threadId":"t7","runId":"r7","requestId":"q7"}""")]
    [InlineData("""{"userId":"u7","threadId":"t7","runId":"r7","requestId":"q7","operationDepth":null}""")]
    [InlineData("""{"userId":"u7","threadId":"t7","runId":"r7","requestId":"q7","agentContext":{"nested":{"a":1}}}""")]
    [InlineData("""["u7","t7","r7","q7"]""")]
    [InlineData(""""u7"""")]
    [InlineData("""{"userId":"\ud83d","threadId":"t7","runId":"r7","requestId":"q7"}""")]
    public void Json_of_another_shape_is_refused_by_the_serializer(string json)
    {
        Assert.ThrowsAny<JsonException>(() => Read("web", json));
    }

    private static string Write(string serializer, UserExecutionContext context) => serializer switch
    {
        "defaults" => JsonSerializer.Serialize(context),
        "web" => JsonSerializer.Serialize(context, Web),
        _ => JsonSerializer.Serialize(context, Generated.Default.UserExecutionContext),
    };

    private static UserExecutionContext? Read(string serializer, string json) => serializer switch
    {
        "defaults" => JsonSerializer.Deserialize<UserExecutionContext>(json),
        "web" => JsonSerializer.Deserialize<UserExecutionContext>(json, Web),
        _ => JsonSerializer.Deserialize(json, Generated.Default.UserExecutionContext),
    };

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(UserExecutionContext))]
    private sealed partial class Generated : JsonSerializerContext;
}
