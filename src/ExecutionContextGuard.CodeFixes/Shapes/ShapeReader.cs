using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
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
        while (whole.Parent is CastExpressionSyntax cast && cast.Parent is EqualsValueClauseSyntax)
        {
            whole = cast;
        }

        if (whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax } declarator })
        {
            return VariableShape.Read(creation, declarator, holdsWrapper, real);
        }

        var inline = InlineShape.Read(creation, value, real);
        if (holdsWrapper)
        {
            inline.Refuse(whole.Parent is MemberAccessExpressionSyntax ? DeclineReason.Behaviour
                : whole.Parent is ArgumentSyntax ? DeclineReason.Escapes
                : DeclineReason.Unsupported);
        }

        return inline;
    }
}
