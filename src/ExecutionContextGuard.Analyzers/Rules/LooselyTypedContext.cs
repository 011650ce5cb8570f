using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1002: a marked path gets something that is no context by its type: a dictionary, an anonymous object, text.</summary>
internal sealed class LooselyTypedContext : PathRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.LooselyTypedContext;

    public override Diagnostic? Judge(in PathArgument argument, GuardedCompilation compilation)
    {
        if (!argument.IsMarked || argument.Origin is not { Kind: OriginKind.LooselyTyped or OriginKind.Mock, Type: { } type })
        {
            return null;
        }

        // `void RunAgent(object context) => core.ExecuteAgent(context)`: the declaration is what is wrong, and it is not this call's.
        if (argument.Origin.Creation is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
            && compilation.Paths.Of(method).IsMarked(parameter.Ordinal))
        {
            return null;
        }

        var wanted = compilation.Wanted(argument);
        return Report(
            argument,
            compilation,
            FindingKind.Loose,
            wanted,
            PathNames.Of(argument),
            Kind(argument, type),
            PathNames.Place(argument),
            compilation.RealName(wanted));
    }

    private static string Kind(in PathArgument argument, ITypeSymbol type)
    {
        if (argument.Origin is { Kind: OriginKind.Mock, Library: { } library })
        {
            return $"a {library.Name} double of '{PathNames.Of(type)}'";
        }

        if (type.IsAnonymousType)
        {
            return "an anonymous object";
        }

        if (type.IsTupleType)
        {
            return "a tuple";
        }

        if (type.TypeKind == TypeKind.Dynamic)
        {
            return "a dynamic value";
        }

        return type.SpecialType switch
        {
            SpecialType.System_String => "a string",
            SpecialType.System_Object => "an object of unknown origin",
            _ => type.Name switch
            {
                "ExpandoObject" => "an ExpandoObject",
                "Dictionary" or "IDictionary" or "IReadOnlyDictionary" or "ConcurrentDictionary" or "SortedDictionary" or "ImmutableDictionary" or "Hashtable" => "a dictionary",
                "JsonElement" or "JsonDocument" or "JsonNode" or "JsonObject" or "JObject" or "JToken" => "a JSON value",
                _ => $"a value of type '{PathNames.Of(type)}'",
            },
        };
    }
}
