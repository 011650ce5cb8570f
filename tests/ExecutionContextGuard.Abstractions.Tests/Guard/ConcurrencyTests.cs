using System.Collections.Concurrent;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>Many users at once, on many threads: nobody's context turns up in another's hands.</summary>
public sealed class ConcurrencyTests
{
    private const int Users = 64;
    private const int ChildrenPerUser = 250;

    [Fact]
    public async Task Children_made_at_once_are_all_their_own_users_and_no_two_share_a_request()
    {
        var roots = Enumerable.Range(0, Users)
            .Select(user => new UserExecutionContext($"user-{user}", $"thread-{user}", $"run-{user}", $"request-{user}", agentContext: new Dictionary<string, string> { ["owner"] = $"user-{user}" }))
            .ToArray();
        var children = new ConcurrentBag<(int User, UserExecutionContext Child)>();

        await Parallel.ForAsync(0, Users * ChildrenPerUser, TestContext.Current.CancellationToken, (index, _) =>
        {
            var user = index % Users;
            var child = roots[user].CreateChild($"operation {index}", agentContext: new Dictionary<string, string> { ["index"] = $"{index}" });
            children.Add((user, AgentExecutionGuard.EnsureReal(child)));
            AgentExecutionGuard.EnsureSameUser(roots[user], child);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(Users * ChildrenPerUser, children.Select(made => made.Child.RequestId).Distinct().Count());
        Assert.All(children, made =>
        {
            Assert.Equal(($"user-{made.User}", $"thread-{made.User}", $"run-{made.User}"), (made.Child.UserId, made.Child.ThreadId, made.Child.RunId));
            Assert.Equal($"request-{made.User}", made.Child.ParentRequestId);
            Assert.Equal($"user-{made.User}", made.Child.AgentContext["owner"]);
        });
        Assert.All(roots, root => Assert.Single(root.AgentContext));
    }

    [Fact]
    public async Task The_guard_answers_the_same_to_all_who_ask_it_first_at_once()
    {
        using var together = new Barrier(8);

        // A class that no other test hands over, so that all eight threads meet while the guard still learns what its IDs are.
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(asker => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait(TestContext.Current.CancellationToken);
                object context = asker % 2 == 0 ? new OnlyHere($"user-{asker}") : new OnlyHere("");
                try
                {
                    return ReferenceEquals(context, AgentExecutionGuard.EnsureReal<OnlyHere>(context)) ? "real" : "another";
                }
                catch (ContextNotRealException refusal)
                {
                    return refusal.RuleId;
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(["real", "ECG1005", "real", "ECG1005", "real", "ECG1005", "real", "ECG1005"], answers);
    }

    private sealed class OnlyHere(string userId)
    {
        public string UserId { get; } = userId;
    }
}
