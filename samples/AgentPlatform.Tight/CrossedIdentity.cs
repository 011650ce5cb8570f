using ExecutionContextGuard;

namespace AgentPlatform.Tight;

/// <summary>Each ID stands in its place.</summary>
internal static class CrossedIdentity
{
    public static void MapCrossedIdentity(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/crossed/{threadId}/memory", (string threadId, Note note, HttpContext http, AgentMemory memory) => memory.Remember(ContextOf(threadId, http), note.Text));
        routes.MapGet("/crossed/{threadId}/memory", (string threadId, HttpContext http, AgentMemory memory) => memory.Recall(ContextOf(threadId, http)));
    }

    private static UserExecutionContext ContextOf(string threadId, HttpContext http)
    {
        var userId = SignedIn.UserId(http.User);
        return new UserExecutionContext(userId, threadId, Guid.NewGuid().ToString(), http.TraceIdentifier);
    }
}
