using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;

namespace AgentPlatform.Tests;

public sealed class SharedPlatformTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task Answers_on_a_shared_platform()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        var answer = await fixture.Platform.Core.ExecuteAgentAsync(request, fixture.UserContext);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }

    [Fact]
    public async Task Answers_again_in_the_same_thread()
    {
        var request = new AgentRequest("run-1", "orders", "Where is order 1001?");

        var answer = await fixture.Platform.Core.ExecuteAgentAsync(request, fixture.UserContext);

        Assert.Equal("thread-fixture", answer.ThreadId);
    }
}
