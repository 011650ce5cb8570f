using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Identities;

/// <summary>Which IDs a real context of the test is made with: one that a person wrote, or an earlier fix.</summary>
internal static class WrittenIds
{
    /// <summary>`UserExecutionContext.Create(..)`: a context like any that `new` makes.</summary>
    public static bool IsFactoryCall(InvocationExpressionSyntax call, DocumentFacts document) =>
        document.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { IsStatic: true, IsExtensionMethod: false } method
        && SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType)
        && document.Project.Guarded.IsGuarded(method.ContainingType);

    /// <summary>The plain value of the role, without the type of its own that it may be wrapped in; null where none is said.</summary>
    public static string? Of(IdentityRole role, ExpressionSyntax made, DocumentFacts document)
    {
        if (document.Model.GetSymbolInfo(made).Symbol is not IMethodSymbol maker)
        {
            return null;
        }

        var roles = document.Project.Roles;
        var arguments = ArgumentsOf(made)?.Arguments ?? default;
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var name = argument.NameColon?.Name.Identifier.ValueText ?? (i < maker.Parameters.Length ? maker.Parameters[i].Name : "");
            if (roles.Of(name) == role)
            {
                return Plain(argument.Expression).ToString();
            }
        }

        foreach (var item in (made as BaseObjectCreationExpressionSyntax)?.Initializer?.Expressions ?? default)
        {
            if (item is AssignmentExpressionSyntax { Left: IdentifierNameSyntax member, Right: { } value } && roles.Of(member.Identifier.ValueText) == role)
            {
                return Plain(value).ToString();
            }
        }

        return null;
    }

    private static ExpressionSyntax Plain(ExpressionSyntax value)
    {
        while (ArgumentsOf(value) is { Arguments: { Count: 1 } arguments })
        {
            value = arguments[0].Expression;
        }

        return value;
    }

    private static ArgumentListSyntax? ArgumentsOf(ExpressionSyntax made) => made switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        InvocationExpressionSyntax call => call.ArgumentList,
        _ => null,
    };
}
