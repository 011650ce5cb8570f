using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>What the rows that stand on a test give its parameters: one that no real context can have is there on purpose.</summary>
internal static class RowData
{
    /// <summary>`[InlineData(null)]` for a parameter that becomes an ID: the reason to decline, or null when every row is accepted.</summary>
    public static Decline? Refused(IParameterSymbol parameter, INamedTypeSymbol real)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol test)
        {
            return null;
        }

        Decline? refused = null;
        foreach (var attribute in test.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: "InlineDataAttribute" or "TestCaseAttribute" or "DataRowAttribute" or "ArgumentsAttribute" }
                || ValuesOf(attribute) is not { } values || parameter.Ordinal >= values.Count)
            {
                continue;
            }

            switch (values[parameter.Ordinal])
            {
                case { Kind: TypedConstantKind.Primitive, Value: string text } when !string.IsNullOrWhiteSpace(text):
                    refused ??= RefusedIds.Contains(real, text) ? new Decline(DeclineReason.RefusedValue, text) : null;
                    break;
                case { Kind: TypedConstantKind.Primitive, Value: null or string } or { Kind: TypedConstantKind.Array, IsNull: true }:
                    return new Decline(DeclineReason.EmptyIdentity);
            }
        }

        return refused;
    }

    /// <summary>The values as the author counts them: some come in a params array, all of them or all but the first.</summary>
    private static List<TypedConstant>? ValuesOf(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is not { } constructor)
        {
            return null;
        }

        var values = new List<TypedConstant>();
        for (var i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            var value = attribute.ConstructorArguments[i];
            if (constructor.Parameters[i].IsParams && value is { Kind: TypedConstantKind.Array, IsNull: false })
            {
                values.AddRange(value.Values);
            }
            else
            {
                values.Add(value);
            }
        }

        return values;
    }
}
