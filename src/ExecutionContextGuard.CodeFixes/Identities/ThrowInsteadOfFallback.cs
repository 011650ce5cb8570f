using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Identities;

/// <summary>`userId ?? "anonymous"` becomes `userId ?? throw new InvalidOperationException("The user ID is missing.")`, wherever a throw expression may stand.</summary>
internal static class ThrowInsteadOfFallback
{
    private const string Title = "Throw where the ID is missing";

    public static (string Title, ImmutableArray<TextChange> Changes)? Plan(DocumentFacts document, Diagnostic finding, TypeNamer names, CancellationToken cancellationToken)
    {
        // A fallback in another member may serve other callers, too: a person decides.
        var written = finding.AdditionalLocations.Count == 0 ? IdentityFix.Expression(document.Root, finding.Location.SourceSpan) : IdentityFix.Partner(document.Root, finding);
        if (written is not { } constant
            || !finding.Properties.TryGetValue(IdentityFinding.RoleKey, out var role)
            || ((CSharpParseOptions)constant.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp7
            || document.Project.Compilation.GetTypeByMetadataName("System.InvalidOperationException") is not { } exception
            || IsInExpressionTree(constant, document.Model, cancellationToken))
        {
            return null;
        }

        var made = $"throw new {names.Name(exception, constant.SpanStart)}(\"The {role} ID is missing.\")";
        if (constant is InvocationExpressionSyntax looked && !document.Model.GetConstantValue(looked, cancellationToken).HasValue)
        {
            return WithoutDefault(looked, looked.ArgumentList, null, made, document, cancellationToken) is { } without ? (Title, ImmutableArray.Create(without)) : null;
        }

        return Change(Whole(constant, document, cancellationToken), made, document, cancellationToken) is { } change ? (Title, ImmutableArray.Create(change)) : null;
    }

    private static TextChange? Change(ExpressionSyntax fallback, string made, DocumentFacts document, CancellationToken cancellationToken)
    {
        switch (fallback.Parent)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when coalesce.Right == fallback:
                return new TextChange(fallback.Span, made);
            case ConditionalExpressionSyntax choice when choice.Condition != fallback:
                return HasType(choice.WhenTrue == fallback ? choice.WhenFalse : choice.WhenTrue, document, cancellationToken) ? new TextChange(fallback.Span, made) : null;
            case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax selection }:
                return selection.Arms.Any(arm => arm.Expression != fallback && HasType(arm.Expression, document, cancellationToken)) ? new TextChange(fallback.Span, made) : null;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression, Left: IdentifierNameSyntax target, Parent: ExpressionStatementSyntax } assignment when assignment.Right == fallback:
                // `x ??= throw ..` is no C#. From the operator on, so that comments before it stay.
                return new TextChange(TextSpan.FromBounds(assignment.OperatorToken.SpanStart, fallback.Span.End), $"= {target.Identifier.Text} ?? {made}");
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument:
                return WithoutDefault(call, list, argument, made, document, cancellationToken);
            default:
                return null;
        }
    }

    /// <summary>`headers.GetValueOrDefault("user", "anonymous")` gives null without its default; a nullable GUID is itself.</summary>
    private static TextChange? WithoutDefault(
        InvocationExpressionSyntax call, ArgumentListSyntax arguments, ArgumentSyntax? argument, string made, DocumentFacts document, CancellationToken cancellationToken)
    {
        if (document.Model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { Name: "GetValueOrDefault" } method
            || call.Expression is not MemberAccessExpressionSyntax access
            || arguments.DescendantTrivia().Any(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return null;
        }

        string looked;
        if (method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            looked = access.Expression.ToString();
        }
        else if (method.ContainingType is { Name: "CollectionExtensions" } && method.ReturnType.IsReferenceType && argument is not null && arguments.Arguments.Count == 2)
        {
            var key = arguments.Arguments[0] == argument ? arguments.Arguments[1] : arguments.Arguments[0];
            looked = $"{access}({key})";
        }
        else
        {
            return null;
        }

        var text = $"{looked} ?? {made}";
        return new TextChange(call.Span, call.Parent is ArgumentSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax or AssignmentExpressionSyntax or ParenthesizedExpressionSyntax ? text : $"({text})");
    }

    /// <summary>
    /// The constant with what only changes its form: parentheses, casts, `ToString()`, the type that wraps an ID. `found.Or("anonymous")` is more than its constant, and
    /// so is a context that is made of it.
    /// </summary>
    private static ExpressionSyntax Whole(ExpressionSyntax constant, DocumentFacts document, CancellationToken cancellationToken)
    {
        var whole = constant;
        while (Around(whole) is { } around)
        {
            if (around is not (ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
                && !(document.Model.GetOperation(around, cancellationToken) is { } operation
                    && IdentityConstants.Inner(operation)?.Syntax is { } inner && inner.Span.Contains(whole.Span)
                    && !document.Project.Guarded.IsGuarded(operation.Type)))
            {
                break;
            }

            whole = around;
        }

        return whole;
    }

    /// <summary>The expression that takes this one as its operand, its only argument, or what its method is called on.</summary>
    private static ExpressionSyntax? Around(ExpressionSyntax expression) => expression.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: ExpressionSyntax made } } => made,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == expression && call.Expression == access => call,
        ExpressionSyntax around => around,
        _ => null,
    };

    /// <summary>Whether the expression alone gives the whole its type: a throw has none.</summary>
    private static bool HasType(ExpressionSyntax other, DocumentFacts document, CancellationToken cancellationToken) =>
        other is not ThrowExpressionSyntax && document.Model.GetTypeInfo(other, cancellationToken).Type is not null;

    private static bool IsInExpressionTree(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var lambda in node.Ancestors().OfType<AnonymousFunctionExpressionSyntax>())
        {
            if (model.GetTypeInfo(lambda, cancellationToken).ConvertedType is { Name: "Expression", ContainingNamespace.Name: "Expressions" })
            {
                return true;
            }
        }

        return false;
    }
}
