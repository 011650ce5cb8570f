using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Symbols;

/// <summary>Collections that are shared because nothing is in them, and nothing can be put there: `static readonly IReadOnlyList&lt;Ctx&gt; None = [];`.</summary>
internal static class EmptyCollections
{
    /// <summary>Whether a collection of the type takes nothing more.</summary>
    public static bool IsClosed(ITypeSymbol type) =>
        type is IArrayTypeSymbol
        || (type is INamedTypeSymbol named
            && (named.Name is "IEnumerable" or "ILookup"
                || named.Name.StartsWith("IReadOnly", StringComparison.Ordinal)
                || named.Name.StartsWith("IImmutable", StringComparison.Ordinal)
                || named.Name.StartsWith("Immutable", StringComparison.Ordinal)
                || named.Name.StartsWith("Frozen", StringComparison.Ordinal)
                || named.Name.StartsWith("ReadOnly", StringComparison.Ordinal)));

    /// <summary>`Array.Empty&lt;Ctx&gt;()`, `ImmutableArray&lt;Ctx&gt;.Empty`, `new Dictionary&lt;string, Ctx&gt;()`, `new Ctx[0]`, `[]`.</summary>
    public static bool Makes(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            IInvocationOperation { TargetMethod: { Name: "Empty", IsStatic: true }, Arguments.IsEmpty: true } => true,
            IMemberReferenceOperation { Member: { Name: "Empty", IsStatic: true } } => true,
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } => true,
            IArrayCreationOperation { Initializer: { ElementValues.IsEmpty: true } } => true,
            IArrayCreationOperation { Initializer: null, DimensionSizes: { Length: 1 } size } => size[0].ConstantValue is { HasValue: true, Value: 0 },
            _ => value.Syntax is CollectionExpressionSyntax { Elements.Count: 0 },
        };
    }
}
