using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Shapes;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Identities;

/// <summary>
/// All contexts of one test, doubles and real ones, in the order in which their constructions stand once all are real. The order is
/// the same before and after any of them was fixed, and so are the names that follow from it.
/// </summary>
internal sealed class ContextSlots
{
    private readonly DocumentFacts _document;
    private readonly List<Slot> _slots = [];
    private readonly SyntaxNode _member;
    private readonly string _words;

    private ContextSlots(DocumentFacts document, SyntaxNode member, string words)
    {
        _document = document;
        _member = member;
        _words = words;
    }

    public static ContextSlots Around(Creation creation, ShapeReader shapes)
    {
        var document = creation.Document;
        var member = MemberOf(creation.Node, document.Root);
        var type = member.Parent as TypeDeclarationSyntax;
        var name = Words(NameOf(member, document));

        // Overloads share their name and so count on; the same name in another class of the file needs the class's words.
        var namesakes = new List<SyntaxNode>();
        var isElsewhere = false;
        foreach (var other in document.Root.DescendantNodes().OfType<MemberDeclarationSyntax>())
        {
            if (other is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax) && Words(NameOf(other, document)) == name)
            {
                if (other.Parent == type)
                {
                    namesakes.Add(other);
                }
                else
                {
                    isElsewhere = true;
                }
            }
        }

        if (namesakes.Count == 0)
        {
            namesakes.Add(member);
        }

        var slots = new ContextSlots(document, member, isElsewhere && type is not null ? Words(type.Identifier.ValueText) + "-" + name : name);
        foreach (var namesake in namesakes)
        {
            slots.AddFrom(namesake, shapes);
        }

        slots._slots.Sort(static (left, right) => left.Position.CompareTo(right.Position));
        return slots;
    }

    /// <summary>The readable ID for a role of the context that is made at the node.</summary>
    public string Literal(IdentityRole role, SyntaxNode creation) => Literal(role, Ordinal(creation));

    /// <summary>Which context of the test is made at the node, counted from 0.</summary>
    public int Ordinal(SyntaxNode creation) => _slots.FindIndex(slot => slot.Node.Span.IntersectsWith(creation.Span));

    /// <summary>Whether another context of the test would have the same right to an ID that is in scope: then it is nobody's.</summary>
    public bool IsShared(IdentityRole role, string expression, SyntaxNode creation)
    {
        for (var i = 0; i < _slots.Count; i++)
        {
            var slot = _slots[i];
            if (!_member.Span.Contains(slot.Node.Span) || slot.Node.Span.IntersectsWith(creation.Span))
            {
                continue;
            }

            if (slot.Shape is { } shape)
            {
                if (!shape.Given.Any(given => given.Name is { } name && _document.Project.Roles.Of(name) == role))
                {
                    return true;
                }
            }
            else if (WrittenIds.Of(role, slot.Node, _document) is not { } text
                || text == expression
                || text == "\"" + Literal(role, i) + "\"")
            {
                return true;
            }
        }

        return false;
    }

    private string Literal(IdentityRole role, int index) =>
        role.ToString().ToLowerInvariant() + "-" + _words + (index > 0 ? "-" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : "");

    private void AddFrom(SyntaxNode member, ShapeReader shapes)
    {
        var project = _document.Project;
        var factory = IdFactory.Find(_document);
        foreach (var node in member.DescendantNodes().OfType<ExpressionSyntax>())
        {
            switch (node)
            {
                case BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax:
                    if (Creation.Of(_document, node) is { } creation)
                    {
                        var shape = shapes.Read(creation);
                        _slots.Add(new Slot(shape.Point.SpanStart, node, shape));
                    }
                    else if (node is BaseObjectCreationExpressionSyntax && project.Guarded.IsGuarded(_document.Model.GetTypeInfo(node).Type))
                    {
                        _slots.Add(new Slot(node.SpanStart, node, null));
                    }
                    else if (node is InvocationExpressionSyntax made && (WrittenIds.IsFactoryCall(made, _document) || factory?.IsCalledBy(node, _document.Model) == true))
                    {
                        _slots.Add(new Slot(node.SpanStart, node, null));
                    }
                    else if (node is InvocationExpressionSyntax && _document.Model.GetOperation(node) is { } operation && project.Doubles.IsMatcher(operation) && IsHandedOver(node))
                    {
                        _slots.Add(new Slot(node.SpanStart, node, null));
                    }

                    break;
                case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax:
                    if (IsHandedOver(node))
                    {
                        _slots.Add(new Slot(node.SpanStart, node, null));
                    }

                    break;
            }
        }
    }

    /// <summary>Whether a missing context counts as one of the test's: it is asked for, and the test does not hand over nothing on purpose.</summary>
    private bool IsHandedOver(ExpressionSyntax node)
    {
        var whole = StaticTypes.Whole(node);
        while (whole.Parent is CastExpressionSyntax cast)
        {
            whole = StaticTypes.Whole(cast);
        }

        if (whole.Parent is not ArgumentSyntax argument
            || Arguments.Of(argument, _document.Model) is not { Parameter: { } parameter }
            || !_document.Project.Guarded.IsGuarded(parameter.Type)
            || parameter.NullableAnnotation == NullableAnnotation.Annotated)
        {
            return false;
        }

        for (SyntaxNode? current = argument; current is not null and not MemberDeclarationSyntax; current = current.Parent)
        {
            // Within a lambda, this may be a set-up, a verification or an expected failure: none of them makes a context.
            if (current is AnonymousFunctionExpressionSyntax)
            {
                return false;
            }
        }

        return true;
    }

    private static SyntaxNode MemberOf(SyntaxNode node, SyntaxNode root) =>
        node.Ancestors().FirstOrDefault(static ancestor => ancestor is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax)) ?? root;

    private static string NameOf(SyntaxNode member, DocumentFacts document) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        BaseFieldDeclarationSyntax or ConstructorDeclarationSyntax => (member.Parent as TypeDeclarationSyntax)?.Identifier.ValueText ?? "context",
        CompilationUnitSyntax => Path.GetFileNameWithoutExtension(document.Document.Name),
        _ => "context",
    };

    private static string Words(string name)
    {
        var words = IdentityRoles.Words(name);
        return words.Count == 0 ? "context" : string.Join("-", words);
    }

    private sealed record Slot(int Position, ExpressionSyntax Node, Shape? Shape);
}
