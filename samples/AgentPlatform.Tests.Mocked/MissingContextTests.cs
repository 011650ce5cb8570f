using System.Runtime.CompilerServices;
using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using Moq;

namespace AgentPlatform.Tests;

public sealed class MissingContextTests
{
    private readonly TestPlatform _platform = new();

    [Fact]
    public async Task Runs_although_nobody_is_there()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        var answer = await _platform.Core.ExecuteAgentAsync(request, null!);

        Assert.Equal("run-1", answer.RunId);
    }

    [Fact]
    public async Task Runs_by_default()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        await _platform.Core.ExecuteAgentAsync(request, default!);

        Assert.Equal(TestPlatform.FiveEvents, _platform.Events.Types);
    }

    [Fact]
    public async Task Runs_for_anybody()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        await _platform.Core.ExecuteAgentAsync(request, It.IsAny<IUserExecutionContext>());

        Assert.Equal(TestPlatform.FiveEvents, _platform.Events.Types);
    }

    [Fact]
    public async Task Runs_for_a_context_that_was_never_constructed()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");
        var userContext = (UserExecutionContext)RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext));

        await _platform.Core.ExecuteAgentAsync(request, userContext);

        Assert.Equal(TestPlatform.FiveEvents, _platform.Events.Types);
    }
}
