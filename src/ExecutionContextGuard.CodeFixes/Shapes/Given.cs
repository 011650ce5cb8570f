using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Shapes;

/// <summary>One thing that is done to what stands in for a context: a member or key is given a value, or something that no value can do.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Whole">The code that does it, from the double to the end of the chain.</param>
/// <param name="Name">The member or key; null where it is no plain one.</param>
/// <param name="Value">What it gives; null where nothing is said.</param>
/// <param name="IsLazy">Whether the value is made at each call.</param>
/// <param name="Literal">The value as a literal, where it is written in another file than the context.</param>
/// <param name="Why">The reason to decline, where the kind alone does not tell.</param>
internal sealed record Given(SetUpKind Kind, SyntaxNode Whole, string? Name, IOperation? Value = null, bool IsLazy = false, string? Literal = null, DeclineReason? Why = null)
{
    /// <summary>Why nothing can take its place; null for a value.</summary>
    public DeclineReason? Refusal => Why ?? Kind switch
    {
        SetUpKind.Verification => DeclineReason.Verified,
        SetUpKind.Behaviour => DeclineReason.Behaviour,
        SetUpKind.Empty => DeclineReason.EmptyIdentity,
        _ => null,
    };
}
