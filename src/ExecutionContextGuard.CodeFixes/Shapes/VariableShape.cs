using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>A double in a variable of its own: a local with its set-ups after it, or a private field that nothing sets up.</summary>
internal sealed class VariableShape : Shape
{
    private readonly VariableDeclaratorSyntax _declarator;
    private readonly VariableDeclarationSyntax _declaration;
    private readonly SyntaxNode _statement;
    private readonly VariableUses _uses;

    /// <summary>The statements that only set the double up, in the order of the source.</summary>
    private readonly List<StatementSyntax> _removable = [];

    private VariableShape(Creation creation, VariableDeclaratorSyntax declarator, VariableDeclarationSyntax declaration, INamedTypeSymbol? real)
        : base(creation)
    {
        _declarator = declarator;
        _declaration = declaration;
        _statement = declaration.Parent!;
        _uses = new VariableUses(this, creation, real);
    }

    public override SyntaxNode Point => _removable.Count == 0 ? Creation.Node : _removable[_removable.Count - 1];

    /// <summary>Whether the text at the creation says the type once only: <c>Mock&lt;T&gt; mock = new();</c>.</summary>
    private bool IsTargetTyped => Creation.Node is ImplicitObjectCreationExpressionSyntax && !_declaration.Type.IsVar && !StaticTypeMatters;

    public static VariableShape Read(Creation creation, VariableDeclaratorSyntax declarator, bool holdsWrapper, INamedTypeSymbol? real)
    {
        var shape = new VariableShape(creation, declarator, (VariableDeclarationSyntax)declarator.Parent!, real);
        shape.ReadDeclaration();
        if (creation.Library is { } library && !library.SetUps.TryReadCreation(creation.Operation, shape.SetUps))
        {
            shape.Refuse(DeclineReason.Behaviour);
        }

        if (creation.Model.GetDeclaredSymbol(declarator) is { } variable && shape.Scope(variable) is { } scope)
        {
            // A variable that is declared as something wider is what the code around it sees, and stays so.
            var isTypeInferred = shape._declaration.Type.IsVar || shape.IsDeclaredAsDouble(variable);
            shape._uses.Read(variable, scope, holdsWrapper, isTypeInferred);
            shape.SortSetUps();
        }

        return shape;
    }

    public override bool IsOvertaken(SetUp setUp)
    {
        var position = setUp.Whole.Syntax.SpanStart;
        foreach (var sibling in Siblings())
        {
            if (sibling.SpanStart > position && sibling.SpanStart < Point.SpanStart && !_removable.Contains(sibling))
            {
                return true;
            }
        }

        return false;
    }

    public override IEnumerable<TextChange> Write(ConstructionWriter writer)
    {
        var typeChanges = !_declaration.Type.IsVar || StaticTypeMatters;
        var type = !typeChanges ? _declaration.Type.ToString()
            : StaticTypeMatters ? writer.Name(Creation.Type, _declaration.SpanStart)
            : writer.RealName(_declaration.SpanStart);

        if (_removable.Count == 0)
        {
            if (typeChanges && type != _declaration.Type.ToString())
            {
                yield return new TextChange(_declaration.Type.Span, type);
            }

            yield return new TextChange(_declarator.Initializer!.Value.Span, writer.Statement(_statement.SpanStart, Creation.Node.SpanStart, IsTargetTyped));
        }
        else
        {
            var last = _removable[_removable.Count - 1];
            var text = type + " " + _declarator.Identifier.Text + " = " + writer.Statement(last.SpanStart, last.SpanStart, IsTargetTyped) + ";";
            yield return new TextChange(last.Span, Removals.CommentsOf(last, writer.Carried, writer.Style) + text);
            var removed = new List<StatementSyntax> { (StatementSyntax)_statement };
            removed.AddRange(_removable.Take(_removable.Count - 1));
            foreach (var change in Removals.Of(removed, Creation.Document.Text, writer.Carried, writer.Style))
            {
                yield return change;
            }
        }

        foreach (var span in _uses.Unwrappings)
        {
            yield return new TextChange(span, "");
        }
    }

