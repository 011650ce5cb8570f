using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>Finds out which shape a creation has. Each is read once in a run of the planner.</summary>
internal sealed class ShapeReader
{
    private readonly Dictionary<(DocumentId Document, TextSpan Span), Shape> _known = [];

    public Shape Read(Creation creation)
    {
        var key = (creation.Document.Document.Id, creation.Node.Span);
        if (!_known.TryGetValue(key, out var shape))
        {
            shape = ReadNew(creation);
            _known.Add(key, shape);
        }

        return shape;
    }

    private static Shape ReadNew(Creation creation)
    {
        var project = creation.Document.Project;
        var real = project.RealTypes.Of(creation.Type);

        if (creation.Kind == FindingKind.Missing && LeftOutShape.Read(creation, real) is { } leftOut)
        {
            return leftOut;
        }

        // The value that stands for the context: the creation, or what `.Object` takes out of it at once.
        var value = creation.Node;
        var holdsWrapper = creation.IsWrapper;
        if (creation.IsWrapper
            && StaticTypes.Whole(value) is { Parent: MemberAccessExpressionSyntax access } unwrapped && access.Expression == unwrapped
            && creation.Model.GetOperation(access) is IPropertyReferenceOperation property && project.Doubles.IsUnwrapping(property, out _, out _))
        {
            value = access;
            holdsWrapper = false;
        }

        var whole = StaticTypes.Whole(value);
        while (whole.Parent is CastExpressionSyntax cast && (creation.Kind == FindingKind.Bypassed || cast.Parent is EqualsValueClauseSyntax))
        {
            value = cast;
            whole = StaticTypes.Whole(cast);
        }

        if (whole.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } alike && creation.Kind == FindingKind.Bypassed)
        {
            value = alike;
            whole = StaticTypes.Whole(alike);
        }

        return Held(creation, whole, holdsWrapper, real) ?? InlineShape.Read(creation, value, holdsWrapper, real);
    }

    private static Shape? Held(Creation creation, ExpressionSyntax whole, bool holdsWrapper, INamedTypeSymbol? real)
    {
        switch (whole.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax } kept
                when creation.Model.GetDeclaredSymbol(kept.Parent!) is { } symbol:
                return HeldShape.Read(creation, kept.Parent!, symbol, holdsWrapper, real);

            // `_context = new Mock<T>();`: a variable or member of one's own; another object's is handed over for good, and a parameter may be what the caller gave.
            case AssignmentExpressionSyntax assignment
                when assignment.Right == whole
                    && assignment.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax }
                    && (assignment.Parent is ExpressionStatementSyntax || Home.IsBody(assignment))
                    && creation.Model.GetSymbolInfo(assignment.Left).Symbol is { } target and not IParameterSymbol:
                return HeldShape.Read(creation, assignment, target, holdsWrapper, real);
            default:
                return null;
        }
    }
}
