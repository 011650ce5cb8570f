using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <content>What stands around a use, and where the object goes from there.</content>
internal sealed partial class Flow
{
    /// <param name="document">Where the value stands.</param>
    /// <param name="value">The value.</param>
    /// <param name="changes">Whether the value's static type becomes the real one.</param>
    /// <param name="isOwn">Whether it comes from the double's own variable, not from an alias.</param>
    /// <param name="isPlace">Whether the construction will stand right here: then the place must be one that is known.</param>
    public void Use(DocumentFacts document, ExpressionSyntax value, bool changes, bool isOwn, bool isPlace = false)
    {
        Uses.Add((value, document));
        var whole = StaticTypes.Whole(value);
        if (changes && real is not null && StaticTypes.Matter(value, creation.Type, real, document))
        {
            shape.StaticTypeMatters = true;
            if (creation.IsForeign)
            {
                // There is no interface that the declaration could keep.
                shape.Refuse(DeclineReason.Unsupported);
            }
        }

        switch (whole.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Expression == whole:
                ReadMember(document, access, access.Parent, access);
                break;
            case ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } conditional when conditional.Expression == whole && !creation.IsForeign:
                ReadMember(document, binding, conditional.Parent, binding);
                break;
            case ConditionalAccessExpressionSyntax conditional when conditional.Expression == whole:
                shape.Refuse(DeclineReason.Unsupported);
                break;
            case CastExpressionSyntax cast:
                if (document.Model.GetTypeInfo(cast).Type is { } target && MustChange(target))
                {
                    shape.Refuse(DeclineReason.Escapes);
                }

                Use(document, cast, changes: false, isOwn, isPlace);
                break;
            case ConditionalExpressionSyntax choice when choice.Condition != whole:
                Use(document, choice, changes: false, isOwn: false, isPlace);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce:
                Use(document, coalesce, changes: false, isOwn: false, isPlace);
                break;
            case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax selection } arm when arm.Expression == whole:
                Use(document, selection, changes: false, isOwn: false, isPlace);
                break;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax } kept when !isPlace:
                Keep(document, kept.Parent!, changes);
                break;
            case ArgumentSyntax argument:
                ReadArgument(document, argument, whole);
                break;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression or (int)SyntaxKind.CoalesceAssignmentExpression } assignment when assignment.Right == whole:
                ReadStored(document, assignment, isPlace);
                break;
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax or YieldStatementSyntax or LambdaExpressionSyntax:
                ReadGiven(document, whole);
                break;
            case InitializerExpressionSyntax or ExpressionElementSyntax:
                ReadElement(document, whole);
                break;
            case RefExpressionSyntax:
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression or (int)SyntaxKind.AsExpression } or IsPatternExpressionSyntax or SwitchStatementSyntax or SwitchExpressionSyntax
                when creation.IsForeign:
                shape.Refuse(DeclineReason.Unsupported);
                break;
            default:
                if (isPlace)
                {
                    shape.Refuse(DeclineReason.Unsupported);
                }

                break;
        }
    }

    private void ReadMember(DocumentFacts document, ExpressionSyntax access, SyntaxNode? around, ExpressionSyntax name)
    {
        var symbol = document.Model.GetSymbolInfo(name).Symbol;
        if (symbol is IMethodSymbol { ReducedFrom: not null })
        {
            if (document.Model.GetOperation(around!) is IInvocationOperation { Arguments: { Length: > 0 } arguments })
            {
                shape.HandedOn.Add((arguments[0], document));
            }

            return;
        }

        if (symbol is null or IEventSymbol)
        {
            // What does not compile is not understood.
            shape.Refuse(symbol is null ? DeclineReason.Unsupported : DeclineReason.Behaviour);
            return;
        }

        if (around is AssignmentExpressionSyntax assignment && assignment.Left == access)
        {
            shape.Refuse(DeclineReason.Mutated);
            return;
        }

        if (symbol is not IMethodSymbol { ContainingType.SpecialType: SpecialType.System_Object })
        {
            shape.Reads.Add(symbol);
        }
    }

    /// <summary><c>var context = mock.Object;</c>: the variable or member is followed, too.</summary>
    private void Keep(DocumentFacts document, SyntaxNode declaration, bool changes)
    {
        if (document.Model.GetDeclaredSymbol(declaration) is not { } symbol || symbol is ILocalSymbol { RefKind: not RefKind.None })
        {
            shape.Refuse(DeclineReason.Unsupported);
            return;
        }

        Hold(symbol, declaration, document, isWrapper: false, isOwner: false, changes);
    }
}
