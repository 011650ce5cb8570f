using ExecutionContextGuard;

namespace AgentPlatform.Leaky;

/// <summary>The container makes the context once, for whoever comes first. Everybody after them is them.</summary>
internal static class SingletonContext
{
    public static void AddSingletonContext(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton(provider => ContextOf(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!));
    }

    public static void MapSingletonContext(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/singleton/memory", (Note note, UserExecutionContext context, AgentMemory memory) => memory.Remember(context, note.Text));
        routes.MapGet("/singleton/memory", (UserExecutionContext context, AgentMemory memory) => memory.Recall(context));
    }

    private static UserExecutionContext ContextOf(HttpContext http) =>
        new(SignedIn.UserId(http.User), "notes", Guid.NewGuid().ToString(), http.TraceIdentifier);
}
