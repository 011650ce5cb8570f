using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>A double in a local, a field or a property, with its set-ups after it.</summary>
internal sealed class HeldShape : Shape
{
    private readonly Home _home;
    private readonly SetUpStatements _statements;

    private HeldShape(Creation creation, Home home, INamedTypeSymbol? real)
        : base(creation, real)
    {
        _home = home;
        _statements = new SetUpStatements(this, home);
    }

    public override SyntaxNode Point => _statements.Last ?? (SyntaxNode)Creation.Node;

    /// <param name="creation">What is replaced.</param>
    /// <param name="declaration">The declarator, property or assignment that takes it.</param>
    /// <param name="symbol">What it is held by.</param>
    /// <param name="holdsWrapper">Whether that holds the wrapper, not the double.</param>
    /// <param name="real">The real type, if one is in sight.</param>
    public static Shape? Read(Creation creation, SyntaxNode declaration, ISymbol symbol, bool holdsWrapper, INamedTypeSymbol? real)
    {
        if (Home.Of(declaration, symbol) is not { } home
            || (declaration is AssignmentExpressionSyntax ? Holder.DeclarationOf(symbol) : declaration) is not { } declared)
        {
            return null;
        }

        var shape = new HeldShape(creation, home, real);
        shape.ReadCreation();
        shape.Flow.Hold(symbol, declared, creation.Document, holdsWrapper, isOwner: true, isTypeInferred: true);
        shape._statements.Sort();
        return shape;
    }

    public override async Task SpreadAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        await base.SpreadAsync(workshop, cancellationToken).ConfigureAwait(false);
        _statements.Sort();
    }

    public override bool IsOvertaken(Given given) => _statements.Overtake(given);

    public override IEnumerable<PlacedChange> Write(ConstructionWriter writer) =>
        WriteConstruction(writer).Select(change => new PlacedChange(Creation.Document, change)).Concat(WriteHolders(writer));

    private IEnumerable<TextChange> WriteConstruction(ConstructionWriter writer)
    {
        var isTargetTyped = Creation.Node is ImplicitObjectCreationExpressionSyntax && !StaticTypeMatters
            && _home.Declaration is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true } };
        if (_statements.Last is not { } last)
        {
            var written = _home.Declaration switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer!.Value,
                PropertyDeclarationSyntax property => property.Initializer!.Value,
                AssignmentExpressionSyntax assignment => assignment.Right,
                _ => Creation.Node,
            };
            if (CommentsOf(written, writer) is { Length: > 0 } comments)
            {
                yield return new TextChange(new TextSpan(_home.Code.SpanStart, 0), comments);
            }

            yield return new TextChange(written.Span, writer.Statement(written.SpanStart, Creation.Node.SpanStart, isTargetTyped));
            yield break;
        }

        var target = _home.Declaration switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax } declaration } variable =>
                TypeText(writer, declaration.Type, Creation.Document) + " " + variable.Identifier.Text,
            VariableDeclaratorSyntax field => field.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            AssignmentExpressionSyntax assignment => assignment.Left.ToString(),
            _ => "",
        };
        var isMoved = isTargetTyped && !_home.IsMemberInitializer;
        yield return new TextChange(
            last.Span,
            Removals.CommentsOf(last, writer.Carried, writer.Style) + target + " = " + writer.Statement(last.SpanStart, last.SpanStart, isMoved) + ";");

        if (_home.IsMemberInitializer && CommentsOf(Creation.Node, writer) is { Length: > 0 } lost)
        {
            yield return new TextChange(new TextSpan(_home.Code.SpanStart, 0), lost);
        }

        var removed = _statements.Removable.Take(_statements.Removable.Count - 1).ToList();
        switch (_home.Declaration)
        {
            case VariableDeclaratorSyntax field when _home.IsMemberInitializer:
                yield return new TextChange(TextSpan.FromBounds(field.Identifier.Span.End, field.Span.End), "");
                break;
            case PropertyDeclarationSyntax property:
                yield return new TextChange(TextSpan.FromBounds(property.AccessorList!.Span.End, property.SemicolonToken.Span.End), "");
                break;
            default:
                removed.Insert(0, (StatementSyntax)_home.Code);
                break;
        }

        foreach (var change in Removals.Of(removed, Creation.Document.Text, writer.Carried, writer.Style))
        {
            yield return change;
        }
    }

    /// <summary>The comments in what is replaced: they stand before the declaration.</summary>
    private string CommentsOf(ExpressionSyntax replaced, ConstructionWriter writer) =>
        Removals.CommentsOf(replaced, writer.Carried, writer.Style, writer.Style.IndentAt(_home.Code.SpanStart));

    /// <summary>The declaration that moves is written anew; the others change where they stand.</summary>
    protected override bool IsWrittenAnew(TypeSyntax declared) =>
        _statements.Last is not null && !_home.IsMemberInitializer && _home.Code is LocalDeclarationStatementSyntax local && local.Declaration.Type == declared;
}
