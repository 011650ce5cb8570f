using System.Text.Json;
using ExecutionContextGuard;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace AgentPlatform.Tight;

/// <summary>Remembers what it is told, and answers a question with all that it remembers of its user. Each run has an agent of its own, made with the context.</summary>
public sealed class MemoryAgent(AgentMemory memory, UserExecutionContext context) : AIAgent
{
    protected override Task<AgentResponse> RunCoreAsync(
        IEnumerable<ChatMessage> messages,
        AgentSession? session = null,
        AgentRunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        foreach (var message in messages.Where(message => !message.Text.EndsWith('?')))
        {
            memory.Remember(context, message.Text);
        }

        return Task.FromResult(new AgentResponse(new ChatMessage(ChatRole.Assistant, string.Join('\n', memory.Recall(context)))));
    }

    protected override IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(
        IEnumerable<ChatMessage> messages,
        AgentSession? session = null,
        AgentRunOptions? options = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException("This agent answers at once.");

    protected override ValueTask<AgentSession> CreateSessionCoreAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<AgentSession>(new Session());

    protected override ValueTask<JsonElement> SerializeSessionCoreAsync(AgentSession session, JsonSerializerOptions? jsonSerializerOptions = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(session.StateBag.Serialize());

    protected override ValueTask<AgentSession> DeserializeSessionCoreAsync(JsonElement serializedState, JsonSerializerOptions? jsonSerializerOptions = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<AgentSession>(new Session());

    // All that is remembered is in the memory.
    private sealed class Session : AgentSession;
}
