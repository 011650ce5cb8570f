using Moq;

namespace AgentPlatform.Tests.Support;

/// <summary>Contexts for whoever needs one.</summary>
public static class MockContexts
{
    public static IUserExecutionContext Create(string userId = "user-123")
    {
        var userContext = new Mock<IUserExecutionContext>();
        userContext.SetupGet(c => c.UserId).Returns(userId);
        userContext.SetupGet(c => c.ThreadId).Returns("thread-456");
        userContext.SetupGet(c => c.RunId).Returns("run-1");
        userContext.SetupGet(c => c.RequestId).Returns("req-789");
        return userContext.Object;
    }
}
