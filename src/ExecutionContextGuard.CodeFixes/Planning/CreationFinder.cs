using ExecutionContextGuard.FixContract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Planning;

/// <summary>Finds the creation again that a finding is about. What has changed since is stale.</summary>
internal static class CreationFinder
{
    public static async Task<(Creation? Creation, DeclineReason Why)> FindAsync(Workshop workshop, Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!ContextFinding.TryRead(diagnostic, out var finding)
            || workshop.Find(finding.CreationTree, document.Project) is not { } home
            || await workshop.ReadAsync(home, cancellationToken).ConfigureAwait(false) is not { } facts
            || finding.Creation.IsEmpty || finding.Creation.End > facts.Text.Length)
        {
            return (null, DeclineReason.Stale);
        }

        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(finding.Type, facts.Project.Compilation) is not ITypeSymbol wanted)
        {
            return (null, DeclineReason.Stale);
        }

        if (At(facts, finding, wanted) is { } creation)
        {
            return (creation, default);
        }

        var found = await workshop.ReadAsync(document, cancellationToken).ConfigureAwait(false) is { } place
            ? ThroughHelper(place, diagnostic, facts, finding, wanted)
            : null;
        return (found, IsSame(facts, finding) ? DeclineReason.Unsupported : DeclineReason.Stale);
    }

    private static Creation? At(DocumentFacts document, ContextFinding finding, ITypeSymbol wanted)
    {
        var span = finding.Creation;
        for (var node = document.Root.FindNode(span, getInnermostNodeForTie: true); node is not null && node.Span == span; node = node.Parent)
        {
            if (node is ExpressionSyntax written && Bare(written) is { } expression && Creation.Of(document, expression, finding.Kind, wanted) is { } creation)
            {
                return creation;
            }

            if (node.Parent?.Span != span)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Where a general helper makes the double, its call is what is replaced: in the argument, or in the local that it was kept in.</summary>
    private static Creation? ThroughHelper(DocumentFacts place, Diagnostic diagnostic, DocumentFacts home, ContextFinding finding, ITypeSymbol wanted)
    {
        var made = home.Root.FindNode(finding.Creation, getInnermostNodeForTie: true);
        if (finding.Kind != FindingKind.Mock
            || home.Model.GetOperation(made) is not { } operation || !home.Project.Doubles.IsCreation(operation, out var creation) || creation.Type is not ITypeParameterSymbol
            || diagnostic.Location.SourceSpan.End > place.Text.Length
            || place.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax written)
        {
            return null;
        }

        var argument = Bare(written);
        if (argument is IdentifierNameSyntax name
            && place.Model.GetSymbolInfo(name).Symbol is ILocalSymbol local
            && place.DeclarationOf(local) is VariableDeclaratorSyntax { Initializer.Value: { } kept })
        {
            argument = Bare(kept);
        }

        return Creation.OfHelperCall(place, argument, creation.Library, wanted);
    }

    /// <summary>Whether an expression still stands at the finding's span.</summary>
    private static bool IsSame(DocumentFacts document, ContextFinding finding) =>
        document.Root.FindNode(finding.Creation, getInnermostNodeForTie: true) is ExpressionSyntax expression && expression.Span == finding.Creation;

    /// <summary>`null!` and parentheses are nothing that the compiler has an operation for.</summary>
    private static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    expression = suppressed.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }
}
