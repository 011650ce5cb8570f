using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Shapes;

/// <content>Where an object goes that is handed on, stored, given by a helper or put into a collection.</content>
internal sealed partial class Flow
{
    private void ReadArgument(DocumentFacts document, ArgumentSyntax argument, ExpressionSyntax whole)
    {
        if (!argument.RefOrOutKeyword.IsKind(SyntaxKind.None))
        {
            shape.Refuse(DeclineReason.Unsupported);
        }
        else if (argument.Parent is TupleExpressionSyntax)
        {
            Leave(document, mustNot: false);
        }
        else if (Arguments.Of(argument, document.Model) is { } operation)
        {
            if (Arguments.TypeAskedBy(operation) is { } asked && MustChange(asked))
            {
                shape.Refuse(creation.Kind == FindingKind.Loose ? DeclineReason.Unsupported : DeclineReason.Escapes);
            }

            shape.HandedOn.Add((operation, document));
        }
        else
        {
            shape.Refuse(IsDynamic(document, argument, whole) ? DeclineReason.Reflection : DeclineReason.Unsupported);
        }
    }

    private static bool IsDynamic(DocumentFacts document, ArgumentSyntax argument, ExpressionSyntax whole)
    {
        for (var around = document.Model.GetOperation(whole) ?? document.Model.GetOperation(argument.Parent!.Parent!); around is not null; around = around.Parent)
        {
            if (around is IDynamicInvocationOperation or IDynamicObjectCreationOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>`_context = context;` is followed; what another object gets is handed over for good.</summary>
    private void ReadStored(DocumentFacts document, AssignmentExpressionSyntax assignment, bool isPlace)
    {
        if (document.Model.GetTypeInfo(assignment.Left).Type is { } type && MustChange(type))
        {
            shape.Refuse(DeclineReason.Escapes);
            return;
        }

        if (OwnMember(document, assignment.Left) is { } member && assignment.Parent is not InitializerExpressionSyntax)
        {
            if (Holder.DeclarationOf(member) is { } declaration)
            {
                Hold(member, declaration, document, isWrapper: false, isOwner: false, isTypeInferred: false);
            }
            else if (isPlace || UnknownSetUps.In(document, creation) is not null)
            {
                shape.Refuse(DeclineReason.Unsupported);
            }
        }
        else if (assignment.Left is TupleExpressionSyntax)
        {
            shape.Refuse(DeclineReason.Unsupported);
        }
        else if (assignment.Left is ElementAccessExpressionSyntax or ImplicitElementAccessSyntax)
        {
            Leave(document, mustNot: false);
        }
        else if (document.Model.GetSymbolInfo(assignment.Left).Symbol is IParameterSymbol parameter)
        {
            ReadParameter(document, assignment, parameter);
        }
    }

    /// <summary>
    /// <c>given ??= Substitute.For&lt;T>();</c>: a set-up of the parameter sets up what the caller gave, too. Under another name (`var other = given;`,
    /// `return given;`, `out`) it would not be known for what it is, so it may only be tested, read, and given to a call.
    /// </summary>
    private void ReadParameter(DocumentFacts document, AssignmentExpressionSyntax assignment, IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None || assignment.Parent is not (ExpressionStatementSyntax or ArrowExpressionClauseSyntax))
        {
            shape.Refuse(DeclineReason.Unsupported);
            return;
        }

        foreach (var name in document.Named(parameter.Name).Where(name => SymbolEqualityComparer.Default.Equals(document.SymbolOf(name), parameter)))
        {
            var whole = StaticTypes.Whole(name);
            switch (whole.Parent)
            {
                case ArgumentSyntax { Parent: BaseArgumentListSyntax } argument:
                    ReadArgument(document, argument, whole);
                    break;
                case AssignmentExpressionSyntax written when written.Left == whole:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression }:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when coalesce.Left == whole && StaticTypes.Whole(coalesce).Parent == assignment:
                case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } }:
                    break;
                case MemberAccessExpressionSyntax access when access.Expression == whole:
                    ReadMember(document, access, access.Parent, access);
                    break;
                case ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } conditional when conditional.Expression == whole:
                    ReadMember(document, binding, conditional.Parent, binding);
                    break;
                default:
                    shape.Refuse(DeclineReason.Unsupported);
                    return;
            }
        }

        Leave(document, mustNot: false);
    }

    /// <summary>A helper gives it: every call of the helper is a use.</summary>
    private void ReadGiven(DocumentFacts document, ExpressionSyntax whole)
    {
        if (whole.Parent is YieldStatementSyntax || DocumentFacts.GivenBy(whole) is not { } giver || document.Model.GetDeclaredSymbol(giver) is not { } helper)
        {
            // A lambda: what it gives goes to whoever calls it.
            Leave(document, mustNot: false);
            return;
        }

        if (Holder.TypeOf(helper) is { } type && MustChange(type) && (helper as IMethodSymbol)?.IsAsync != true)
        {
            if (creation.Kind == FindingKind.HandWritten && !_compilation.ClassifyCommonConversion(type, creation.Type).IsImplicit)
            {
                shape.Refuse(DeclineReason.Escapes);
                return;
            }
        }

        if (helper is IMethodSymbol { IsAsync: true } asynchronous)
        {
            // Its callers await it, where a file shows that; those of other files are not looked at.
            Leave(document, mustNot: asynchronous.MethodKind != MethodKind.LocalFunction && asynchronous.DeclaredAccessibility != Accessibility.Private);
            return;
        }

        Hold(helper, giver, document, isWrapper: false, isOwner: false, isTypeInferred: false);
    }

    private void ReadElement(DocumentFacts document, ExpressionSyntax whole)
    {
        if (whole.FirstAncestorOrSelf<ArgumentSyntax>() is { } around && around.Span != whole.Span && Arguments.Of(around, document.Model) is { } array)
        {
            // `method.Invoke(core, new object[] { context })`
            shape.HandedOn.Add((array, document));
        }

        Leave(document, mustNot: false);
    }
}
