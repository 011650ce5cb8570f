using AgentPlatform.Agents;
using NSubstitute;

namespace AgentPlatform.Tests.Support;

/// <summary>What tests of agents start from.</summary>
public abstract class AgentTestBase
{
    protected AgentTestBase()
    {
        UserContext = Substitute.For<IUserExecutionContext>();
        UserContext.UserId.Returns("user-123");
        UserContext.ThreadId.Returns("thread-456");
        UserContext.RunId.Returns("run-1");
        UserContext.RequestId.Returns("req-789");
    }

    protected TestPlatform Platform { get; } = new();

    protected IUserExecutionContext UserContext { get; }

    protected AgentRequest Ask(string text)
    {
        return new AgentRequest(UserContext.RunId, "orders", text);
    }
}
