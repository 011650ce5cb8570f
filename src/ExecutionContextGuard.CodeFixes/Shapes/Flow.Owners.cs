using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Shapes;

/// <content>Whose member it is, and what stands in it besides the double.</content>
internal sealed partial class Flow
{
    /// <summary>Whether a base class declares it: what its other derived classes keep in it is not this double.</summary>
    private bool IsInherited(Holder holder) =>
        holder.Symbol is IFieldSymbol or IPropertySymbol && !SymbolEqualityComparer.Default.Equals(holder.Symbol.ContainingType.OriginalDefinition, TypeAround(creation.Document, creation.Node)?.OriginalDefinition);

    private static INamedTypeSymbol? TypeAround(DocumentFacts document, SyntaxNode node)
    {
        var symbol = document.Model.GetEnclosingSymbol(node.SpanStart);
        return symbol as INamedTypeSymbol ?? symbol?.ContainingType;
    }

    /// <summary>`Context.UserId.Returns("v")` in a class that is neither base nor derived: its own object's member, not this one's.</summary>
    private bool IsOfAnotherObject(DocumentFacts document, Holder holder, SimpleNameSyntax name)
    {
        if (holder.Changes || holder.Symbol.IsStatic || !holder.IsOwner || !IsInherited(holder)
            || (name.Parent is MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } access && access.Name == name)
            || TypeAround(document, name) is not { } other || TypeAround(creation.Document, creation.Node) is not { } own)
        {
            return false;
        }

        return !IsOrDerives(own, other) && !IsOrDerives(other, own);

        static bool IsOrDerives(INamedTypeSymbol type, INamedTypeSymbol from)
        {
            var id = from.OriginalDefinition.GetDocumentationCommentId();
            for (var current = type; current is not null; current = current.BaseType)
            {
                if (current.OriginalDefinition.GetDocumentationCommentId() == id)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static ExpressionSyntax? ValueOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
        PropertyDeclarationSyntax { Initializer.Value: { } value } => value,
        _ => null,
    };

    private static bool IsNothing(ExpressionSyntax value) =>
        value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax
        || (value is PostfixUnaryExpressionSyntax { Operand: { } operand } && IsNothing(operand));

    private static bool IsDouble(DocumentFacts document, ExpressionSyntax value) =>
        value.SyntaxTree != document.Root.SyntaxTree
        || value.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(node => Creation.Of(document, node) is { Kind: FindingKind.Mock or FindingKind.HandWritten });
}
