using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using FakeItEasy;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace AgentPlatform.Tests;

public sealed class ServiceRegistrationTests
{
    private readonly TestPlatform _platform = new();

    [Fact]
    public async Task Runs_for_the_context_that_is_registered()
    {
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns("user-123");
        userContext.SetupGet(c => c.RunId).Returns("run-1");
        var services = new ServiceCollection();
        services.AddSingleton(_platform.Core);
        services.AddSingleton<IUserExecutionContext>(userContext.Object);
        services.AddScoped<AgentSupervisor>();
        await using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();

        var supervisor = scope.ServiceProvider.GetRequiredService<AgentSupervisor>();
        var registered = scope.ServiceProvider.GetRequiredService<IUserExecutionContext>();
        var answer = await supervisor.RunAgentAsync(new AgentRequest("run-1", "orders", "Where is order 1001?"), registered);

        Assert.Equal("Order 1001 of user-123 is shipped.", answer.Text);
    }

    [Fact]
    public void Makes_a_supervisor_for_every_scope()
    {
        var userContext = A.Fake<IUserExecutionContext>();
        var services = new ServiceCollection();
        services.AddSingleton(_platform.Core);
        services.AddScoped(_ => userContext);
        services.AddScoped<AgentSupervisor>();
        using var provider = services.BuildServiceProvider();
        using var first = provider.CreateScope();
        using var second = provider.CreateScope();

        Assert.NotSame(
            first.ServiceProvider.GetRequiredService<AgentSupervisor>(),
            second.ServiceProvider.GetRequiredService<AgentSupervisor>());
    }
}
