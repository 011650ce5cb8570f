using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>Which expressions are one and the same ID each time they run.</summary>
internal static class IdentityConstants
{
    /// <summary>The all-zero GUID: an ID type that nothing was written to.</summary>
    public const string EmptyGuid = "00000000-0000-0000-0000-000000000000";

    /// <summary>Whether the operation is a constant that can be an ID, and its text.</summary>
    public static bool TryRead(IOperation operation, out string? text, out bool isNumber)
    {
        text = null;
        isNumber = false;
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            switch (constant.Value)
            {
                case null:
                    return true;
                case string value:
                    text = value;
                    return true;
                case bool or char or float or double or decimal:
                    return false;
                case System.IFormattable number:
                    text = number.ToString(null, CultureInfo.InvariantCulture);
                    isNumber = true;
                    return true;
                default:
                    return false;
            }
        }

        switch (operation)
        {
            case IFieldReferenceOperation { Field: { Name: "Empty", IsStatic: true, ContainingType: var type } }:
                text = type.SpecialType == SpecialType.System_String ? "" : EmptyGuid;
                return type.SpecialType == SpecialType.System_String || IdentitySignatures.IsGuid(type);
            case IDefaultValueOperation { Type: { } type }:
                text = type.IsValueType && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T ? EmptyGuid : null;
                return type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || IdentitySignatures.IsIdType(type);
            case IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null, Type: { IsValueType: true } type, Constructor.IsImplicitlyDeclared: true } when IdentitySignatures.IsIdType(type):
                text = EmptyGuid;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The value without what only changes its form: conversions, `ToString()`, `.Value`, the type that wraps an ID.</summary>
    public static IOperation Bare(IOperation operation)
    {
        while (Inner(operation) is { } inner)
        {
            operation = inner;
        }

        return operation;
    }

    /// <summary>The ID that the operation wraps, converts or prints; null where it does not.</summary>
    public static IOperation? Inner(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return conversion.Operand;
            case IParenthesizedOperation parenthesized:
                return parenthesized.Operand;
            case IAwaitOperation awaited:
                return awaited.Operation;
            case IPropertyReferenceOperation { Property.Name: "Value", Arguments.IsEmpty: true, Instance: { Type: { } wrapper } instance } when IdentitySignatures.IsIdType(wrapper):
                return instance;
            case IInvocationOperation { TargetMethod: { IsStatic: false, Name: "ToString" or "Trim" or "ToLowerInvariant" or "ToUpperInvariant" or "ToLower" or "ToUpper" }, Instance: { Type: { } type } instance }
                when IdentitySignatures.IsIdType(type):
                return instance;
            case IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { } maker } method, Arguments: { IsEmpty: false } arguments }
                when IsMaker(method.Name) && SymbolEqualityComparer.Default.Equals(method.ReturnType, maker) && IdentitySignatures.IsIdType(maker) && maker.SpecialType == SpecialType.None:
                return arguments[0].Value;
            case IObjectCreationOperation { Arguments: { Length: 1 } only, Type: { SpecialType: SpecialType.None } made } when IdentitySignatures.IsIdType(made):
                return only[0].Value;
            case IInvocationOperation completed when Provenance.OriginResolver.IsCompletedTask(completed) && completed.Arguments.Length == 1:
                return completed.Arguments[0].Value;
            default:
                return null;
        }
    }

    private static bool IsMaker(string name) => name is "From" or "Of" or "Parse" or "Create" or "FromString" or "FromGuid" or "New" or "For" or "Wrap" or "ParseExact";
}
