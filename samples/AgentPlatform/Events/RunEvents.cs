namespace AgentPlatform.Events;

/// <summary>Numbers and labels the events of one run; every label comes from the context.</summary>
internal sealed class RunEvents(IAgentEventSink sink, UserExecutionContext userContext, string agentName, TimeProvider clock)
{
    private int _sequence;

    public Task PublishAsync(string type, CancellationToken cancellationToken, string? tool = null, string? text = null)
    {
        _sequence++;
        var agentEvent = new AgentEvent(
            type,
            userContext.UserId,
            userContext.ThreadId,
            userContext.RunId,
            userContext.RequestId,
            _sequence,
            clock.GetUtcNow(),
            agentName,
            tool,
            text);
        return sink.PublishAsync(userContext, agentEvent, cancellationToken);
    }
}
