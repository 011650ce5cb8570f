using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using Moq;

namespace AgentPlatform.Tests;

public sealed class EveryUserTests
{
    private readonly TestPlatform _platform = new();

    public static TheoryData<IUserExecutionContext> Users => new()
    {
        Mock.Of<IUserExecutionContext>(c => c.UserId == "user-123" && c.ThreadId == "thread-1" && c.RunId == "run-1" && c.RequestId == "req-1"),
        Mock.Of<IUserExecutionContext>(c => c.UserId == "user-456" && c.ThreadId == "thread-2" && c.RunId == "run-1" && c.RequestId == "req-2"),
    };

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Runs_for_every_user(IUserExecutionContext userContext)
    {
        await _platform.Core.ExecuteAgentAsync(new AgentRequest("run-1", "orders", "Where is order 1001?"), userContext);

        Assert.Equal(5, _platform.Events.Of(userContext.UserId).Count);
    }
}
