using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>A mocking library that a catalogue line describes: what makes its doubles is known, how they are set up is not.</summary>
internal sealed class ListedLibrary(string name) : MockingLibrary
{
    public override string Name => name;

    public override ImmutableArray<string> CreatorTypes => ImmutableArray<string>.Empty;

    public override ImmutableArray<string> MatcherTypes => ImmutableArray<string>.Empty;

    public override ISetUpReader SetUps => UnreadableSetUps.Instance;

    public override bool IsCreator(string method) => true;

    public override ITypeSymbol? DoubledBy(IInvocationOperation invocation)
    {
        var returned = invocation.TargetMethod.ReturnType;
        return FirstTypeArgument(invocation.TargetMethod)
            ?? FirstTypeOf(invocation)
            // `Doubles.NewContext()`: what it returns is what it doubles.
            ?? (returned.SpecialType == SpecialType.None && returned.TypeKind != TypeKind.Error ? returned : null);
    }
}

/// <summary>Set-ups that nobody here understands: the code fix leaves such a double alone.</summary>
internal sealed class UnreadableSetUps : ISetUpReader
{
    public static readonly UnreadableSetUps Instance = new();

    public bool TryRead(IOperation reference, out SetUp setUp)
    {
        setUp = default;
        return false;
    }

    public bool TryReadCreation(IOperation creation, List<SetUp> setUps) => false;
}
