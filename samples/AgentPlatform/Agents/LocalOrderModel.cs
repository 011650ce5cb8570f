using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace AgentPlatform.Agents;

/// <summary>
/// Stands where a language model would: it reads the question, wants the order looked up, and puts the result into words. It is
/// deterministic and needs no network, so that the platform runs and is tested as it is.
/// </summary>
public sealed partial class LocalOrderModel : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Answer(messages.Last()))));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // Nothing is held.
    }

    private static List<AIContent> Answer(ChatMessage message)
    {
        if (message.Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result)
        {
            return [new TextContent(result.Result?.ToString())];
        }

        var number = OrderNumber().Match(message.Text);
        return number.Success
            ?
            [
                new TextReasoningContent($"The user asks for order {number.Value}; look it up."),
                new FunctionCallContent("call-" + number.Value, OrderAgent.ToolName, new Dictionary<string, object?> { ["number"] = number.Value }),
            ]
            : [new TextContent("Which order? Tell me its number.")];
    }

    [GeneratedRegex("[0-9]{1,12}")]
    private static partial Regex OrderNumber();
}
