namespace ExecutionContextGuard.Verification;

/// <summary>What stands beside the code of a row unless it says otherwise: a platform as teams have it, with its own context type.</summary>
internal static class Preamble
{
    public const string FileName = "Context.cs";

    public const string UsingsFileName = "Usings.cs";

    public const string Context = """
        using System;
        using System.Threading.Tasks;

        namespace Acme
        {
            public interface IUserExecutionContext
            {
                string UserId { get; }

                string ThreadId { get; }

                string RunId { get; }

                string RequestId { get; }
            }

            public sealed class UserExecutionContext : IUserExecutionContext
            {
                public UserExecutionContext(string userId, string threadId, string runId, string requestId)
                {
                    UserId = Required(userId, nameof(userId));
                    ThreadId = Required(threadId, nameof(threadId));
                    RunId = Required(runId, nameof(runId));
                    RequestId = Required(requestId, nameof(requestId));
                }

                public string UserId { get; }

                public string ThreadId { get; }

                public string RunId { get; }

                public string RequestId { get; }

                private static string Required(string value, string name) =>
                    string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("An ID must not be blank.", name) : value;
            }

            public sealed class AgentRequest
            {
                public AgentRequest(string runId, string text)
                {
                    RunId = runId;
                    Text = text;
                }

                public string RunId { get; }

                public string Text { get; }
            }

            public class AgentExecutionCore
            {
                public Task ExecuteAgentAsync(AgentRequest request, IUserExecutionContext userContext) => Task.CompletedTask;
            }

            public interface IContextAccessor
            {
                IUserExecutionContext Current { get; }
            }
        }
        """;

    // A project's own implicit usings, then the team's namespace; those of the chosen libraries follow.
    public static readonly string[] Usings = ["System", "System.Collections.Generic", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    public const string ContextNamespace = "Acme";
}
