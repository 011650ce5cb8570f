using System.Text.Json.Serialization;

namespace AgentPlatform.Events;

/// <summary>What a client is told about a run. It names whose run it is, so that a client and a test can tell.</summary>
public sealed record AgentEvent(
    string Type,
    string UserId,
    string ThreadId,
    string RunId,
    string RequestId,
    int Sequence,
    DateTimeOffset At,
    string Agent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tool,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text);
