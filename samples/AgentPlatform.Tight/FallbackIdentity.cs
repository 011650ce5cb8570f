using System.Security.Claims;
using ExecutionContextGuard;

namespace AgentPlatform.Tight;

/// <summary>Who has no ID is refused, so that a claim of another name is found at the first request, and read.</summary>
internal static class FallbackIdentity
{
    public static void MapFallbackIdentity(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/fallback/memory", (Note note, HttpContext http, AgentMemory memory) => memory.Remember(ContextOf(http), note.Text));
        routes.MapGet("/fallback/memory", (HttpContext http, AgentMemory memory) => memory.Recall(ContextOf(http)));
    }

    private static UserExecutionContext ContextOf(HttpContext http)
    {
        var userId = http.User.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? throw new InvalidOperationException("The user ID is missing.");
        return new UserExecutionContext(userId, "notes", Guid.NewGuid().ToString(), http.TraceIdentifier);
    }
}
