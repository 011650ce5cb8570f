using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using ExecutionContextGuard;

namespace AgentPlatform.Tests;

public sealed class AgentSupervisorTests
{
    private readonly TestPlatform _platform = new();
    private readonly AgentRequest _request = new("run-1", "orders", "Where is order 1001?");
    private readonly UserExecutionContext _owner;

    public AgentSupervisorTests()
    {
        _owner = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-456",
            runId: "run-1",
            requestId: "req-789");
    }

    [Fact]
    public async Task Runs_for_its_owner()
    {
        using var supervisor = new AgentSupervisor(_platform.Core, _owner);

        var answer = await supervisor.RunAgentAsync(_request, _owner);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }

    [Fact]
    public async Task Runs_one_after_the_other()
    {
        using var supervisor = new AgentSupervisor(_platform.Core, _owner);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => supervisor.RunAgentAsync(_request, _owner)));

        Assert.Equal([.. TestPlatform.FiveEvents, .. TestPlatform.FiveEvents, .. TestPlatform.FiveEvents], _platform.Events.Types);
    }

    [Fact]
    public async Task Refuses_another_user()
    {
        var alice = new UserExecutionContext("user-123", "thread-456", "run-1", "req-789");
        var bob = new UserExecutionContext("user-456", "thread-789", "run-1", "req-790");
        using var supervisor = new AgentSupervisor(_platform.Core, alice);

        await Assert.ThrowsAsync<MixedUsersException>(() => supervisor.RunAgentAsync(_request, bob));

        Assert.Empty(_platform.Events.All);
    }
}
