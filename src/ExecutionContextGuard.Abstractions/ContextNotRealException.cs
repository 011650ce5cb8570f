namespace ExecutionContextGuard;

/// <summary>
/// Something was handed over as a user execution context that is not one. The message says what it was, what was expected and what to
/// do; <see cref="RuleId"/> is the rule that reports the same at compile time.
/// </summary>
/// <remarks>
/// It is a mistake in the code that calls, not in what a client sent: answer with a server error, and do not go on with a substitute.
/// The message names types and members only, never an ID.
/// </remarks>
public sealed class ContextNotRealException : ArgumentException
{
    /// <summary>Makes the exception; for guards of your own and for tests of what handles it.</summary>
    /// <param name="ruleId">The rule that says the same at compile time, for example <c>ECG1001</c>.</param>
    /// <param name="message">What was got, what was expected, and what to do.</param>
    /// <param name="paramName">The name of the parameter that got it, or <see langword="null"/>.</param>
    public ContextNotRealException(string ruleId, string message, string? paramName = null)
        : base(message, paramName)
    {
        RuleId = ruleId;
    }

    /// <summary>
    /// <c>ECG1001</c> a double made by a mocking or proxy library, <c>ECG1002</c> a dictionary, dynamic object, text, JSON, tuple or
    /// unrelated class, <c>ECG1003</c> <see langword="null"/>, <c>ECG1004</c> a hand-written double or a look-alike, <c>ECG1005</c> an
    /// object whose constructor did not run.
    /// </summary>
    public string RuleId { get; }
}
