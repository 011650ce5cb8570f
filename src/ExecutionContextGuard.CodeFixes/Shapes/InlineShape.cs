using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>A double, or nothing, right where a context is handed over: <c>core.Run(new Mock&lt;T&gt;().Object)</c>, <c>core.Run(null!)</c>.</summary>
internal sealed class InlineShape : Shape
{
    private readonly ExpressionSyntax _replaced;
    private readonly ITypeSymbol _declared;

    private InlineShape(Creation creation, ExpressionSyntax replaced, ITypeSymbol declared)
        : base(creation)
    {
        _replaced = replaced;
        _declared = declared;
    }

    public override SyntaxNode Point => _replaced;

    /// <param name="creation">What is replaced.</param>
    /// <param name="value">The expression that is the context: the creation, or the wrapper's property that gives the double.</param>
    /// <param name="real">The real type, if one is in sight.</param>
    public static InlineShape Read(Creation creation, ExpressionSyntax value, INamedTypeSymbol? real)
    {
        var whole = StaticTypes.Whole(value);
        var declared = creation.Library is null && creation.Model.GetTypeInfo(value).ConvertedType is { } asked ? asked : creation.Type;
        var shape = new InlineShape(creation, whole, declared);
        if (creation.Library is { } library && !library.SetUps.TryReadCreation(creation.Operation, shape.SetUps))
        {
            shape.Refuse(DeclineReason.Behaviour);
        }

        shape.ReadPlace(whole);
        shape.StaticTypeMatters = real is not null && StaticTypes.Matter(value, declared, real, creation.Document);
        return shape;
    }

    public override IEnumerable<TextChange> Write(ConstructionWriter writer)
    {
        var prefix = StaticTypeMatters ? "(" + writer.Name(_declared.WithNullableAnnotation(NullableAnnotation.NotAnnotated), _replaced.SpanStart) + ")" : "";
        yield return new TextChange(_replaced.Span, writer.Inline(_replaced.Span, prefix));
    }

    private void ReadPlace(ExpressionSyntax whole)
    {
        switch (whole.Parent)
        {
            case ArgumentSyntax { RefOrOutKeyword.RawKind: (int)SyntaxKind.None } argument:
                if (Arguments.Of(argument, Creation.Model) is { } operation)
                {
                    HandedOn.Add(operation);
                }
                else if (Creation.Model.GetOperation(argument.Parent!.Parent!) is IDynamicInvocationOperation)
                {
                    Refuse(DeclineReason.Reflection);
                }
                else if (argument.Parent is not TupleExpressionSyntax)
                {
                    Refuse(DeclineReason.Unsupported);
                }

                break;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Right == whole:
                // On another object it is handed over for good; a local or a member of one's own can be set up later (a shape of its own).
                if (!IsHandedOver(assignment))
                {
                    Refuse(DeclineReason.Unsupported);
                }

                break;
            case CastExpressionSyntax cast when Creation.Library is null || cast.Type is not null:
                ReadPlace(StaticTypes.Whole(cast));
                break;
            case ConditionalExpressionSyntax conditional when conditional.Condition != whole:
                ReadPlace(StaticTypes.Whole(conditional));
                break;
            default:
                Refuse(DeclineReason.Unsupported);
                break;
        }

        // An expression tree may hold neither named arguments nor what a set-up would compare by identity.
        if (IsInExpressionTree(whole))
        {
            Refuse(DeclineReason.Unsupported);
        }
    }

    private bool IsHandedOver(AssignmentExpressionSyntax assignment) =>
        assignment.Parent is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression }
        || (assignment.Left is MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } access
            && Creation.Model.GetSymbolInfo(access).Symbol is IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false });

    private bool IsInExpressionTree(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null and not MemberDeclarationSyntax; current = current.Parent)
        {
            if (current is LambdaExpressionSyntax lambda
                && Creation.Model.GetTypeInfo(lambda).ConvertedType is { Name: "Expression", ContainingNamespace.Name: "Expressions" })
            {
                return true;
            }
        }

        return false;
    }
}
