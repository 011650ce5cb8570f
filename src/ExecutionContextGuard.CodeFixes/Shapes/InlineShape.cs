using ExecutionContextGuard.Editing;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>A double, or nothing, right where a context goes: <c>core.Run(new Mock&lt;T&gt;().Object)</c>, <c>core.Run(null!)</c>, <c>return Mock.Of&lt;T&gt;()</c>.</summary>
internal sealed class InlineShape : Shape
{
    private readonly ExpressionSyntax _replaced;
    private readonly ITypeSymbol _declared;

    private InlineShape(Creation creation, ExpressionSyntax replaced, ITypeSymbol declared, INamedTypeSymbol? real)
        : base(creation, real)
    {
        _replaced = replaced;
        _declared = declared;
    }

    public override SyntaxNode Point => _replaced;

    /// <param name="creation">What is replaced.</param>
    /// <param name="value">The expression that is the context: the creation, or the wrapper's property that gives the double.</param>
    /// <param name="holdsWrapper">Whether the value is the wrapper, not the double.</param>
    /// <param name="real">The real type, if one is in sight.</param>
    public static InlineShape Read(Creation creation, ExpressionSyntax value, bool holdsWrapper, INamedTypeSymbol? real)
    {
        var whole = StaticTypes.Whole(value);
        var declared = creation.Kind == FindingKind.Missing && creation.Model.GetTypeInfo(value).ConvertedType is { } asked ? asked : creation.Type;
        var shape = new InlineShape(creation, whole, declared, real);
        shape.ReadCreation();
        if (holdsWrapper)
        {
            shape.Flow.PlaceWrapper(creation.Document, whole);
        }
        else
        {
            shape.Flow.Use(creation.Document, value, changes: true, isOwn: true, isPlace: true);
        }

        // An expression tree may hold neither named arguments nor what a set-up would compare by identity.
        if (shape.IsInExpressionTree(whole))
        {
            shape.Refuse(DeclineReason.Unsupported);
        }

        return shape;
    }

    public override async Task SpreadAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        await base.SpreadAsync(workshop, cancellationToken).ConfigureAwait(false);
        RefuseSetUps();
    }

    public override IEnumerable<PlacedChange> Write(ConstructionWriter writer)
    {
        // `new { userId, // who asks`: the comment stands before what takes its place.
        var comments = Removals.CommentsOf(_replaced, writer.Carried, writer.Style, writer.IndentBelowComments(_replaced.SpanStart));
        var prefix = StaticTypeMatters ? "(" + writer.Name(_declared.WithNullableAnnotation(NullableAnnotation.NotAnnotated), _replaced.SpanStart) + ")" : "";
        return WriteHolders(writer).Prepend(new PlacedChange(Creation.Document, new TextChange(_replaced.Span, writer.Inline(_replaced.Span, prefix, comments))));
    }

    /// <summary>What is made in an expression has no statements that set it up; whatever does so comes later.</summary>
    private void RefuseSetUps()
    {
        foreach (var (given, _) in Flow.SetUps)
        {
            Refuse(given.Refusal ?? DeclineReason.LateSetup);
        }
    }

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
