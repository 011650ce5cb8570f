using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Measuring;

/// <summary>Binds all code of a file by the model that the compilation gives out to everybody.</summary>
internal static class Bodies
{
    public static void Bind(Compilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodesAndSelf(static node => node is not (StatementSyntax or ExpressionSyntax)))
        {
            if (node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AttributeSyntax or PrimaryConstructorBaseTypeSyntax
                || (node is CompilationUnitSyntax && node.ChildNodes().Any(static child => child.IsKind(SyntaxKind.GlobalStatement))))
            {
                model.GetOperation(node);
            }
        }
    }
}
