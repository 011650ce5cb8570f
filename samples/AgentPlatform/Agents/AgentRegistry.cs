using System.Collections.Concurrent;
using ExecutionContextGuard;
using Microsoft.Agents.AI;

namespace AgentPlatform.Agents;

/// <summary>Makes a new agent for every run: an agent that two users shared would have nowhere safe to keep whose run it is.</summary>
public sealed class AgentRegistry
{
    private readonly ConcurrentDictionary<string, Func<UserExecutionContext, AIAgent>> _factories = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Names => [.. _factories.Keys.Order(StringComparer.Ordinal)];

    public AgentRegistry Register(string agentName, Func<UserExecutionContext, AIAgent> factory)
    {
        if (!_factories.TryAdd(agentName, factory))
        {
            throw new InvalidOperationException($"There is an agent '{agentName}' already; give this one another name.");
        }

        return this;
    }

    public AIAgent CreateAgent(string agentName, IUserExecutionContext userContext)
    {
        var realContext = AgentExecutionGuard.EnsureReal<UserExecutionContext>(userContext);
        return _factories.TryGetValue(agentName, out var factory)
            ? factory(realContext)
            : throw new AgentNotFoundException(agentName, Names);
    }
}
