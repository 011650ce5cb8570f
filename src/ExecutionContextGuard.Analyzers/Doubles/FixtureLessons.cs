using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Doubles;

/// <summary>What an AutoFixture fixture is told to give for a type: then nobody knows whether that is a double.</summary>
internal static class FixtureLessons
{
    /// <summary>Whether such a thing is said in the code before the end, in a statement or declaration that names the fixture.</summary>
    public static bool Contain(SyntaxNode code, string? name, ITypeSymbol type, SemanticModel? model, int end)
    {
        // What calls mean is known in one file only; of another, the names have to do.
        var known = model?.SyntaxTree == code.SyntaxTree ? model : null;
        foreach (var node in code.DescendantNodesAndSelf())
        {
            if (node.SpanStart >= end)
            {
                break;
            }

            var teaches = node switch
            {
                BaseObjectCreationExpressionSyntax creation => IsCustomizationOfTheirOwn(creation, known),
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { } method } } call => Teaches(call, method, type, known),
                // `fixture.Customizations.Add(new TypeRelay(..))`
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Customizations" } => true,
                _ => false,
            };
            if (teaches && (name is null || AutoFixture.Names(node, name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`fixture.Customize(new ContextCustomization())` may register anything.</summary>
    private static bool IsCustomizationOfTheirOwn(BaseObjectCreationExpressionSyntax creation, SemanticModel? model)
    {
        if (creation is ObjectCreationExpressionSyntax { Type: { } named } && AutoFixture.IsCustomization(named))
        {
            return false;
        }

        if (model is null)
        {
            return creation is ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: var text } }
                && text.EndsWith("Customization", StringComparison.Ordinal)
                && text != "CompositeCustomization";
        }

        if (model.GetTypeInfo(creation).Type is not { Name: not "CompositeCustomization" } made)
        {
            return false;
        }

        foreach (var implemented in made.AllInterfaces)
        {
            if (implemented.Name == "ICustomization")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`fixture.Inject(context)`, `fixture.Register(() => context)`, `fixture.Customize&lt;IContext&gt;(..)`</summary>
    private static bool Teaches(InvocationExpressionSyntax call, SimpleNameSyntax method, ITypeSymbol type, SemanticModel? model)
    {
        if (method.Identifier.ValueText is not ("Inject" or "Register" or "Customize"))
        {
            return false;
        }

        if (model is null)
        {
            return method.Identifier.ValueText != "Customize" || method is GenericNameSyntax;
        }

        return model.GetSymbolInfo(call).Symbol is IMethodSymbol { TypeArguments: { IsEmpty: false } arguments }
            && SymbolEqualityComparer.Default.Equals(arguments[arguments.Length - 1], type);
    }
}
