using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>What test a place belongs to, by the attributes that the test frameworks share.</summary>
internal static class TestMethods
{
    private static readonly HashSet<string> s_tests =
        ["Fact", "Theory", "Test", "TestCase", "TestCaseSource", "TestMethod", "DataTestMethod", "Property", "SkippableFact", "SkippableTheory", "StaFact", "WpfFact"];

    private static readonly HashSet<string> s_categories = ["Category", "TestCategory", "Trait", "Property"];

    /// <summary>`Class.Method` where the place stands in a test method, else null.</summary>
    public static string? NameOf(SyntaxNode? node)
    {
        if (node?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || !method.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => s_tests.Contains(SimpleName(attribute))))
        {
            return null;
        }

        return method.Parent is TypeDeclarationSyntax type ? type.Identifier.ValueText + "." + method.Identifier.ValueText : method.Identifier.ValueText;
    }

    /// <summary>The categories of the test and its class: `[Category("E2E")]`, `[Trait("Category", "E2E")]`.</summary>
    public static IReadOnlyList<string> TraitsOf(SyntaxNode? node)
    {
        var traits = new List<string>();
        for (var current = node; current is not null; current = current.Parent)
        {
            if (current is MemberDeclarationSyntax member)
            {
                foreach (var attribute in member.AttributeLists.SelectMany(static list => list.Attributes))
                {
                    if (s_categories.Contains(SimpleName(attribute))
                        && attribute.ArgumentList?.Arguments.LastOrDefault()?.Expression is LiteralExpressionSyntax { Token.Value: string value }
                        && !traits.Contains(value))
                    {
                        traits.Add(value);
                    }
                }
            }
        }

        return traits;
    }

    private static string SimpleName(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
    }
}