    private bool IsDeclaredAsDouble(ISymbol variable)
    {
        var type = variable switch
        {
            ILocalSymbol local => local.Type,
            IFieldSymbol field => field.Type,
            _ => null,
        };
        return Creation.Document.Project.Doubles.IsWrapper(type, out _, out _) || SymbolEqualityComparer.Default.Equals(type, Creation.Type);
    }

    private void ReadDeclaration()
    {
        if (_declaration.Variables.Count != 1)
        {
            Refuse(DeclineReason.Unsupported);
        }

        switch (_statement)
        {
            case LocalDeclarationStatementSyntax local:
                if (local.UsingKeyword.RawKind != 0 || local.Modifiers.Count != 0 || _declaration.Type is RefTypeSyntax
                    || local.Parent is not (BlockSyntax or GlobalStatementSyntax)
                    || Siblings().Any(static sibling => sibling is LabeledStatementSyntax))
                {
                    Refuse(DeclineReason.Unsupported);
                }

                break;
            case FieldDeclarationSyntax field:
                if (Creation.Model.GetDeclaredSymbol(_declarator) is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private } symbol
                    || symbol.ContainingType.DeclaringSyntaxReferences.Length != 1
                    || field.AttributeLists.Count != 0)
                {
                    Refuse(DeclineReason.Unsupported);
                }

                break;
            default:
                Refuse(DeclineReason.Unsupported);
                break;
        }
    }

    private SyntaxNode? Scope(ISymbol variable) => _statement switch
    {
        LocalDeclarationStatementSyntax { Parent: GlobalStatementSyntax { Parent: { } unit } } => unit,
        LocalDeclarationStatementSyntax { Parent: { } block } => block,
        FieldDeclarationSyntax { Parent: { } type } when variable is IFieldSymbol => type,
        _ => null,
    };

    private IEnumerable<StatementSyntax> Siblings() => _statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(static member => member.Statement),
        _ => [],
    };

    private void SortSetUps()
    {
        foreach (var setUp in _uses.SetUps.OrderBy(static setUp => setUp.Whole.Syntax.SpanStart))
        {
            switch (setUp.Kind)
            {
                case SetUpKind.Verification:
                    Refuse(DeclineReason.Verified);
                    continue;
                case SetUpKind.Behaviour:
                    Refuse(DeclineReason.Behaviour);
                    continue;
                case SetUpKind.Empty:
                    Refuse(DeclineReason.EmptyIdentity);
                    continue;
            }

            if (setUp.Whole.Syntax.Parent is not ExpressionStatementSyntax statement)
            {
                // The chain goes on where the libraries' own grammar ends: `var setup = mock.Setup(..)`, an expression-bodied method.
                Refuse(FunctionOf(setUp.Whole.Syntax) == FunctionOf(_statement) ? DeclineReason.Behaviour : DeclineReason.LateSetup);
            }
            else if (FunctionOf(statement) != FunctionOf(_statement) || _statement is FieldDeclarationSyntax)
            {
                Refuse(DeclineReason.LateSetup);
            }
            else if (!Siblings().Contains(statement))
            {
                Refuse(DeclineReason.Conflicting);
            }
            else if (statement.ContainsDirectives && statement.DescendantTrivia(statement.Span).Any(static trivia => trivia.IsDirective))
            {
                Refuse(DeclineReason.Unsupported);
            }
            else
            {
                RefuseIfLate(setUp, statement);
                SetUps.Add(setUp);
                if (!_removable.Contains(statement))
                {
                    _removable.Add(statement);
                }
            }
        }
    }

    private void RefuseIfLate(SetUp setUp, StatementSyntax statement)
    {
        foreach (var use in _uses.Uses)
        {
            if (use.SpanStart < statement.SpanStart || IsInLocalFunctionCalledBefore(use, statement))
            {
                Refuse(setUp.Kind == SetUpKind.Assignment ? DeclineReason.Mutated : DeclineReason.LateSetup);
                return;
            }
        }
    }

    /// <summary>A local function may stand at the end of the method and run before the set-up.</summary>
    private bool IsInLocalFunctionCalledBefore(SyntaxNode use, StatementSyntax statement)
    {
        var function = use.FirstAncestorOrSelf<LocalFunctionStatementSyntax>();
        if (function is null || function.Span.Contains(_statement.Span))
        {
            return false;
        }

        foreach (var token in _statement.Parent!.DescendantTokens())
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

    private static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax);
}
