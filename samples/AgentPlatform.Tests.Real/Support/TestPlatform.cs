using AgentPlatform.Agents;
using AgentPlatform.Events;
using AgentPlatform.Threads;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AgentPlatform.Tests.Support;

/// <summary>The execution core with everything around it in memory; no server, no network.</summary>
public sealed class TestPlatform
{
    public static readonly string[] FiveEvents =
    [
        AgentEventTypes.Started,
        AgentEventTypes.Thinking,
        AgentEventTypes.ToolExecuting,
        AgentEventTypes.ToolCompleted,
        AgentEventTypes.Completed,
    ];

    public TestPlatform(IChatClient? model = null, TimeSpan? timeout = null)
    {
        Agents.Register(OrderAgent.Name, userContext => OrderAgent.Create(model ?? new LocalOrderModel(), Orders, userContext));
        Core = CreateCore(Events, timeout);
    }

    public AgentRegistry Agents { get; } = new();

    public OrderBook Orders { get; } = new OrderBook().Add("user-123", "1001", "shipped");

    public RecordingEventSink Events { get; } = new();

    public InMemoryThreadStore Threads { get; } = new();

    public AgentExecutionCore Core { get; }

    public AgentExecutionCore CreateCore(IAgentEventSink events, TimeSpan? timeout = null)
    {
        var options = Options.Create(new AgentExecutionOptions { Timeout = timeout ?? TimeSpan.FromMinutes(2) });
        return new AgentExecutionCore(Agents, Threads, events, options, TimeProvider.System, NullLogger<AgentExecutionCore>.Instance);
    }
}
