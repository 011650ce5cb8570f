using ExecutionContextGuard.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Identities;

/// <summary>Makes of an expression of some type one of the type that the constructor takes.</summary>
internal static class Conversions
{
    /// <summary>The text of the expression, converted; null when there is no simple way.</summary>
    public static string? Text(ExpressionSyntax expression, ITypeSymbol type, ITypeSymbol target, TypeNamer names, int position)
    {
        if (SymbolEqualityComparer.Default.Equals(type, target))
        {
            return expression.ToString();
        }

        if (target.SpecialType != SpecialType.System_String)
        {
            return IdType.Of(target, names.Compilation) is { Wrapped: { } inner } id && Text(expression, type, inner, names, position) is { } wrapped
                ? id.Around(wrapped, names, position)
                : null;
        }

        if (RealConstructor.IsGuid(type))
        {
            return Receiver(expression) + ".ToString()";
        }

        return type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
            ? Receiver(expression) + ".ToString(" + names.CultureInfo(position) + ".InvariantCulture)"
            : null;
    }

    private static string Receiver(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or ParenthesizedExpressionSyntax or BaseObjectCreationExpressionSyntax or ThisExpressionSyntax
            or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } => expression.ToString(),
        _ => "(" + expression + ")",
    };
}
