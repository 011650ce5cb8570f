namespace AgentPlatform.Events;

/// <summary>Where the events of a run go: to the user of the context, and to nobody else.</summary>
public interface IAgentEventSink
{
    Task PublishAsync(IUserExecutionContext userContext, AgentEvent agentEvent, CancellationToken cancellationToken);
}
