using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Shapes;

/// <summary>The code that a creation stands in, and where the statements are that may set it up before anybody uses it.</summary>
internal sealed class Home
{
    private Home(SyntaxNode declaration, SyntaxNode code, IReadOnlyList<StatementSyntax> siblings, bool isMemberInitializer)
    {
        Declaration = declaration;
        Code = code;
        Siblings = siblings;
        IsMemberInitializer = isMemberInitializer;
    }

    /// <summary>The declarator, property or assignment that takes the creation.</summary>
    public SyntaxNode Declaration { get; }

    /// <summary>The statement or member around it.</summary>
    public SyntaxNode Code { get; }

    /// <summary>The statements of its block; for a member's initialiser, those of the one constructor.</summary>
    public IReadOnlyList<StatementSyntax> Siblings { get; }

    public bool IsMemberInitializer { get; }

    /// <summary>Null for code that no double should be changed in.</summary>
    public static Home? Of(SyntaxNode declaration, ISymbol symbol)
    {
        switch (declaration)
        {
            case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax local } variable }:
                return local.UsingKeyword.RawKind == 0 && local.Modifiers.Count == 0 && variable.Type is not RefTypeSyntax && StatementsAround(local) is { } siblings
                    ? new Home(declaration, local, siblings, isMemberInitializer: false)
                    : null;
            case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax { AttributeLists.Count: 0 } field } }:
                return new Home(declaration, field, StatementsOfConstructor(field, symbol), isMemberInitializer: true);
            case PropertyDeclarationSyntax { AttributeLists.Count: 0, AccessorList: not null } property:
                return new Home(declaration, property, StatementsOfConstructor(property, symbol), isMemberInitializer: true);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } body when IsBody(body):
                return new Home(declaration, body, Array.Empty<StatementSyntax>(), isMemberInitializer: false);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement }:
                return StatementsAround(statement) is { } around ? new Home(declaration, statement, around, isMemberInitializer: false) : null;
            default:
                return null;
        }
    }

    /// <summary>`public Tests() => _context = new Mock&lt;T&gt;();`: it is all that the constructor or set-up does, and nobody gets its value.</summary>
    public static bool IsBody(AssignmentExpressionSyntax assignment) => assignment.Parent is ArrowExpressionClauseSyntax
    {
        Parent: ConstructorDeclarationSyntax
            or MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } }
            or LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } }
    };

    /// <summary>The function, accessor or member that the node runs in.</summary>
    public static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax);

    /// <summary>Whether the statement runs in the same go as the creation, so that a condition around it is what keeps it apart.</summary>
    public bool RunsWith(SyntaxNode statement) =>
        FunctionOf(statement) == (IsMemberInitializer ? (Siblings.Count == 0 ? null : FunctionOf(Siblings[0])) : FunctionOf(Code));

    private static IReadOnlyList<StatementSyntax>? StatementsAround(StatementSyntax statement)
    {
        IReadOnlyList<StatementSyntax>? siblings = statement.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(static member => member.Statement).ToList(),
            _ => null,
        };
        return siblings is null || siblings.Any(static sibling => sibling is LabeledStatementSyntax) ? null : siblings;
    }

    /// <summary>The one constructor runs right after the initialisers; with two, or none, there is no such place.</summary>
    private static SyntaxList<StatementSyntax> StatementsOfConstructor(MemberDeclarationSyntax member, ISymbol symbol)
    {
        var constructors = symbol.IsStatic ? symbol.ContainingType.StaticConstructors : symbol.ContainingType.InstanceConstructors;
        return constructors.Length == 1
            && constructors[0].DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ConstructorDeclarationSyntax { Body: { } body } constructor
            && constructor.Parent == member.Parent
            && !body.Statements.Any(static sibling => sibling is LabeledStatementSyntax)
                ? body.Statements
                : default;
    }
}
