using AgentPlatform.Agents;
using AgentPlatform.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentPlatform.Tests;

public sealed class ServiceRegistrationTests
{
    private readonly TestPlatform _platform = new();

    [Fact]
    public async Task Runs_for_the_context_that_is_registered()
    {
        var userContext = new UserExecutionContext(
            userId: "user-123",
            threadId: "thread-runs-for-the-context-that-is-registered",
            runId: "run-1",
            requestId: "request-runs-for-the-context-that-is-registered");
        var services = new ServiceCollection();
        services.AddSingleton(_platform.Core);
        services.AddSingleton<IUserExecutionContext>(userContext);
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
        IUserExecutionContext userContext = new UserExecutionContext(
            userId: "user-makes-a-supervisor-for-every-scope",
            threadId: "thread-makes-a-supervisor-for-every-scope",
            runId: "run-makes-a-supervisor-for-every-scope",
            requestId: "request-makes-a-supervisor-for-every-scope");
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
