using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>Which set-ups have run when a member is read, by where they stand.</summary>
internal static class SetUpOrder
{
    /// <summary>Whether the expression stands before the read, or the read in a lambda that may run later.</summary>
    public static bool CanRunBefore(SyntaxNode expression, SyntaxNode read) =>
        !expression.Span.Contains(read.Span) && (expression.SpanStart < read.SpanStart || FunctionOf(read) is { } function && !function.Span.Contains(expression.Span));

    /// <summary>Whether the expression runs on every way to the read; of another member than the reading one, on every way through it.</summary>
    public static bool CertainlyRan(SyntaxNode expression, SyntaxNode? read, SyntaxNode unit)
    {
        if (FunctionOf(expression) is { } function && function != unit && !(read is not null && function.Span.Contains(read.Span)))
        {
            return false;
        }

        if (read is not null && expression.SpanStart > read.SpanStart)
        {
            return false;
        }

        var statement = expression.FirstAncestorOrSelf<StatementSyntax>();
        return statement?.Parent switch
        {
            // `void Arrange() => accessor.Current.Returns(context);`
            null or GlobalStatementSyntax => true,
            BlockSyntax block => read is null ? block.Parent == unit : block.Span.Contains(read.Span),
            _ => false,
        };
    }

    private static SyntaxNode? FunctionOf(SyntaxNode node)
    {
        for (var current = node.Parent; current is not (null or MemberDeclarationSyntax); current = current.Parent)
        {
            if (current is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            {
                return current;
            }
        }

        return null;
    }
}
