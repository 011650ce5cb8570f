using System.Security.Claims;

namespace AgentPlatform;

/// <summary>Scoped: it lives and dies with one request, so no context can outlive the request it was made for.</summary>
public sealed class RequestUserContextAccessor(UserContextFactory contexts) : IUserContextAccessor
{
    private UserExecutionContext? _current;

    public IUserExecutionContext Current => _current
        ?? throw new InvalidOperationException("No context was opened for this request; call Open first.");

    public void Open(ClaimsPrincipal principal, string threadId)
    {
        if (_current is not null)
        {
            throw new InvalidOperationException("This request has a context already; one request serves one run.");
        }

        _current = contexts.ForNewRun(principal, threadId);
    }
}
