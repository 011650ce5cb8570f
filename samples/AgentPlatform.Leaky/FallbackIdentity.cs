using ExecutionContextGuard;

namespace AgentPlatform.Leaky;

/// <summary>The sign-in writes another claim than is read here, and a constant stands in for what is missing: everybody is 'visitor'.</summary>
internal static class FallbackIdentity
{
    public static void MapFallbackIdentity(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/fallback/memory", (Note note, HttpContext http, AgentMemory memory) => memory.Remember(ContextOf(http), note.Text));
        routes.MapGet("/fallback/memory", (HttpContext http, AgentMemory memory) => memory.Recall(ContextOf(http)));
    }

    private static UserExecutionContext ContextOf(HttpContext http)
    {
        var userId = http.User.FindFirst("sub")?.Value ?? "visitor";
        return new UserExecutionContext(userId, "notes", Guid.NewGuid().ToString(), http.TraceIdentifier);
    }
}
