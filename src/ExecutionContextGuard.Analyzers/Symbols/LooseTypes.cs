using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Types that can hold a context without saying so: object, dynamic, dictionaries, Expando objects, JSON, tuples.</summary>
internal static class LooseTypes
{
    public static bool Contains(ITypeSymbol type)
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
            _ => IsDictionary(named),
        };
    }

    private static bool IsDictionary(INamedTypeSymbol type)
    {
        if (IsDictionaryInterface(type))
        {
            return true;
        }

        foreach (var implemented in type.AllInterfaces)
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
