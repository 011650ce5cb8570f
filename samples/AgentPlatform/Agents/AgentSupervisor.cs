using ExecutionContextGuard;

namespace AgentPlatform.Agents;

/// <summary>Runs agents for one signed-in user, one after the other, and for nobody else. Each connection and each request has its own.</summary>
public sealed class AgentSupervisor : IDisposable
{
    private readonly AgentExecutionCore _core;
    private readonly UserExecutionContext _owner;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public AgentSupervisor(AgentExecutionCore core, IUserExecutionContext owner)
    {
        _core = core;
        _owner = AgentExecutionGuard.EnsureReal<UserExecutionContext>(owner);
    }

    public async Task<AgentAnswer> RunAgentAsync(
        AgentRequest request,
        IUserExecutionContext userContext,
        CancellationToken cancellationToken = default)
    {
        var realContext = AgentExecutionGuard.EnsureReal<UserExecutionContext>(userContext);
        AgentExecutionGuard.EnsureSameUser<UserExecutionContext>(_owner, realContext);

        // Two runs at once would mix their events on the one socket of this user.
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await _core.ExecuteAgentAsync(request, realContext, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
