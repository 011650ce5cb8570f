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
            case ArgumentSyntax { Parent: TupleExpressionSyntax tuple }:
                return IsInferredAround(tuple, document);
            case ArgumentSyntax argument:
                return BindsDifferently(argument, whole, real, document);
            case AssignmentExpressionSyntax assignment when assignment.Right == whole && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                return assignment.Left is TupleExpressionSyntax;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression, Parent: ExpressionStatementSyntax } assignment when assignment.Right == whole:
                // `given ??= ..;`: nobody reads the type of the assignment itself.
                return false;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax } }:
                // What is kept is followed, with the type that it gets.
                return false;
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax }:
            case CastExpressionSyntax:
                return false;
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax when DocumentFacts.GivenBy(whole) is not null:
                // The helper's own type is what its callers see.
                return false;
            case LambdaExpressionSyntax or ReturnStatementSyntax when whole.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { } lambda:
                return IsInferredAround(lambda, document);
            case InitializerExpressionSyntax initializer:
                return initializer.Parent is ImplicitArrayCreationExpressionSyntax
                    || (document.Model.GetCollectionInitializerSymbolInfo(initializer.IsKind(SyntaxKind.ComplexElementInitializerExpression) ? initializer : whole).Symbol is IMethodSymbol { IsGenericMethod: true });
            case ExpressionElementSyntax { Parent: CollectionExpressionSyntax collection }:
                // A collection expression has the type that is asked of it.
                return IsInferredAround(collection, document);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when coalesce.Right == whole:
                // `given ?? new UserExecutionContext(..)` has the type of what is given, as long as that is the one that it had.
                return !SymbolEqualityComparer.Default.Equals(document.Model.GetTypeInfo(coalesce.Left).Type, declared);
            case MemberAccessExpressionSyntax access when access.Expression == whole:
                return !HasMember(real, document.Model.GetSymbolInfo(access).Symbol, access.Name.Identifier.ValueText, document.Project.Compilation);
            default:
                return true;
        }
    }

    /// <summary>Whether a lambda, tuple or collection has a type of its own making, or one that a method infers from it.</summary>
    private static bool IsInferredAround(ExpressionSyntax value, DocumentFacts document)
    {
        switch (Whole(value).Parent)
        {
            case ArgumentSyntax argument:
                return Arguments.Of(argument, document.Model) is not { Parameter: { } parameter } operation || IsInferred(parameter, operation, argument);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { } type } } }:
                return type.IsVar;
            case EqualsValueClauseSyntax or AssignmentExpressionSyntax or CastExpressionSyntax:
                return false;
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                return DocumentFacts.GivenBy(value) is null;
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

    /// <summary>Whether the compiler would choose another overload, or infer another type, for an argument of the real type. It is asked.</summary>
    private static bool BindsDifferently(ArgumentSyntax argument, ExpressionSyntax whole, INamedTypeSymbol real, DocumentFacts document)
    {
        var typed = SyntaxFactory.ParseExpression("default(" + real.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ")");
        SymbolInfo bound;
        switch (argument.Parent?.Parent)
        {
            case InvocationExpressionSyntax or ObjectCreationExpressionSyntax or ElementAccessExpressionSyntax:
                var call = (ExpressionSyntax)argument.Parent.Parent;
                bound = document.Model.GetSpeculativeSymbolInfo(call.SpanStart, call.ReplaceNode(whole, typed), SpeculativeBindingOption.BindAsExpression);
                break;
            case ConstructorInitializerSyntax initializer:
                bound = document.Model.GetSpeculativeSymbolInfo(initializer.SpanStart, initializer.ReplaceNode(whole, typed));
                break;
            default:
                return argument.Parent?.Parent is not (PrimaryConstructorBaseTypeSyntax or ImplicitObjectCreationExpressionSyntax);
        }

        return !SymbolEqualityComparer.Default.Equals(bound.Symbol, document.Model.GetSymbolInfo(argument.Parent.Parent).Symbol);
    }

    /// <summary>Whether the real type has the member itself, and gives the same type: it may implement the interface's explicitly.</summary>
    private static bool HasMember(INamedTypeSymbol real, ISymbol? read, string name, Compilation compilation)
    {
        for (var type = real; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(name))
            {
                if (compilation.IsSymbolAccessibleWithin(member, compilation.Assembly)
                    && (read is not IPropertySymbol property || SymbolEqualityComparer.Default.Equals((member as IPropertySymbol)?.Type, property.Type)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
