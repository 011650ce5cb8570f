using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class EveryUserTests
{
    private readonly TestPlatform _platform = new();

    public static TheoryData<IUserExecutionContext> Users => new()
    {
        new UserExecutionContext(userId: "user-123", threadId: "thread-1", runId: "run-1", requestId: "req-1"),
        new UserExecutionContext(userId: "user-456", threadId: "thread-2", runId: "run-1", requestId: "req-2"),
    };

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Runs_for_every_user(IUserExecutionContext userContext)
    {
        await _platform.Core.ExecuteAgentAsync(new AgentRequest("run-1", "orders", "Where is order 1001?"), userContext);

        Assert.Equal(5, _platform.Events.Of(userContext.UserId).Count);
    }
}
