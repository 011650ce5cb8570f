using System.Security.Claims;

namespace AgentPlatform;

/// <summary>Makes contexts from what the token says. Nothing that a client writes into a body can name a user.</summary>
public sealed class UserContextFactory
{
    public const string UserIdClaim = "sub";

    /// <summary>A new run of the signed-in user in a thread that the caller has checked to be theirs.</summary>
    public UserExecutionContext ForNewRun(ClaimsPrincipal principal, string threadId)
    {
        return new UserExecutionContext(
            userId: UserIdOf(principal),
            threadId: threadId,
            runId: "run-" + Guid.NewGuid().ToString("N"),
            requestId: "request-" + Guid.NewGuid().ToString("N"));
    }

    public static string UserIdOf(ClaimsPrincipal principal)
    {
        return principal.FindFirstValue(UserIdClaim)
            ?? throw new UnauthorizedAccessException($"The token has no '{UserIdClaim}' claim, so there is no user to run for.");
    }
}
