using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Doubles;

/// <summary>One place where a mocking library makes a double.</summary>
internal readonly struct DoubleCreation(MockingLibrary library, ITypeSymbol type, IOperation operation, bool isWrapper, bool isUnwrapping = false)
{
    public MockingLibrary Library { get; } = library;

    /// <summary>What is doubled: T of <c>new Mock&lt;T&gt;()</c>, <c>Substitute.For&lt;T&gt;()</c>, <c>A.Fake&lt;T&gt;()</c>.</summary>
    public ITypeSymbol Type { get; } = type;

    /// <summary>The constructor or method call that makes it.</summary>
    public IOperation Operation { get; } = operation;

    /// <summary>Whether the result holds the double (<c>Mock&lt;T&gt;</c>, <c>Fake&lt;T&gt;</c>) rather than being it.</summary>
    public bool IsWrapper { get; } = isWrapper;

    /// <summary>Whether the call takes the double out of its wrapper, whose making is a creation of its own.</summary>
    public bool IsUnwrapping { get; } = isUnwrapping;
}
