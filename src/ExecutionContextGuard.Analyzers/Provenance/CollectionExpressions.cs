using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Provenance;

/// <summary>Collection expressions, <c>[a, b, ..rest]</c>: Roslyn 4.8 has no kind of operation for them, so they are known by their syntax and their children.</summary>
internal static class CollectionExpressions
{
    // The number of OperationKind.CollectionExpression in later versions: what `params IEnumerable<T>` of C# 13 gets has no syntax of its own.
    private const OperationKind CollectionExpression = (OperationKind)127;

    public static bool IsOne(IOperation operation) => operation.Syntax is CollectionExpressionSyntax || operation.Kind == CollectionExpression;

    /// <summary>The expression itself: of `..rest`, rest.</summary>
    public static SyntaxNode Written(SyntaxNode element) => element is SpreadElementSyntax spread ? spread.Expression : element;

    /// <summary>The collection that an element spreads; null where it is an element itself.</summary>
    public static IOperation? SpreadBy(IOperation element)
    {
        if (element.Syntax is SpreadElementSyntax)
        {
            foreach (var child in element.ChildOperations)
            {
                return child;
            }

            return element;
        }

        // Roslyn 4.8 shows what is spread in place of the element.
        return element.Syntax.Parent is SpreadElementSyntax ? element : null;
    }
}
