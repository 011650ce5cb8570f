using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Identities;

/// <summary>Which IDs the real constructor is seen to refuse.</summary>
internal static class RefusedIds
{
    /// <summary>Whether the constructor of the type would throw: ours by its rules, a team's own where its source names the value.</summary>
    public static bool Contains(INamedTypeSymbol real, string id)
    {
        if (IsOurs(real))
        {
            return PlaceholderIds.Contains(id) || PlaceholderIds.IsPadded(id) || PlaceholderIds.IsEmptyGuid(id);
        }

        if (!PlaceholderIds.Contains(id))
        {
            return false;
        }

        foreach (var reference in real.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax().DescendantNodes())
            {
                if (node is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression)
                    && string.Equals(literal.Token.ValueText, id, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsOurs(INamedTypeSymbol type) =>
        type is { Name: "UserExecutionContext", ContainingNamespace: { Name: "ExecutionContextGuard", ContainingNamespace.IsGlobalNamespace: true } };
}
