using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <summary>Tells the statements that only set the double up, before anybody uses it, from set-ups that nothing can take the place of.</summary>
internal sealed class SetUpStatements(Shape shape, Home home)
{
    private readonly List<StatementSyntax> _removable = [];
    private int _sorted;
    private int _checked;

    /// <summary>In the order of the source.</summary>
    public IReadOnlyList<StatementSyntax> Removable => _removable;

    /// <summary>The statement that the construction takes the place of; null when it stays where the creation is.</summary>
    public StatementSyntax? Last => _removable.Count == 0 ? null : _removable[_removable.Count - 1];

    /// <summary>Whether statements that stay stand between the value and the construction.</summary>
    public bool Overtake(Given given)
    {
        if (Last is not { } last)
        {
            return false;
        }

        var position = given.Whole.SpanStart;
        return (home.IsMemberInitializer && shape.Creation.Node.Span.Contains(given.Whole.Span))
            || home.Siblings.Any(sibling => sibling.SpanStart > position && sibling.SpanStart < last.SpanStart && !_removable.Contains(sibling));
    }

    /// <summary>Sorts what the flow has found since the last time.</summary>
    public void Sort()
    {
        foreach (var (given, document) in shape.Flow.SetUps.Skip(_sorted).OrderBy(static found => found.Given.Whole.SpanStart).ToList())
        {
            Sort(given, document);
        }

        _sorted = shape.Flow.SetUps.Count;
        foreach (var (use, document) in shape.Flow.Uses.Skip(_checked))
        {
            // What is used elsewhere runs when the constructor is done, or is called from it (see below).
            if (document == shape.Creation.Document)
            {
                foreach (var given in shape.Given)
                {
                    RefuseIfLate(given, use);
                }
            }
        }

        _checked = shape.Flow.Uses.Count;
        RefuseIfCalledBetween();
    }

    private void Sort(Given given, DocumentFacts document)
    {
        if (given.Refusal is { } reason)
        {
            shape.Refuse(reason);
            return;
        }

        if (given.Whole.Parent is not ExpressionStatementSyntax statement)
        {
            // The chain goes on where the libraries' own grammar ends: `var setup = mock.Setup(..)`, an expression-bodied method.
            shape.Refuse(home.RunsWith(given.Whole) ? DeclineReason.Behaviour : DeclineReason.LateSetup);
        }
        else if (document != shape.Creation.Document || !home.RunsWith(statement))
        {
            shape.Refuse(given.Kind == SetUpKind.Assignment && shape.Creation.Library is null ? DeclineReason.Mutated : DeclineReason.LateSetup);
        }
        else if (!home.Siblings.Contains(statement))
        {
            shape.Refuse(DeclineReason.Conflicting);
        }
        else if (!home.IsMemberInitializer && statement.SpanStart < home.Code.SpanStart)
        {
            shape.Refuse(DeclineReason.Unsupported);
        }
        else if (statement.ContainsDirectives && statement.DescendantTrivia(statement.Span).Any(static trivia => trivia.IsDirective))
        {
            shape.Refuse(DeclineReason.Unsupported);
        }
        else
        {
            shape.Given.Add(given);
            if (!_removable.Contains(statement))
            {
                _removable.Add(statement);
            }
        }
    }

    private void RefuseIfLate(Given given, SyntaxNode use)
    {
        if (given.Whole.Parent is ExpressionStatementSyntax statement && _removable.Contains(statement)
            && ((home.RunsWith(OutermostIn(use)) && use.SpanStart < statement.SpanStart) || IsInLocalFunctionCalledBefore(use, statement)))
        {
            shape.Refuse(given.Kind == SetUpKind.Assignment ? DeclineReason.Mutated : DeclineReason.LateSetup);
        }
    }

    /// <summary>A lambda or local function of the home's own function counts as where it is written.</summary>
    private SyntaxNode OutermostIn(SyntaxNode use)
    {
        var node = use;
        while (!home.RunsWith(node) && Home.FunctionOf(node) is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
        {
            node = Home.FunctionOf(node)!;
        }

        return node;
    }

    /// <summary>A local function may stand at the end of the method and run before the set-up.</summary>
    private bool IsInLocalFunctionCalledBefore(SyntaxNode use, StatementSyntax statement)
    {
        var function = use.FirstAncestorOrSelf<LocalFunctionStatementSyntax>();
        if (function is null || function.Span.Contains(home.Code.Span) || home.IsMemberInitializer)
        {
            return false;
        }

        foreach (var token in home.Code.Parent!.DescendantTokens())
        {
            if (token.SpanStart >= statement.SpanStart)
            {
                break;
            }

            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == function.Identifier.ValueText && token != function.Identifier)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Code of the class's own that runs before the last set-up sees a member as it is then: half set up.</summary>
    private void RefuseIfCalledBetween()
    {
        if (Last is not { } last || shape.Flow.Holders.All(static holder => holder.IsLocal)
            || shape.Flow.Uses.All(use => use.Document == shape.Creation.Document && home.RunsWith(OutermostIn(use.Node))))
        {
            return;
        }

        foreach (var sibling in home.Siblings)
        {
            if (sibling.SpanStart >= last.SpanStart || _removable.Contains(sibling) || (!home.IsMemberInitializer && sibling.SpanStart <= home.Code.SpanStart))
            {
                continue;
            }

            foreach (var call in sibling.DescendantNodes())
            {
                if (call is ThisExpressionSyntax { Parent: ArgumentSyntax }
                    || (call is InvocationExpressionSyntax && shape.Creation.Model.GetOperation(call) is IInvocationOperation { Instance: null or IInstanceReferenceOperation, TargetMethod: { } method }
                        && method.ContainingType.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == home.Code.SyntaxTree)))
                {
                    shape.Refuse(DeclineReason.LateSetup);
                    return;
                }
            }
        }
    }
}
