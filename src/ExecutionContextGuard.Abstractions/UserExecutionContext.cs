using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ExecutionContextGuard;

/// <summary>
/// On whose behalf an agent runs: one user, one thread (conversation), one run and one request. It is sealed and immutable, and its
/// only constructor checks every ID, so whoever holds one holds a real one.
/// </summary>
/// <remarks>
/// <para>An ID is refused when it is <see langword="null"/>, blank, begins or ends with white space, is a placeholder
/// (<c>registry placeholder default temp none null undefined unknown 0 1 xxx yyy example test demo sample template mock fake dummy</c>,
/// in any letter case), is the all-zero GUID in any text form, or holds half a surrogate pair. Placeholders are compared whole:
/// <c>default_user</c> is an ID like any other. IDs are opaque and compared ordinally; nothing is trimmed or changed.</para>
/// <para>It goes through <c>System.Text.Json</c> without a converter, and JSON that was tampered with meets the same checks.</para>
/// <para>Instances may be shared between threads.</para>
/// </remarks>
[GuardedContext]
public sealed class UserExecutionContext : IEquatable<UserExecutionContext>
{
    /// <summary>The greatest <see cref="OperationDepth"/>: 10 operations below the root. Deeper nesting is a loop.</summary>
    public const int MaxOperationDepth = 10;

    private readonly FrozenMetadata _agentContext;
    private readonly FrozenMetadata _auditMetadata;

    /// <summary>Makes a context from the IDs that the caller has authenticated or been given.</summary>
    /// <param name="userId">The ID of the authenticated user. Never take it from the request's body or query.</param>
    /// <param name="threadId">The ID of the thread (conversation, session) that the run belongs to.</param>
    /// <param name="runId">The ID of this one execution of an agent.</param>
    /// <param name="requestId">The ID of the request that asked for it.</param>
    /// <param name="parentRequestId">The <see cref="RequestId"/> of the context that this one is a child of, or <see langword="null"/> for a root.</param>
    /// <param name="operationName">What a child was made for, or <see langword="null"/> for a root.</param>
    /// <param name="operationDepth">How many operations lie above this one: 0 for a root, at most <see cref="MaxOperationDepth"/>.</param>
    /// <param name="agentContext">What agents hand on among themselves; copied. <see langword="null"/> means none.</param>
    /// <param name="auditMetadata">What an audit wants to know; copied. <see langword="null"/> means none.</param>
    /// <exception cref="ArgumentNullException">An ID is <see langword="null"/>; the exception names the parameter.</exception>
    /// <exception cref="ArgumentException">
    /// An ID is refused (see the remarks on this class), the operation's name is blank, or metadata has a blank key, a
    /// <see langword="null"/> value, or a key that names what the context itself carries (<c>userId</c>, <c>user_id</c>, <c>run-id</c>
    /// and their like). The exception names the parameter and says what to pass instead.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="operationDepth"/> is below 0 or above <see cref="MaxOperationDepth"/>.</exception>
    public UserExecutionContext(
        string userId,
        string threadId,
        string runId,
        string requestId,
        string? parentRequestId = null,
        string? operationName = null,
        int operationDepth = 0,
        IReadOnlyDictionary<string, string>? agentContext = null,
        IReadOnlyDictionary<string, string>? auditMetadata = null)
    {
        UserId = IdentityRules.Require(userId, nameof(userId), "Pass the authenticated user's ID, as the identity provider gave it.");
        ThreadId = IdentityRules.Require(threadId, nameof(threadId), "Pass the ID of the conversation; make one with Guid.NewGuid() where a conversation begins.");
        RunId = IdentityRules.Require(runId, nameof(runId), "Pass the ID of this execution; make one with Guid.NewGuid() where it begins.");
        RequestId = IdentityRules.Require(requestId, nameof(requestId), "Pass the ID of the request; make one with Guid.NewGuid() where it comes in.");
        ParentRequestId = parentRequestId is null
            ? null
            : IdentityRules.Require(parentRequestId, nameof(parentRequestId), "Pass the parent's RequestId, or null where there is no parent.");
        OperationName = operationName is null ? null : RequireName(operationName);
        OperationDepth = operationDepth is >= 0 and <= MaxOperationDepth
            ? operationDepth
            : throw new ArgumentOutOfRangeException(nameof(operationDepth), operationDepth, $"The depth is 0 for a root and at most {MaxOperationDepth}; use CreateChild, which counts it.");
        _agentContext = FrozenMetadata.Copy(agentContext, nameof(agentContext));
        _auditMetadata = FrozenMetadata.Copy(auditMetadata, nameof(auditMetadata));
    }

    /// <summary>The ID of the user on whose behalf the agent runs.</summary>
    public string UserId { get; }

    /// <summary>The ID of the thread (conversation, session) that the run belongs to.</summary>
    public string ThreadId { get; }

    /// <summary>The ID of this one execution of an agent; the same in all children.</summary>
    public string RunId { get; }

    /// <summary>The ID of this one request or operation; each child has its own.</summary>
    public string RequestId { get; }

    /// <summary>The <see cref="RequestId"/> of the context that this one was made from, or <see langword="null"/> for a root.</summary>
    public string? ParentRequestId { get; }

