using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class AgentRegistryTests
{
    private readonly AgentRegistry _agents = new TestPlatform().Agents;
    private readonly UserExecutionContext _userContext = new UserExecutionContext(
        userId: "user-agent-registry-tests",
        threadId: "thread-agent-registry-tests",
        runId: "run-agent-registry-tests",
        requestId: "request-agent-registry-tests");

    [Fact]
    public void Makes_a_new_agent_for_every_run()
    {
        var first = _agents.CreateAgent("orders", _userContext);
        var second = _agents.CreateAgent("orders", _userContext);

        Assert.NotSame(first, second);
        Assert.Equal("orders", first.Name);
    }

    [Fact]
    public async Task Makes_agents_that_the_agent_framework_runs()
    {
        var agent = _agents.CreateAgent("orders", _userContext);
        var session = await agent.CreateSessionAsync();

        var response = await agent.RunAsync("Where is order 1001?", session);

        Assert.EndsWith("has no order 1001.", response.Text);
    }

    [Fact]
    public void Knows_its_agents()
    {
        Assert.Equal(["orders"], _agents.Names);
    }

    [Fact]
    public void Has_one_agent_of_a_name()
    {
        Assert.Throws<InvalidOperationException>(() => _agents.Register("orders", _ => null!));
    }
}
