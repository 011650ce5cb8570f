using AgentPlatform.Agents;

namespace AgentPlatform.Tests.Support;

/// <summary>What tests of agents start from.</summary>
public abstract class AgentTestBase
{
    protected AgentTestBase()
    {
        UserContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");
    }

    protected TestPlatform Platform { get; } = new();

    protected UserExecutionContext UserContext { get; }

    protected AgentRequest Ask(string text)
    {
        return new AgentRequest(UserContext.RunId, "orders", text);
    }
}
