using ExecutionContextGuard;

namespace AgentPlatform.Leaky;

/// <summary>The thread's ID stands where the user's belongs. Each user's threads are numbered from 1, so all first threads share a memory.</summary>
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
        return new UserExecutionContext(threadId, userId, Guid.NewGuid().ToString(), http.TraceIdentifier);
    }
}
