using ExecutionContextGuard;

namespace AgentPlatform.Tight;

/// <summary>The search asks for the context, and the compiler with it.</summary>
internal static class OptionalContext
{
    public static void MapOptionalContext(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/optional/memory", (Note note, HttpContext http, AgentMemory memory) => memory.Remember(ContextOf(http), note.Text));
        routes.MapGet("/optional/memory", (string word, HttpContext http, AgentMemory memory) => memory.Search(word, ContextOf(http)));
    }

    private static UserExecutionContext ContextOf(HttpContext http) =>
        new(SignedIn.UserId(http.User), "notes", Guid.NewGuid().ToString(), http.TraceIdentifier);
}
