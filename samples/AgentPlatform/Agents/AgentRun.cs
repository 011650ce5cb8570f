using System.Text;
using System.Text.Json;
using AgentPlatform.Events;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace AgentPlatform.Agents;

/// <summary>
/// Reads an agent's stream and tells the user what happens as it happens. The stream is pulled, so the agent calls a tool only
/// after the event that announces the call was published, and the next event carries what the tool really returned.
/// </summary>
internal static class AgentRun
{
    public static async Task<string> ToAnswerAsync(
        AIAgent agent,
        IReadOnlyList<ChatMessage> conversation,
        RunEvents events,
        CancellationToken cancellationToken)
    {
        var answer = new StringBuilder();
        var toolNames = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var update in agent.RunStreamingAsync(conversation, cancellationToken: cancellationToken))
        {
            foreach (var content in update.Contents)
            {
                switch (content)
                {
                    case TextReasoningContent reasoning:
                        await events.PublishAsync(AgentEventTypes.Thinking, cancellationToken, text: reasoning.Text);
                        break;
                    case FunctionCallContent call:
                        toolNames[call.CallId] = call.Name;
                        await events.PublishAsync(AgentEventTypes.ToolExecuting, cancellationToken, call.Name, JsonSerializer.Serialize(call.Arguments));
                        break;
                    case FunctionResultContent result:
                        await events.PublishAsync(AgentEventTypes.ToolCompleted, cancellationToken, toolNames[result.CallId], result.Result?.ToString());
                        break;
                    case TextContent text:
                        answer.Append(text.Text);
                        break;
                }
            }
        }

        return answer.ToString();
    }
}
