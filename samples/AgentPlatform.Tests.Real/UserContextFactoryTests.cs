using System.Security.Claims;

namespace AgentPlatform.Tests;

public sealed class UserContextFactoryTests
{
    private readonly UserContextFactory _contexts = new();

    [Fact]
    public void Takes_the_user_from_the_token()
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user-123")], "token"));

        var userContext = _contexts.ForNewRun(principal, "thread-456");

        Assert.Equal("user-123", userContext.UserId);
        Assert.Equal("thread-456", userContext.ThreadId);
    }

    [Fact]
    public void Makes_a_new_run_each_time()
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user-123")], "token"));

        Assert.NotEqual(_contexts.ForNewRun(principal, "thread-456").RunId, _contexts.ForNewRun(principal, "thread-456").RunId);
    }

    [Fact]
    public void Makes_no_context_for_nobody()
    {
        Assert.Throws<UnauthorizedAccessException>(() => _contexts.ForNewRun(new ClaimsPrincipal(), "thread-456"));
    }
}
