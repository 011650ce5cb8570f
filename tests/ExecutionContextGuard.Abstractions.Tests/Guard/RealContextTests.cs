using System.Security.Claims;
using System.Security.Principal;
using Acme.Platform;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>What is real comes back as it was, and costs nothing.</summary>
public sealed class RealContextTests
{
    [Fact]
    public void A_real_context_comes_back_itself()
    {
        object context = Given.Context();

        UserExecutionContext real = AgentExecutionGuard.EnsureReal(context);

        Assert.Same(context, real);
        Assert.Same(context, AgentExecutionGuard.EnsureReal<UserExecutionContext>(context));
    }

    [Fact]
    public void A_child_is_as_real_as_its_root()
    {
        var child = Given.Context().CreateChild("search");

        Assert.Same(child, AgentExecutionGuard.EnsureReal(child));
    }

    [Fact]
    public void A_teams_own_class_is_real_for_the_team()
    {
        IUserExecutionContext context = new Acme.Platform.UserExecutionContext("user-7f3a", "thread-91c0", "run-55d2", "request-08be");

        Assert.Same(context, AgentExecutionGuard.EnsureReal<Acme.Platform.UserExecutionContext>(context));
    }

    [Fact]
    public void A_class_that_the_teams_assembly_derives_is_real_too()
    {
        object scheduled = new ScheduledRunContext(Guid.NewGuid(), Guid.NewGuid());

        Assert.Same(scheduled, AgentExecutionGuard.EnsureReal<RunContext>(scheduled));
    }

    [Fact]
    public void So_is_one_that_a_vendors_assembly_derives_from_its_own()
    {
        var principal = new GenericPrincipal(new GenericIdentity("alice"), roles: null);
        Assert.Same(typeof(ClaimsPrincipal).Assembly, typeof(GenericPrincipal).Assembly);

        Assert.Same(principal, AgentExecutionGuard.EnsureReal<ClaimsPrincipal>(principal));
    }

    [Fact]
    public void A_context_that_passes_allocates_nothing()
    {
        object ours = Given.Context();
        object texts = new Acme.Platform.UserExecutionContext("user-7f3a", "thread-91c0", "run-55d2", "request-08be");
        object guids = new RunContext(Guid.NewGuid(), Guid.NewGuid());
        Check(1_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Check(1_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);

        void Check(int times)
        {
            for (var time = 0; time < times; time++)
            {
                AgentExecutionGuard.EnsureReal(ours);
                AgentExecutionGuard.EnsureReal<Acme.Platform.UserExecutionContext>(texts);
                AgentExecutionGuard.EnsureReal<RunContext>(guids);
            }
        }
    }
}
