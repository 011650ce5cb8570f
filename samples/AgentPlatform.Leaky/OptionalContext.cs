using ExecutionContextGuard;

namespace AgentPlatform.Leaky;

/// <summary>The search takes the context as an option. Left out, which nobody notices, it searches what all users have noted.</summary>
internal static class OptionalContext
{
    public static void MapOptionalContext(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/optional/memory", (Note note, HttpContext http, AgentMemory memory) => memory.Remember(ContextOf(http), note.Text));
        routes.MapGet("/optional/memory", (string word, AgentMemory memory) => memory.Search(word));
    }

    private static UserExecutionContext ContextOf(HttpContext http) =>
        new(SignedIn.UserId(http.User), "notes", Guid.NewGuid().ToString(), http.TraceIdentifier);
}