    /// <summary>What this context was made for by <see cref="CreateChild"/>, or <see langword="null"/> for a root.</summary>
    public string? OperationName { get; }

    /// <summary>How many operations lie above this one: 0 for a root, at most <see cref="MaxOperationDepth"/>.</summary>
    public int OperationDepth { get; }

    /// <summary>What agents hand on among themselves, text to text, keys compared ordinally. A frozen copy, never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, string> AgentContext => _agentContext;

    /// <summary>What an audit wants to know, text to text, keys compared ordinally. A frozen copy, never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, string> AuditMetadata => _auditMetadata;

    /// <summary>
    /// Makes the context of an operation inside this one: same user, thread and run, a new <see cref="RequestId"/>, this one's as the
    /// parent's, one level deeper, with this one's metadata.
    /// </summary>
    /// <param name="operationName">What the operation is, for example the name of the tool or sub-agent. Not blank.</param>
    /// <param name="agentContext">Entries to add to <see cref="AgentContext"/>, or to put in the place of those with the same key.</param>
    /// <param name="auditMetadata">Entries to add to <see cref="AuditMetadata"/>, or to put in the place of those with the same key.</param>
    /// <returns>A new context; this one is unchanged.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="operationName"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="operationName"/> is blank, or metadata is refused as in the constructor.</exception>
    /// <exception cref="InvalidOperationException">This context is <see cref="MaxOperationDepth"/> levels deep already.</exception>
    public UserExecutionContext CreateChild(
        string operationName,
        IReadOnlyDictionary<string, string>? agentContext = null,
        IReadOnlyDictionary<string, string>? auditMetadata = null)
    {
        if (OperationDepth >= MaxOperationDepth)
        {
            throw new InvalidOperationException(
                $"The context is {OperationDepth} operations deep, which is the most there may be. Look for an agent or tool that calls itself without end.");
        }

        return new UserExecutionContext(
            UserId,
            ThreadId,
            RunId,
            Guid.NewGuid().ToString(),
            RequestId,
            RequireName(operationName),
            OperationDepth + 1,
            FrozenMetadata.Overlay(_agentContext, agentContext, nameof(agentContext)),
            FrozenMetadata.Overlay(_auditMetadata, auditMetadata, nameof(auditMetadata)));
    }

    /// <summary>Whether both have the same user, thread, run and request ID, compared ordinally. Nothing else counts.</summary>
    /// <param name="other">The context to compare with.</param>
    /// <returns><see langword="true"/> where all four IDs are the same.</returns>
    public bool Equals([NotNullWhen(true)] UserExecutionContext? other) =>
        other is not null
        && string.Equals(UserId, other.UserId, StringComparison.Ordinal)
        && string.Equals(ThreadId, other.ThreadId, StringComparison.Ordinal)
        && string.Equals(RunId, other.RunId, StringComparison.Ordinal)
        && string.Equals(RequestId, other.RequestId, StringComparison.Ordinal);

    /// <inheritdoc cref="Equals(UserExecutionContext?)"/>
    /// <param name="obj">The object to compare with.</param>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as UserExecutionContext);

    /// <summary>A hash of the four IDs that <see cref="Equals(UserExecutionContext?)"/> compares.</summary>
    /// <returns>The hash; it differs from process to process.</returns>
    public override int GetHashCode() => (UserId, ThreadId, RunId, RequestId).GetHashCode();

    /// <summary>Whether both are <see langword="null"/> or have the same four IDs; see <see cref="Equals(UserExecutionContext?)"/>.</summary>
    /// <param name="left">One context.</param>
    /// <param name="right">The other.</param>
    /// <returns><see langword="true"/> where they are equal.</returns>
    public static bool operator ==(UserExecutionContext? left, UserExecutionContext? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in an ID, or one alone is <see langword="null"/>; see <see cref="Equals(UserExecutionContext?)"/>.</summary>
    /// <param name="left">One context.</param>
    /// <param name="right">The other.</param>
    /// <returns><see langword="true"/> where they are not equal.</returns>
    public static bool operator !=(UserExecutionContext? left, UserExecutionContext? right) => !(left == right);

    /// <summary>
    /// The four IDs, for a log: no metadata, no operation. Control characters are escaped, so that an ID from outside cannot forge a
    /// second line.
    /// </summary>
    /// <returns>The text, for people; do not parse it.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(nameof(UserExecutionContext));
        Append(text, " { UserId = ", UserId);
        Append(text, ", ThreadId = ", ThreadId);
        Append(text, ", RunId = ", RunId);
        Append(text, ", RequestId = ", RequestId);
        return text.Append(" }").ToString();
    }

    private static string RequireName(string operationName)
    {
        if (operationName is null)
        {
            throw new ArgumentNullException(nameof(operationName), "Name the operation that the child is for, for example the tool's or sub-agent's name.");
        }

        return IdentityRules.IsBlank(operationName)
            ? throw new ArgumentException("The operation's name is blank. Name what the child is for, for example the tool or sub-agent.", nameof(operationName))
            : operationName;
    }

    private static void Append(StringBuilder text, string label, string id)
    {
        text.Append(label);

        // An object whose constructor was skipped has no IDs, and a debugger or log may still print it.
        foreach (var character in id ?? string.Empty)
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
            {
                text.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(character);
            }
        }
    }
}
