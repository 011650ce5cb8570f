using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Where an object is kept, by the syntax around the place where it is made.</summary>
internal static class CreationShape
{
    public static string Of(SyntaxNode creation)
    {
        foreach (var ancestor in creation.AncestorsAndSelf())
        {
            switch (ancestor)
            {
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax }:
                    return "field";
                case VariableDeclaratorSyntax:
                    return "local";
                case AssignmentExpressionSyntax:
                    return "assignment";
                case PropertyDeclarationSyntax:
                    return "property";
                case ReturnStatementSyntax or ArrowExpressionClauseSyntax or YieldStatementSyntax:
                    return "returned";
                case ArgumentSyntax or AttributeArgumentSyntax:
                    return "argument";
                case StatementSyntax or MemberDeclarationSyntax:
                    return "other";
            }
        }

        return "other";
    }
}
