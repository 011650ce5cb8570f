using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>A constant that an ID can be.</summary>
internal sealed class IdentityLeaf(string? text, IOperation operation, bool isNumber, bool isFallback, ISymbol? elsewhere, PassedVariable? passed)
{
    /// <summary>The text; null for null, the all-zero GUID for an ID type that nothing was written to.</summary>
    public string? Text { get; } = text;

    /// <summary>Where the constant is written.</summary>
    public IOperation Operation { get; } = operation;

    public bool IsNumber { get; } = isNumber;

    /// <summary>Whether it stands in for an ID that is not there.</summary>
    public bool IsFallback { get; } = isFallback;

    /// <summary>The helper, property or field in whose declaration it stands; null where it stands in the member that uses it.</summary>
    public ISymbol? Elsewhere { get; } = elsewhere;

    /// <summary>The variables that the constant goes through on its way to the ID.</summary>
    public PassedVariable? Passed { get; } = passed;
}

/// <summary>One variable on the way, and the one before it.</summary>
internal sealed class PassedVariable(ISymbol variable, PassedVariable? next)
{
    public ISymbol Variable { get; } = variable;

    public PassedVariable? Next { get; } = next;
}
