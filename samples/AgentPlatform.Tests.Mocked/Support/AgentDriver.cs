using AgentPlatform.Agents;
using ExecutionContextGuard;

namespace AgentPlatform.Tests.Support;

/// <summary>An old way into the core, from before there was a context type: it takes whatever a test has at hand.</summary>
public sealed class AgentDriver(AgentExecutionCore core)
{
    public Task<AgentAnswer> RunAgentAsync(AgentRequest request, object? context)
    {
        return core.ExecuteAgentAsync(request, AgentExecutionGuard.EnsureReal<UserExecutionContext>(context));
    }
}
