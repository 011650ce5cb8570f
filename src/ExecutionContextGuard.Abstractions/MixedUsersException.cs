namespace ExecutionContextGuard;

/// <summary>
/// Two contexts that must belong to one user belong to two. The message names neither user, so that it can be logged and shown
/// without telling one user of the other.
/// </summary>
public sealed class MixedUsersException : InvalidOperationException
{
    /// <summary>Makes the exception; for guards of your own and for tests of what handles it.</summary>
    /// <param name="message">What was mixed, and what to do.</param>
    public MixedUsersException(string message)
        : base(message)
    {
    }

    /// <summary>The rule that reports the same at compile time: <c>ECG3005</c>.</summary>
    public string RuleId => RuleIds.MixedContexts;
}
