using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ExecutionContextGuard;

/// <summary>
/// The last check before an agent runs for a user: what was handed over is a real user execution context, or nothing runs.
/// </summary>
/// <remarks>
/// <para>It does not ask whether an object behaves like a context (a mock does), nor whether it <c>is</c> one (a proxy of an unsealed
/// class is), but for its exact class. A context that passes costs a comparison of types and a look at its IDs, and allocates nothing.</para>
/// <para>All members may be called from any thread.</para>
/// </remarks>
public static class AgentExecutionGuard
{
    /// <summary>Returns <paramref name="context"/> where it is a real <see cref="UserExecutionContext"/>, and throws otherwise.</summary>
    /// <param name="context">What was handed over.</param>
    /// <param name="paramName">What the message calls it; the compiler fills in the argument's own text.</param>
    /// <returns>The same object, typed.</returns>
    /// <exception cref="ContextNotRealException">
    /// It is <see langword="null"/> (ECG1003), a library's double (ECG1001), a dictionary, text, JSON or another class (ECG1002), another
    /// type of the same name (ECG1004), or its constructor did not run (ECG1005).
    /// </exception>
    public static UserExecutionContext EnsureReal([NotNull] object? context, [CallerArgumentExpression(nameof(context))] string? paramName = null) =>
        EnsureReal<UserExecutionContext>(context, paramName);

    /// <summary>
    /// Returns <paramref name="context"/> where it is a real <typeparamref name="T"/>, and throws otherwise. Real is an object of exactly
    /// that class, or of one that derives from it in the assembly that declares it, whose IDs are not blank.
    /// </summary>
    /// <remarks>
    /// The IDs are the public properties or fields of <typeparamref name="T"/> named <c>UserId</c>, <c>ThreadId</c>, <c>RunId</c> and
    /// <c>RequestId</c>, whatever their letter case, where they are a <see cref="string"/> (not <see langword="null"/> or white space), a
    /// <see cref="Guid"/> (not all zero) or a type that wraps an ID (not <see langword="null"/> or <see langword="default"/>). A number or
    /// enum is never blank, and members of other names are not looked at.
    /// </remarks>
    /// <typeparam name="T">Your own context class, best a sealed one. Not an interface: doubles implement it too.</typeparam>
    /// <param name="context">What was handed over.</param>
    /// <param name="paramName">What the message calls it; the compiler fills in the argument's own text.</param>
    /// <returns>The same object, typed.</returns>
    /// <exception cref="ContextNotRealException">
    /// It is <see langword="null"/> (ECG1003), a library's double (ECG1001), a dictionary, text, JSON or another class (ECG1002), a
    /// hand-written double or another type of the same name (ECG1004), or one of its IDs is blank (ECG1005).
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is an interface, a class of the platform, or made at run time: no object can be told to be a real one.
    /// </exception>
    public static T EnsureReal<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields)] T>(
        [NotNull] object? context,
        [CallerArgumentExpression(nameof(context))] string? paramName = null)
        where T : class
    {
        RealType<T>.RequireUsable();
        if (context is null || !RealType<T>.Admits(context.GetType()))
        {
            throw Impostor.Describe(context, typeof(T), paramName);
        }

        var real = (T)context;
        return RealType<T>.BlankId(real) is { } blank
            ? throw Impostor.DescribeBlank(real, blank, typeof(T), paramName)
            : real;
    }

    /// <summary>Throws unless both contexts are real and belong to one user: their <see cref="UserExecutionContext.UserId"/> is the same, compared ordinally.</summary>
    /// <param name="first">One context, for example the one an engine was made for.</param>
    /// <param name="second">The other, for example the one a call hands over.</param>
    /// <exception cref="ContextNotRealException">One of them is not real; see <see cref="EnsureReal(object?, string?)"/>.</exception>
    /// <exception cref="MixedUsersException">They belong to two users.</exception>
    public static void EnsureSameUser([NotNull] UserExecutionContext? first, [NotNull] UserExecutionContext? second) =>
        EnsureSameUser<UserExecutionContext>(first, second);

    /// <summary>Throws unless both are a real <typeparamref name="T"/> and their <c>UserId</c> is equal.</summary>
    /// <typeparam name="T">Your own context class, with a public <c>UserId</c>.</typeparam>
    /// <param name="first">One context, for example the one an engine was made for.</param>
    /// <param name="second">The other, for example the one a call hands over.</param>
    /// <exception cref="ContextNotRealException">One of them is not real; see <see cref="EnsureReal{T}(object?, string?)"/>.</exception>
    /// <exception cref="MixedUsersException">They belong to two users.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is refused by <see cref="EnsureReal{T}(object?, string?)"/>, or has no <c>UserId</c>.</exception>
    public static void EnsureSameUser<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields)] T>(
        [NotNull] object? first,
        [NotNull] object? second)
        where T : class
    {
        var one = EnsureReal<T>(first);
        var other = EnsureReal<T>(second);
        if (!RealType<T>.UserId.IsSame(one, other))
        {
            throw new MixedUsersException(
                $"Two '{typeof(T).FullName}' of different users meet in one execution. Take all IDs from the context of the request at hand ({RuleIds.MixedContexts}).");
        }
    }
}
