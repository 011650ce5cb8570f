using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Types that can hold a context without saying so: object, dynamic, dictionaries, Expando objects, JSON, tuples.</summary>
internal static class LooseTypes
{
    public static bool Contains(ITypeSymbol type) => Contains(type, default);

    /// <param name="type">The type.</param>
    /// <param name="interfaces">All that it implements, where the caller has them at hand: the compiler makes a new array each time.</param>
    public static bool Contains(ITypeSymbol type, ImmutableArray<INamedTypeSymbol> interfaces)
    {
        if (type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic || type.IsTupleType || type.IsAnonymousType)
        {
            return true;
        }

        if (type is not INamedTypeSymbol named)
        {
            return false;
        }

        return named.Name switch
        {
            "ExpandoObject" => TypeNames.IsNamed(named.ContainingNamespace, "System.Dynamic"),
            "JsonElement" or "JsonDocument" => TypeNames.IsNamed(named.ContainingNamespace, "System.Text.Json"),
            "JsonNode" or "JsonObject" => TypeNames.IsNamed(named.ContainingNamespace, "System.Text.Json.Nodes"),
            "JObject" or "JToken" => TypeNames.IsNamed(named.ContainingNamespace, "Newtonsoft.Json.Linq"),
            "Hashtable" => TypeNames.IsNamed(named.ContainingNamespace, "System.Collections"),
            _ => IsDictionary(named, interfaces),
        };
    }

    private static bool IsDictionary(INamedTypeSymbol type, ImmutableArray<INamedTypeSymbol> interfaces)
    {
        if (IsDictionaryInterface(type))
        {
            return true;
        }

        foreach (var implemented in interfaces.IsDefault ? type.AllInterfaces : interfaces)
        {
            if (IsDictionaryInterface(implemented))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDictionaryInterface(INamedTypeSymbol type) =>
        type is { Name: "IDictionary" or "IReadOnlyDictionary", TypeKind: TypeKind.Interface }
        && (TypeNames.IsNamed(type.ContainingNamespace, "System.Collections.Generic") || TypeNames.IsNamed(type.ContainingNamespace, "System.Collections"));
}
