using ExecutionContextGuard;
using Microsoft.Agents.AI;

namespace AgentPlatform.Tight;

/// <summary>The agent is made with the context, for one run; the bag holds what the client wants, and nothing that says who it is.</summary>
internal static class IdentityInPropertyBag
{
    public static void MapPropertyBag(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/bag/ask", async (Question question, HttpContext http, AgentMemory memory) =>
        {
            var context = new UserExecutionContext(SignedIn.UserId(http.User), question.ThreadId, Guid.NewGuid().ToString(), http.TraceIdentifier);
            var options = new AgentRunOptions { AdditionalProperties = [] };
            foreach (var (key, value) in question.Settings)
            {
                options.AdditionalProperties[key] = value;
            }

            var answer = await new MemoryAgent(memory, context).RunAsync(question.Text, options: options);
            return answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        });
    }
}

public sealed record Question(string ThreadId, string Text, Dictionary<string, string> Settings);
