using System.Collections.Immutable;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>Calls that give one and the same ID where they find none.</summary>
internal static class LookUps
{
    /// <summary>The constant that a call is told to give: `headers.GetValueOrDefault("user", "anonymous")`, `configuration.GetValue("UserId", "anonymous")`, `ids.DefaultIfEmpty("anonymous").First()`.</summary>
    public static IOperation? Default(IInvocationOperation call) =>
        Default(call.Arguments, call.Type) ?? (Source(call) is IInvocationOperation { TargetMethod: { Name: "DefaultIfEmpty", ContainingType: var type } } source && IsLinq(type) ? Default(source.Arguments, call.Type) : null);

    /// <summary>`userId.GetValueOrDefault()` is `userId ?? Guid.Empty`, and so are `ids.FirstOrDefault()` and `byName.GetValueOrDefault(key)` of GUIDs.</summary>
    public static bool GivesEmptyGuid(IInvocationOperation call) =>
        IdentitySignatures.IsGuid(call.Type)
        && call.TargetMethod is { ContainingType: var type } method
        && (method.Name == "GetValueOrDefault"
            ? (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && call.Arguments.IsEmpty) || (type.Name is "CollectionExtensions" or "ImmutableDictionary" && call.Arguments.Length == 2)
            : method.Name is "FirstOrDefault" or "SingleOrDefault" or "LastOrDefault" or "ElementAtOrDefault" && IsLinq(type) && !TakesDefault(method));

    private static IOperation? Default(ImmutableArray<IArgumentOperation> arguments, ITypeSymbol? type)
    {
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter }
                && IsDefault(parameter.Name)
                && SymbolEqualityComparer.Default.Equals(parameter.Type, type)
                && IdentityConstants.TryRead(IdentityConstants.Bare(argument.Value), out var text, out _) && text is not null)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private static bool IsDefault(string name)
    {
        foreach (var word in IdentityRoles.Words(name))
        {
            if (word is "default" or "fallback")
            {
                return true;
            }
        }

        return false;
    }

    private static bool TakesDefault(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (IsDefault(parameter.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What `First`, `Single`, `ElementAt` and the like are asked of.</summary>
    private static IOperation? Source(IInvocationOperation call)
    {
        if (!IsLinq(call.TargetMethod.ContainingType) || call.Arguments.IsEmpty)
        {
            return null;
        }

        var source = call.Arguments[0].Value;
        while (source is IConversionOperation conversion)
        {
            source = conversion.Operand;
        }

        return source;
    }

    private static bool IsLinq(INamedTypeSymbol? type) => type is { Name: "Enumerable" or "Queryable" } && TypeNames.IsNamed(type.ContainingNamespace, "System.Linq");
}
