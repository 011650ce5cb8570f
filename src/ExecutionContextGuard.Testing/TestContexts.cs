using System.Runtime.CompilerServices;

namespace ExecutionContextGuard.Testing;

/// <summary>
/// Real contexts for tests. Their IDs are made of the calling file, member and line and of the variant: different for every call in the
/// code, so that tests can run at the same time on shared state, and the same at every run, on every machine and in whatever order.
/// </summary>
/// <remarks>
/// Of the file's path its end counts, from the last folder that is named for tests and at least its name and two folders, so that a
/// check-out elsewhere makes the same IDs. Nothing is remembered between calls: the same call gives an equal context each time it runs, as in
/// a loop, a theory or a helper; there the variant tells two apart. A helper that is meant to be a place of its own for each of its callers
/// takes <c>member</c>, <c>file</c> and <c>line</c> itself, with the compiler's attributes, and hands them on.
/// </remarks>
public static class TestContexts
{
    /// <summary>The context of this test, or of one row of it.</summary>
    /// <param name="variant">
    /// What tells this context from others of the same call: the values of a theory's row, the name of a second user. Text, numbers,
    /// enums, dates, GUIDs, tuples and sequences of them.
    /// </param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A context whose user, thread, run and request are its own.</returns>
    /// <exception cref="ArgumentException"><paramref name="variant"/> has no text of its own, so that all its values would make one context.</exception>
    public static UserExecutionContext ForTest(
        object? variant = null, [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        TestIds.Of(file, member, line, VariantText.Of(variant)).Context();

    /// <summary>Several users at once, each with a thread, run and request of its own.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="variant">As in <see cref="ForTest"/>.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The first is that of a <see cref="ForTest"/> in the same place, with the same variant.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">As in <see cref="ForTest"/>.</exception>
    public static IReadOnlyList<UserExecutionContext> ForUsers(
        int count, object? variant = null, [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        RequireOneOrMore(count);
        var text = VariantText.Of(variant);
        var users = new UserExecutionContext[count];
        for (var i = 0; i < count; i++)
        {
            users[i] = TestIds.Of(file, member, line, i == 0 ? text : text + "\nuser " + Number(i + 1)).Context();
        }

        return users;
    }

    /// <summary>Several runs of one user in one thread, as turns of a conversation are: each has its own run and request.</summary>
    /// <param name="context">The first run.</param>
    /// <param name="count">How many runs, the first among them; at least 1.</param>
    /// <returns>The first is <paramref name="context"/> itself.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static IReadOnlyList<UserExecutionContext> Runs(this UserExecutionContext context, int count)
    {
        Require(context);
        RequireOneOrMore(count);
        var runs = new UserExecutionContext[count];
        runs[0] = context;
        for (var i = 1; i < count; i++)
        {
            runs[i] = Run(context, Number(i + 1));
        }

        return runs;
    }

    /// <summary>A context and its descendants, one inside the other: an agent that calls a tool that calls another agent.</summary>
    /// <param name="context">The outermost one.</param>
    /// <param name="operations">What each descendant is made for, from the outside in.</param>
    /// <returns>The first is <paramref name="context"/> itself; each other one is the child of the one before.</returns>
    /// <remarks><see cref="UserExecutionContext.CreateChild"/> gives a child a random request ID; here it is the same at every run.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> or <paramref name="operations"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name of an operation is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The chain is deeper than <see cref="UserExecutionContext.MaxOperationDepth"/>.</exception>
    public static IReadOnlyList<UserExecutionContext> Chain(this UserExecutionContext context, params string[] operations)
    {
        Require(context);
        if (operations is null)
        {
            throw new ArgumentNullException(nameof(operations));
        }

        var chain = new UserExecutionContext[operations.Length + 1];
        chain[0] = context;
        for (var i = 0; i < operations.Length; i++)
        {
            var parent = chain[i];
            chain[i + 1] = new UserExecutionContext(
                parent.UserId,
                parent.ThreadId,
                parent.RunId,
                TestIds.Derived("request", parent.RequestId, operations[i]),
                parent.RequestId,
                operations[i],
                parent.OperationDepth + 1,
                parent.AgentContext,
                parent.AuditMetadata);
        }

        return chain;
    }

    /// <summary>One user's web socket: a connection, and a context for each message that comes in over it.</summary>
    /// <param name="variant">As in <see cref="ForTest"/>.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A session whose connection belongs to the user of a <see cref="ForTest"/> in the same place, with the same variant.</returns>
    /// <exception cref="ArgumentException">As in <see cref="ForTest"/>.</exception>
    public static WebSocketSession ForWebSocket(
        object? variant = null, [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var ids = TestIds.Of(file, member, line, VariantText.Of(variant));
        return new WebSocketSession(ids["connection"], ids.Context());
    }

    internal static UserExecutionContext Run(UserExecutionContext context, string ordinal) => new(
        context.UserId,
        context.ThreadId,
        TestIds.Derived("run", context.RunId, ordinal),
        TestIds.Derived("request", context.RequestId, ordinal),
        agentContext: context.AgentContext,
        auditMetadata: context.AuditMetadata);

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Require(UserExecutionContext context)
    {
        if (context is null)
        {
            throw new ArgumentNullException(nameof(context));
        }
    }

    private static void RequireOneOrMore(int count)
    {
        if (count < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "There is at least one.");
        }
    }
}
