using AgentPlatform.Agents;

namespace AgentPlatform.Chat;

/// <summary>Asks an agent for the user of the current request.</summary>
public sealed class AgentService(IUserContextAccessor contexts, AgentExecutionCore core)
{
    public async Task<AgentAnswer> AskAsync(string agentName, string text, CancellationToken cancellationToken = default)
    {
        var userContext = contexts.Current;
        using var supervisor = new AgentSupervisor(core, userContext);
        return await supervisor.RunAgentAsync(new AgentRequest(userContext.RunId, agentName, text), userContext, cancellationToken);
    }
}
