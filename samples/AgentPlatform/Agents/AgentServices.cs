using AgentPlatform.Chat;
using AgentPlatform.Events;
using AgentPlatform.Threads;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentPlatform.Agents;

public static class AgentServices
{
    public static IServiceCollection AddAgents(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<AgentExecutionOptions>().BindConfiguration("Agents");
        services.AddSingleton<IChatClient, LocalOrderModel>();
        services.AddSingleton(DemoOrders());
        services.AddSingleton(provider => new AgentRegistry().Register(
            OrderAgent.Name,
            userContext => OrderAgent.Create(provider.GetRequiredService<IChatClient>(), provider.GetRequiredService<OrderBook>(), userContext)));
        services.AddSingleton<IThreadStore, InMemoryThreadStore>();
        services.AddSingleton<UserSocketSink>();
        services.AddSingleton<IAgentEventSink>(provider => provider.GetRequiredService<UserSocketSink>());
        services.AddSingleton<AgentExecutionCore>();
        services.AddSingleton<UserContextFactory>();
        services.AddScoped<RequestUserContextAccessor>();
        services.AddScoped<IUserContextAccessor>(provider => provider.GetRequiredService<RequestUserContextAccessor>());
        services.AddScoped<AgentService>();
        return services;
    }

    private static OrderBook DemoOrders()
    {
        return new OrderBook()
            .Add("user-alice", "1001", "shipped")
            .Add("user-alice", "1002", "being packed")
            .Add("user-bob", "2001", "waiting for payment");
    }
}
