namespace ExecutionContextGuard.Package.Tests;

/// <summary>The offence in its plainest form: a mock made in a local, with two IDs, handed to the core.</summary>
internal static class MockedSource
{
    public const string Text =
        """
        using System.Threading.Tasks;
        using Moq;

        public interface IUserExecutionContext { string UserId { get; } string ThreadId { get; } string RunId { get; } string RequestId { get; } }

        public sealed class UserExecutionContext : IUserExecutionContext
        {
            public UserExecutionContext(string userId, string threadId, string runId, string requestId) =>
                (UserId, ThreadId, RunId, RequestId) = (userId, threadId, runId, requestId);

            public string UserId { get; }
            public string ThreadId { get; }
            public string RunId { get; }
            public string RequestId { get; }
        }

        public sealed class AgentExecutionCore
        {
            public Task ExecuteAgentAsync(string request, IUserExecutionContext context) => Task.CompletedTask;
        }

        public sealed class AgentTests
        {
            public async Task Runs()
            {
                var userContext = new Mock<IUserExecutionContext>();
                userContext.SetupGet(c => c.UserId).Returns("user-123");
                userContext.SetupGet(c => c.RunId).Returns("run-456");
                await new AgentExecutionCore().ExecuteAgentAsync("hello", userContext.Object);
            }
        }

        """;
}
