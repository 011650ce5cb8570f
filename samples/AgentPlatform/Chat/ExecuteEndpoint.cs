using System.Security.Claims;
using AgentPlatform.Agents;
using AgentPlatform.Threads;

namespace AgentPlatform.Chat;

public static class ExecuteEndpoint
{
    /// <summary>What a client may say. There is no user in it: that is what the token is for.</summary>
    public sealed record ExecuteRequest(string? Text, string? ThreadId, string? Agent);

    public static void MapExecute(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/agents/execute", ExecuteAsync).RequireAuthorization();
    }

    private static async Task<IResult> ExecuteAsync(
        ExecuteRequest body,
        ClaimsPrincipal principal,
        IThreadStore threads,
        RequestUserContextAccessor contexts,
        AgentService agents,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(body.Text))
        {
            return Results.Problem("Say something: 'text' is empty.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            contexts.Open(principal, ThreadChoice.For(principal, body.ThreadId, threads));
            return Results.Ok(await agents.AskAsync(body.Agent ?? OrderAgent.Name, body.Text, cancellationToken));
        }
        catch (Exception exception) when (exception is ThreadNotFoundException or AgentNotFoundException)
        {
            return Results.Problem(exception.Message, statusCode: StatusCodes.Status404NotFound);
        }
        catch (AgentRunFailedException exception)
        {
            return exception.TimedOut
                ? Results.Problem("The agent took too long. Ask again.", statusCode: StatusCodes.Status504GatewayTimeout)
                : Results.Problem("The agent failed. Ask again.", statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
