using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace AgentPlatform.Agents;

/// <summary>An agent that asks its model, calls the tools the model wants, and asks again until the model answers in words.</summary>
public sealed class ToolCallingAgent(string name, IChatClient model, IReadOnlyList<AIFunction> tools) : AIAgent
{
    // A model that asks for tools again and again would run for ever.
    private const int MaximumRounds = 8;

    private readonly Dictionary<string, AIFunction> _tools = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);

    public override string Name => name;

    protected override async Task<AgentResponse> RunCoreAsync(
        IEnumerable<ChatMessage> messages,
        AgentSession? session = null,
        AgentRunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        List<AIContent> contents = [];
        await foreach (var update in RunCoreStreamingAsync(messages, session, options, cancellationToken))
        {
            contents.AddRange(update.Contents);
        }

        return new AgentResponse(new ChatMessage(ChatRole.Assistant, contents)) { AgentId = Id };
    }

    protected override async IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(
        IEnumerable<ChatMessage> messages,
        AgentSession? session = null,
        AgentRunOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> conversation = [.. messages];
        var chatOptions = new ChatOptions { Tools = [.. tools] };
        for (var round = 0; round < MaximumRounds; round++)
        {
            var response = await model.GetResponseAsync(conversation, chatOptions, cancellationToken);
            conversation.AddRange(response.Messages);
            List<AIContent> results = [];
            foreach (var content in response.Messages.SelectMany(message => message.Contents))
            {
                yield return new AgentResponseUpdate(ChatRole.Assistant, [content]) { AgentId = Id };
                if (content is FunctionCallContent call)
                {
                    var result = new FunctionResultContent(call.CallId, await CallAsync(call, cancellationToken));
                    results.Add(result);
                    yield return new AgentResponseUpdate(ChatRole.Tool, [result]) { AgentId = Id };
                }
            }

            if (results.Count == 0)
            {
                yield break;
            }

            conversation.Add(new ChatMessage(ChatRole.Tool, results));
        }

        throw new InvalidOperationException($"Agent '{name}' asked for tools {MaximumRounds} times without an answer.");
    }

    protected override ValueTask<AgentSession> CreateSessionCoreAsync(CancellationToken cancellationToken = default)
    {
        return ValueTask.FromResult<AgentSession>(new Session(new AgentSessionStateBag()));
    }

    protected override ValueTask<JsonElement> SerializeSessionCoreAsync(
        AgentSession session,
        JsonSerializerOptions? jsonSerializerOptions = null,
        CancellationToken cancellationToken = default)
    {
        return ValueTask.FromResult(session.StateBag.Serialize());
    }

    protected override ValueTask<AgentSession> DeserializeSessionCoreAsync(
        JsonElement serializedState,
        JsonSerializerOptions? jsonSerializerOptions = null,
        CancellationToken cancellationToken = default)
    {
        return ValueTask.FromResult<AgentSession>(new Session(AgentSessionStateBag.Deserialize(serializedState)));
    }

    private async Task<object?> CallAsync(FunctionCallContent call, CancellationToken cancellationToken)
    {
        return _tools.TryGetValue(call.Name, out var tool)
            ? await tool.InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken)
            : throw new InvalidOperationException($"Agent '{name}' has no tool '{call.Name}'.");
    }

    // The conversation lives in the thread store; a session only carries what the framework keeps in its state bag.
    private sealed class Session(AgentSessionStateBag stateBag) : AgentSession(stateBag);
}
