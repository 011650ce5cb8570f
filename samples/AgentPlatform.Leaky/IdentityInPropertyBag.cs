using Microsoft.Agents.AI;

namespace AgentPlatform.Leaky;

/// <summary>The agent learns from the bag of a run who asks, and the client's settings go into the same bag: who sends a user ID is that user.</summary>
internal static class IdentityInPropertyBag
{
    public static void AddPropertyBag(this IServiceCollection services) => services.AddSingleton<MemoryAgent>();

    public static void MapPropertyBag(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/bag/ask", async (Question question, HttpContext http, MemoryAgent agent) =>
        {
            var options = new AgentRunOptions
            {
                AdditionalProperties = new()
                {
                    ["user_id"] = SignedIn.UserId(http.User),
                    ["thread_id"] = question.ThreadId,
                },
            };
            foreach (var (key, value) in question.Settings)
            {
                options.AdditionalProperties[key] = value;
            }

            var answer = await agent.RunAsync(question.Text, options: options);
            return answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        });
    }
}

public sealed record Question(string ThreadId, string Text, Dictionary<string, string> Settings);
