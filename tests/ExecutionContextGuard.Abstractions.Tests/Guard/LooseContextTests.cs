using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Dynamic;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>What merely carries IDs is refused as ECG1002, what is missing as ECG1003.</summary>
public sealed class LooseContextTests
{
    private static readonly Dictionary<string, object> Bag = new() { ["user_id"] = "user-7f3a", ["run_id"] = "run-55d2" };

    public static TheoryData<string> Kinds =>
    [
        "a dictionary", "a dictionary|typed", "a dictionary|immutable", "a dictionary|concurrent", "an ExpandoObject", "an anonymous object", "a tuple", "a tuple|old",
        "JSON (JsonElement)", "JSON (JsonDocument)", "JSON (JsonObject)", "a string", "a task (await it first)", "a task (await it first)|value",
        "a delegate (call it first)", "a collection", "a 'System.Security.Claims.ClaimsPrincipal', which is no context,", "a 'System.Int32', which is no context,",
        "a 'System.Object', which is no context,",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_thing_that_is_no_context_is_refused_by_its_kind(string kind)
    {
        var message = Refusal.Of(Make(kind), "ECG1002").Message;

        Assert.Contains($"is {kind.Split('|')[0]} instead of a real 'ExecutionContextGuard.UserExecutionContext'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_types_and_never_what_they_held()
    {
        Assert.DoesNotContain("user-7f3a", Refusal.Of(Bag, "ECG1002").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("user-7f3a", Refusal.Of("user-7f3a", "ECG1002").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_a_missing_context()
    {
        Refusal.Of(null, "ECG1003");
        Refusal.Of<Acme.Platform.UserExecutionContext>(null, "ECG1003");
        Refusal.Of<Acme.Platform.UserExecutionContext>(Moq.It.IsAny<Acme.Platform.UserExecutionContext>(), "ECG1003");
        Refusal.Of<Acme.Platform.UserExecutionContext>(NSubstituteMatcher(), "ECG1003");

        static object? NSubstituteMatcher() => default(Acme.Platform.UserExecutionContext);
    }

    [Fact]
    public void The_message_is_one_that_a_person_can_act_on()
    {
        object? userContext = null;

        var refusal = Assert.Throws<ContextNotRealException>(() => AgentExecutionGuard.EnsureReal(userContext));

        Assert.Equal(
            "'userContext' is null instead of a real 'ExecutionContextGuard.UserExecutionContext'. "
            + "Construct one with new UserExecutionContext(userId, threadId, runId, requestId), in tests too (ECG1003). (Parameter 'userContext')",
            refusal.Message);
    }

    [Fact]
    public void An_argument_that_is_an_expression_is_called_the_context()
    {
        var refusal = Assert.Throws<ContextNotRealException>(() => AgentExecutionGuard.EnsureReal(new Dictionary<string, string> { ["user_id"] = "u" }));

        Assert.StartsWith("The context is a dictionary instead of", refusal.Message, StringComparison.Ordinal);
        Assert.Null(refusal.ParamName);
        Assert.Null(Assert.Throws<ContextNotRealException>(() => AgentExecutionGuard.EnsureReal(null)).ParamName);
        Assert.Null(Assert.Throws<ContextNotRealException>(() => AgentExecutionGuard.EnsureReal(null, paramName: null)).ParamName);
    }

    private static object Make(string kind) => kind switch
    {
        "a dictionary" => Bag,
        "a dictionary|typed" => new SortedDictionary<string, string> { ["user_id"] = "u" },
        "a dictionary|immutable" => ImmutableDictionary<string, string>.Empty,
        "a dictionary|concurrent" => new ConcurrentDictionary<int, Guid>(),
        "an ExpandoObject" => new ExpandoObject(),
        "an anonymous object" => new { UserId = "user-7f3a", RunId = "run-55d2" },
        "a tuple" => (UserId: "user-7f3a", RunId: "run-55d2"),
        "a tuple|old" => Tuple.Create("user-7f3a", "run-55d2"),
        "JSON (JsonElement)" => JsonSerializer.SerializeToElement(Given.Context()),
        "JSON (JsonDocument)" => JsonSerializer.SerializeToDocument(Given.Context()),
        "JSON (JsonObject)" => new JsonObject { ["userId"] = "user-7f3a" },
        "a string" => JsonSerializer.Serialize(Given.Context()),
        "a task (await it first)" => Task.FromResult(Given.Context()),
        "a task (await it first)|value" => ValueTask.FromResult(Given.Context()),
        "a delegate (call it first)" => () => Given.Context(),
        "a collection" => new[] { Given.Context() },
        "a 'System.Security.Claims.ClaimsPrincipal', which is no context," => new ClaimsPrincipal(),
        "a 'System.Int32', which is no context," => 42,
        _ => new object(),
    };
}
