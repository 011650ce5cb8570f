using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using ExecutionContextGuard;
using Moq;

namespace AgentPlatform.Tests;

public sealed class AgentSupervisorTests
{
    private readonly TestPlatform _platform = new();
    private readonly AgentRequest _request = new("run-1", "orders", "Where is order 1001?");
    private readonly Mock<IUserExecutionContext> _owner = new();

    public AgentSupervisorTests()
    {
        _owner.SetupGet(c => c.UserId).Returns("user-123");
        _owner.SetupGet(c => c.ThreadId).Returns("thread-456");
        _owner.SetupGet(c => c.RunId).Returns("run-1");
        _owner.SetupGet(c => c.RequestId).Returns("req-789");
    }

    [Fact]
    public async Task Runs_for_its_owner()
    {
        using var supervisor = new AgentSupervisor(_platform.Core, _owner.Object);

        var answer = await supervisor.RunAgentAsync(_request, _owner.Object);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }

    [Fact]
    public async Task Runs_one_after_the_other()
    {
        using var supervisor = new AgentSupervisor(_platform.Core, _owner.Object);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => supervisor.RunAgentAsync(_request, _owner.Object)));

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
