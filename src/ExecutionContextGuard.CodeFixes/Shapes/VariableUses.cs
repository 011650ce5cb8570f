using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>Reads every reference to a variable that holds a double: what is set up, what is used, and what cannot be understood.</summary>
internal sealed class VariableUses(Shape shape, Creation creation, INamedTypeSymbol? real)
{
    private readonly DocumentFacts _document = creation.Document;
    private readonly ISetUpReader? _reader = creation.Library?.SetUps;

    /// <summary>The set-ups found, of whatever place.</summary>
    public List<SetUp> SetUps { get; } = [];

    /// <summary>Where the double is used, other than to set it up.</summary>
    public List<SyntaxNode> Uses { get; } = [];

    /// <summary>The <c>.Object</c>s that go.</summary>
    public List<TextSpan> Unwrappings { get; } = [];

    /// <summary>Reads the references to the variable in its scope.</summary>
    public void Read(ISymbol variable, SyntaxNode scope, bool isWrapper, bool isTypeInferred, bool isAlias = false)
    {
        foreach (var name in scope.DescendantNodes())
        {
            if (name is IdentifierNameSyntax identifier
                && identifier.Identifier.ValueText == variable.Name
                && SymbolEqualityComparer.Default.Equals(_document.Model.GetSymbolInfo(identifier).Symbol, variable))
            {
                ReadReference(identifier, isWrapper, isTypeInferred, isAlias);
            }
        }

        // Code that this build leaves out is code in another one: it would keep what changes here.
        foreach (var trivia in scope.DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.DisabledTextTrivia) && trivia.ToString().Contains(variable.Name))
            {
                shape.Refuse(DeclineReason.Unsupported);
            }
        }
    }

    private void ReadReference(IdentifierNameSyntax identifier, bool isWrapper, bool isTypeInferred, bool isAlias)
    {
        ExpressionSyntax reference = identifier.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own && own.Name == identifier ? own : identifier;
        if (reference.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } })
        {
            return;
        }

        if (_document.Model.GetOperation(reference) is not { } operation)
        {
            shape.Refuse(DeclineReason.Unsupported);
            return;
        }

        if (_reader is not null && _reader.TryRead(operation, out var setUp))
        {
            SetUps.Add(setUp);
            return;
        }

        if (!isWrapper)
        {
            Use(reference, operation, isTypeInferred, isAlias);
            return;
        }

        if (operation.Parent is not IPropertyReferenceOperation property
            || !_document.Project.Doubles.IsUnwrapping(property, out _, out _)
            || reference.Parent is not MemberAccessExpressionSyntax access || access.Expression != reference)
        {
            shape.Refuse(reference.Parent is AssignmentExpressionSyntax assignment && assignment.Left == reference ? DeclineReason.Unsupported : DeclineReason.Escapes);
            return;
        }

        if (_reader!.TryRead(property, out setUp))
        {
            // `mock.Object.UserId = "u"` changes what was handed out.
            if (setUp.Kind == SetUpKind.Assignment)
            {
                shape.Refuse(DeclineReason.Mutated);
            }

            SetUps.Add(setUp);
            return;
        }

        var span = TextSpan.FromBounds(reference.Span.End, access.Span.End);
        if (HasCommentOrDirective(access, span))
        {
            shape.Refuse(DeclineReason.Unsupported);
        }

        Unwrappings.Add(span);
        Use(access, property, isTypeInferred, isAlias);
    }

    private void Use(ExpressionSyntax value, IOperation operation, bool isTypeInferred, bool isAlias)
    {
        Uses.Add(value);
        var whole = StaticTypes.Whole(value);
        switch (whole.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Expression == whole:
                ReadMember(access);
                break;
            case ConditionalAccessExpressionSyntax:
                shape.Refuse(DeclineReason.Unsupported);
                break;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax statement } declaration } declarator }:
                ReadAlias(declarator, declaration, statement, isAlias);
                return;
            case ArgumentSyntax argument:
                ReadArgument(argument, operation);
                break;
            case AssignmentExpressionSyntax assignment when assignment.Left == whole:
                // An alias may get another object; the double's own variable must keep it.
                if (!isAlias)
                {
                    shape.Refuse(DeclineReason.Unsupported);
                }

                shape.StaticTypeMatters |= isTypeInferred;
                return;
            case AssignmentExpressionSyntax assignment:
                ReadStored(assignment);
                break;
            case ReturnStatementSyntax or YieldStatementSyntax or ArrowExpressionClauseSyntax when !IsInLambda(whole):
                // Whoever calls the helper can set up what it returns.
                shape.Refuse(DeclineReason.Unsupported);
                break;
            case RefExpressionSyntax:
                shape.Refuse(DeclineReason.Unsupported);
                break;
            case InitializerExpressionSyntax when whole.FirstAncestorOrSelf<ArgumentSyntax>() is { } around && Arguments.Of(around, _document.Model) is { } array:
                // `method.Invoke(core, new object[] { context })`
                shape.HandedOn.Add(array);
                break;
        }

        if (isTypeInferred && real is not null)
        {
            shape.StaticTypeMatters |= StaticTypes.Matter(value, creation.Type, real, _document);
        }
    }

    private void ReadMember(MemberAccessExpressionSyntax access)
    {
        var symbol = _document.Model.GetSymbolInfo(access).Symbol;
        if (symbol is IMethodSymbol { ReducedFrom: not null })
        {
            if (_document.Model.GetOperation(access.Parent!) is IInvocationOperation { Arguments: { Length: > 0 } arguments })
            {
                shape.HandedOn.Add(arguments[0]);
            }

            return;
        }

        if (symbol is null or IEventSymbol)
        {
            shape.Refuse(DeclineReason.Behaviour);
            return;
        }

        if (access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access)
        {
            shape.Refuse(DeclineReason.Mutated);
        }

        shape.Reads.Add(symbol);
    }

    private void ReadAlias(VariableDeclaratorSyntax declarator, VariableDeclarationSyntax declaration, LocalDeclarationStatementSyntax statement, bool isAlias)
    {
        // One step is followed; `var a = mock.Object; var b = a;` is rare, and two are too many to be sure of.
        if (isAlias || statement.Parent is null || _document.Model.GetDeclaredSymbol(declarator) is not ILocalSymbol { RefKind: RefKind.None } alias)
        {
            shape.Refuse(DeclineReason.Unsupported);
            return;
        }

        Read(alias, statement.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : statement.Parent, isWrapper: false, declaration.Type.IsVar, isAlias: true);
    }

    private void ReadArgument(ArgumentSyntax argument, IOperation value)
    {
        if (!argument.RefOrOutKeyword.IsKind(SyntaxKind.None))
        {
            shape.Refuse(DeclineReason.Unsupported);
        }
        else if (Arguments.Of(argument, _document.Model) is { } operation)
        {
            shape.HandedOn.Add(operation);
        }
        else if (argument.Parent is not TupleExpressionSyntax)
        {
            for (var around = value.Parent; around is not null; around = around.Parent)
            {
                if (around is IDynamicInvocationOperation or IDynamicObjectCreationOperation)
                {
                    shape.Refuse(DeclineReason.Reflection);
                    return;
                }
            }

            shape.Refuse(DeclineReason.Unsupported);
        }
    }

    /// <summary>`_context = context;` is fine as long as nobody sets up or checks what the member holds.</summary>
    private void ReadStored(AssignmentExpressionSyntax assignment)
    {
        var stored = _document.Model.GetSymbolInfo(assignment.Left).Symbol;
        if (stored is not (IFieldSymbol or IPropertySymbol or ILocalSymbol))
        {
            return;
        }

        SyntaxNode? scope = assignment.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        foreach (var name in (scope ?? _document.Root).DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == stored.Name
                && name != assignment.Left
                && SymbolEqualityComparer.Default.Equals(_document.Model.GetSymbolInfo(name).Symbol, stored)
                && _document.Model.GetOperation(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name) is { } operation
                && _reader is not null && _reader.TryRead(operation, out var setUp))
            {
                shape.Refuse(setUp.Kind switch
                {
                    SetUpKind.Verification => DeclineReason.Verified,
                    SetUpKind.Behaviour => DeclineReason.Behaviour,
                    SetUpKind.Assignment => DeclineReason.Mutated,
                    _ => DeclineReason.LateSetup,
                });
            }
        }
    }

    private static bool IsInLambda(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null and not MemberDeclarationSyntax; current = current.Parent)
        {
            switch (current)
            {
                case AnonymousFunctionExpressionSyntax:
                    return true;
                case LocalFunctionStatementSyntax:
                    return false;
            }
        }

        return false;
    }

    private static bool HasCommentOrDirective(SyntaxNode node, TextSpan span) =>
        node.DescendantTrivia(span).Any(trivia => span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
