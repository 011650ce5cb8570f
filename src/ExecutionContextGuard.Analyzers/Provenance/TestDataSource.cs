using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>Where an attribute of a test framework says that data comes from: a class, or a member of one.</summary>
internal static class TestDataSource
{
    /// <param name="attribute"><c>[MemberData(nameof(Cases), MemberType = typeof(X))]</c>, <c>[ClassData(typeof(X))]</c>, <c>[ClassData&lt;X&gt;]</c>, <c>[DynamicData(nameof(Cases), typeof(X))]</c>.</param>
    /// <param name="tests">The class of the test, where no other is named.</param>
    /// <param name="source">The class.</param>
    /// <param name="member">The member; null where the class itself is the data.</param>
    public static void Read(AttributeData attribute, INamedTypeSymbol tests, out INamedTypeSymbol source, out string? member)
    {
        source = attribute.AttributeClass is { TypeArguments: { Length: > 0 } types } && types[0] is INamedTypeSymbol generic ? generic : tests;
        member = null;
        foreach (var argument in attribute.ConstructorArguments)
        {
            switch (argument)
            {
                case { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type }:
                    source = type;
                    break;
                case { Kind: TypedConstantKind.Primitive, Value: string text }:
                    member ??= text;
                    break;
            }
        }

        foreach (var argument in attribute.NamedArguments)
        {
            if (argument is { Key: "MemberType", Value.Value: INamedTypeSymbol type })
            {
                source = type;
            }
        }
    }
}
