using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <summary>Tells where code means the same when an expression gets the real type in place of the interface that it has.</summary>
internal static class StaticTypes
{
    /// <summary>The expression with the parentheses and <c>!</c> around it.</summary>
    public static ExpressionSyntax Whole(ExpressionSyntax value)
    {
        while (value.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            value = (ExpressionSyntax)value.Parent;
        }

        return value;
    }

    /// <summary>Whether what stands around the value depends on its static type. Only what is known not to is answered with no.</summary>
    public static bool Matter(ExpressionSyntax value, ITypeSymbol declared, INamedTypeSymbol real, DocumentFacts document)
    {
        if (SymbolEqualityComparer.Default.Equals(declared, real))
        {
            return false;
        }

        var whole = Whole(value);
        switch (whole.Parent)
        {
            case ArgumentSyntax argument:
                return Arguments.Of(argument, document.Model) is not { Parameter: { } parameter } operation
                    || IsInferred(parameter, operation, argument)
                    || OverloadsDiffer(parameter, declared, real, document.Project.Compilation);
            case AssignmentExpressionSyntax assignment when assignment.Right == whole && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                return assignment.Left is TupleExpressionSyntax;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { } type } } }:
                return type.IsVar;
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax }:
            case CastExpressionSyntax:
                return false;
            case MemberAccessExpressionSyntax access when access.Expression == whole:
                return !HasMember(real, access.Name.Identifier.ValueText, document.Project.Compilation);
            default:
                return true;
        }
    }

    /// <summary>`Task.FromResult(context)`, `services.AddSingleton(context)`: the method's type argument comes from the value.</summary>
    private static bool IsInferred(IParameterSymbol parameter, IArgumentOperation operation, ArgumentSyntax argument)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { IsGenericMethod: true } method || !Mentions(parameter.OriginalDefinition.Type, method.OriginalDefinition))
        {
            return false;
        }

        // `services.AddSingleton<IUserExecutionContext>(context)` says it itself.
        return argument.Parent?.Parent is not InvocationExpressionSyntax { Expression: { } called }
            || operation.Parent is not IInvocationOperation
            || (called is MemberAccessExpressionSyntax access ? access.Name : called) is not GenericNameSyntax;
    }

    private static bool Mentions(ITypeSymbol type, IMethodSymbol method) => type switch
    {
        ITypeParameterSymbol parameter => SymbolEqualityComparer.Default.Equals(parameter.DeclaringMethod, method),
        IArrayTypeSymbol array => Mentions(array.ElementType, method),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Mentions(argument, method)),
        _ => false,
    };

    /// <summary>Whether another overload could take the real type where it could not take the declared one.</summary>
    private static bool OverloadsDiffer(IParameterSymbol parameter, ITypeSymbol declared, INamedTypeSymbol real, Compilation compilation)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
        {
            return false;
        }

        var name = method.Name;
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(name))
            {
                if (member is IMethodSymbol other
                    && !SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, method.OriginalDefinition)
                    && other.Parameters.Any(TakesOnlyTheRealOne))
                {
                    return true;
                }
            }

            if (method.MethodKind == MethodKind.Constructor)
            {
                break;
            }
        }

        return false;

        bool TakesOnlyTheRealOne(IParameterSymbol candidate) =>
            candidate.Type is ITypeParameterSymbol
            || (compilation.ClassifyCommonConversion(real, candidate.Type).IsImplicit && !compilation.ClassifyCommonConversion(declared, candidate.Type).IsImplicit);
    }

    private static bool HasMember(INamedTypeSymbol real, string name, Compilation compilation)
    {
        for (var type = real; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).Any(member => compilation.IsSymbolAccessibleWithin(member, compilation.Assembly)))
            {
                return true;
            }
        }

        return false;
    }
}
