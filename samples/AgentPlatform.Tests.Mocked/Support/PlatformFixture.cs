using Moq;

namespace AgentPlatform.Tests.Support;

/// <summary>One platform and one user for all tests of a class.</summary>
public sealed class PlatformFixture
{
    public PlatformFixture()
    {
        UserContext.SetupGet(c => c.UserId).Returns("user-123");
        UserContext.SetupGet(c => c.ThreadId).Returns("thread-fixture");
        UserContext.SetupGet(c => c.RunId).Returns("run-1");
        UserContext.SetupGet(c => c.RequestId).Returns("req-789");
    }

    public TestPlatform Platform { get; } = new();

    public Mock<IUserExecutionContext> UserContext { get; } = new();
}
