using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Lists the places that somebody allowed with `[AllowContextDouble("reason")]`.</summary>
internal static class AllowanceReader
{
    private const string Name = "AllowContextDouble";

    public static IEnumerable<Allowance> Read(Compilation compilation, Func<string, string> relative, CancellationToken cancellationToken)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            // Most files do not mention it, and their text tells that faster than their tree.
            if (!Mentions(tree, cancellationToken))
            {
                continue;
            }

            foreach (var attribute in tree.GetRoot(cancellationToken).DescendantNodes().OfType<AttributeSyntax>())
            {
                if (attribute.Name.ToString() is var written && (written.EndsWith(Name, StringComparison.Ordinal) || written.EndsWith(Name + "Attribute", StringComparison.Ordinal))
                    && attribute.ArgumentList?.Arguments is [{ Expression: { } reason }, ..]
                    && compilation.GetSemanticModel(tree).GetConstantValue(reason, cancellationToken).Value is string { Length: > 0 } text)
                {
                    var span = attribute.GetLocation().GetLineSpan();
                    yield return new Allowance(
                        Covered(attribute),
                        text,
                        new Place(relative(tree.FilePath), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1));
                }
            }
        }
    }

    private static bool Mentions(SyntaxTree tree, CancellationToken cancellationToken) =>
        tree.GetText(cancellationToken).ToString().Contains(Name, StringComparison.Ordinal);

    private static string Covered(AttributeSyntax attribute)
    {
        if (attribute.Parent is AttributeListSyntax { Target.Identifier.ValueText: "assembly" })
        {
            return "assembly";
        }

        var names = attribute.Ancestors().Select(static node => node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
            _ => null,
        }).Where(static name => name is not null);
        return string.Join('.', names.Reverse());
    }
}
