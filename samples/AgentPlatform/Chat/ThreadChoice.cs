using System.Security.Claims;
using AgentPlatform.Threads;

namespace AgentPlatform.Chat;

/// <summary>Which thread a message goes to: the one it names, if it is this user's, or a new one.</summary>
internal static class ThreadChoice
{
    public static string For(ClaimsPrincipal principal, string? requestedThread, IThreadStore threads)
    {
        var userId = UserContextFactory.UserIdOf(principal);
        if (requestedThread is null)
        {
            return threads.Start(userId);
        }

        return threads.IsOwnedBy(requestedThread, userId) ? requestedThread : throw new ThreadNotFoundException(requestedThread);
    }
}
