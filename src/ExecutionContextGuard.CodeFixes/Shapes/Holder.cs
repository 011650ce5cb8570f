using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Shapes;

/// <summary>A variable, a member or a helper that holds or gives the double.</summary>
internal sealed class Holder(ISymbol symbol, ITypeSymbol type, DocumentFacts document, TypeSyntax? declared, bool isWrapper, bool isOwner)
{
    private string? _id;

    public ISymbol Symbol { get; } = symbol;

    /// <summary>The type of the values it gives.</summary>
    public ITypeSymbol Type { get; } = type;

    /// <summary>The document of its declaration; until that is found, the one that it is referred to in.</summary>
    public DocumentFacts Document { get; set; } = document;

    /// <summary>Whether its declaration stands in another document than the one that it was met in.</summary>
    public bool IsDeclaredElsewhere => Declared is not null && Declared.SyntaxTree != Document.Root.SyntaxTree;

    /// <summary>Where the declaration says the type.</summary>
    public TypeSyntax? Declared { get; } = declared;

    public bool IsWrapper { get; } = isWrapper;

    /// <summary>Whether the double is made for it; another merely gets it.</summary>
    public bool IsOwner { get; } = isOwner;

    /// <summary>Whether the declaration takes the real type; the static type of what uses it changes with that.</summary>
    public bool Changes { get; set; }

    /// <summary>The documents whose references to it were read.</summary>
    public HashSet<DocumentFacts> Read { get; } = [];

    public bool IsLocal => Symbol is ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction };

    /// <summary>Whether other files can refer to it.</summary>
    public bool IsVisibleElsewhere =>
        !IsLocal && (Symbol.DeclaredAccessibility != Accessibility.Private || Symbol.ContainingType.DeclaringSyntaxReferences.Length > 1);

    /// <summary>Whether its type is also said elsewhere, so that it cannot change alone.</summary>
    public bool IsBound
    {
        get
        {
            if (Symbol is ILocalSymbol or IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            {
                return false;
            }

            if (Symbol.IsVirtual || Symbol.IsOverride || Symbol.IsAbstract)
            {
                return true;
            }

            var type = Symbol.ContainingType;
            return type.AllInterfaces.Any(contract => contract.GetMembers().Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), Symbol)));
        }
    }

    /// <summary>Whether the symbol, perhaps of another compilation, is this one.</summary>
    public bool Is(ISymbol? found)
    {
        found = (found as IMethodSymbol)?.ReducedFrom ?? found;
        found = found?.OriginalDefinition;
        return found is not null
            && found.Kind == Symbol.Kind
            && found.Name == Symbol.Name
            && (SymbolEqualityComparer.Default.Equals(found, Symbol.OriginalDefinition)
                || (!IsLocal && !ReferenceEquals(found.ContainingAssembly, Symbol.ContainingAssembly)
                    && found.ContainingAssembly?.Name == Symbol.ContainingAssembly?.Name
                    && found.GetDocumentationCommentId() == (_id ??= Symbol.OriginalDefinition.GetDocumentationCommentId())));
    }

    /// <summary>The declaration of the symbol, in whatever document, if it is the only one: a base class's field stands in another.</summary>
    public static SyntaxNode? DeclarationOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Length == 1 ? symbol.DeclaringSyntaxReferences[0].GetSyntax() : null;

    /// <summary>The declaration's type, found from what the symbol is declared by.</summary>
    public static TypeSyntax? TypeOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variable } => variable.Type,
        PropertyDeclarationSyntax property => property.Type,
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax function => function.ReturnType,
        _ => null,
    };

    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    };
}
