using System.Collections.Concurrent;

namespace ExecutionContextGuard.Testing.Tests;

/// <summary>Who has which ID, over all tests of a run: linked into the suites of the other test frameworks.</summary>
internal static class OwnIds
{
    private static readonly ConcurrentDictionary<string, string> s_owners = new(StringComparer.Ordinal);

    /// <summary>Throws where another test has had an ID of the context, and where the guard does not take it for a real one.</summary>
    /// <param name="context">The context of a test.</param>
    /// <param name="test">The test; a row of a theory is one of its own.</param>
    public static void Take(UserExecutionContext context, string test)
    {
        AgentExecutionGuard.EnsureReal(context);
        foreach (var id in new[] { context.UserId, context.ThreadId, context.RunId, context.RequestId })
        {
            var owner = s_owners.GetOrAdd(id, test);
            if (owner != test)
            {
                throw new InvalidOperationException($"'{id}' of '{test}' is that of '{owner}', too.");
            }
        }
    }
}
