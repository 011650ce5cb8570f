using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Rules;

/// <summary>One value that enters an execution path: what the rules about arguments are asked about.</summary>
internal readonly struct PathArgument(IOperation call, IOperation value, SyntaxNode syntax, ISymbol member, ITypeSymbol type, bool isTyped, bool isMarked, bool isLeftOut, Origin origin)
{
    /// <summary>The call, creation or assignment that hands the value over.</summary>
    public IOperation Call { get; } = call;

    public IOperation Value { get; } = value;

    /// <summary>What is underlined.</summary>
    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>The method, constructor, property or field.</summary>
    public ISymbol Member { get; } = member;

    /// <summary>The type that the path declares.</summary>
    public ITypeSymbol Type { get; } = type;

    public bool IsTyped { get; } = isTyped;

    public bool IsMarked { get; } = isMarked;

    /// <summary>Whether the caller wrote no argument and the declared default is used.</summary>
    public bool IsLeftOut { get; } = isLeftOut;

    public Origin Origin { get; } = origin;

    /// <summary>The member that the call stands in, as the driver says it.</summary>
    public ISymbol? Enclosing { get; init; }

    /// <summary>Where a helper hands the value on to the path; null where it enters the path right here.</summary>
    public PathBehind? Behind { get; init; }

    /// <summary>The expression as it is written, with the parentheses, casts and `!` around it that no operation shows.</summary>
    public static SyntaxNode Written(SyntaxNode expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            expression = expression.Parent;
        }

        return expression;
    }
}
