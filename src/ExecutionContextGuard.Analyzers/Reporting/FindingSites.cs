using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Reporting;

/// <summary>Where a finding stands, in words that survive every edit around it: documentation IDs, no lines and no files. A baseline is made of them.</summary>
internal static class FindingSites
{
    /// <summary>The property of a diagnostic that names the member it stands in.</summary>
    public const string MemberKey = "Member";

    /// <summary>The property of a diagnostic that names the path, or the mocked type where there is none.</summary>
    public const string PathKey = "Path";

    public static ImmutableDictionary<string, string?> AddTo(ImmutableDictionary<string, string?> bag, IOperation operation, ISymbol path) =>
        AddTo(bag, MemberOf(operation), path);

    /// <summary>The same where the driver has said in which member the operation stands, which the compiler would otherwise look up by position.</summary>
    public static void AddTo(ImmutableDictionary<string, string?>.Builder bag, ISymbol? enclosing, IOperation operation, ISymbol path, FindingTexts texts)
    {
        bag.Add(MemberKey, IdOf(enclosing is IMethodSymbol { MethodKind: MethodKind.Ordinary } ? enclosing : MemberOf(operation), texts));
        bag.Add(PathKey, IdOf(path, texts));
    }

    public static ImmutableDictionary<string, string?> AddTo(ImmutableDictionary<string, string?> bag, ISymbol? member, ISymbol path) =>
        bag.Add(MemberKey, IdOf(member)).Add(PathKey, IdOf(path));

    /// <summary>The member that the operation stands in: not the lambda or local function, not the accessor.</summary>
    public static ISymbol? MemberOf(IOperation operation)
    {
        var symbol = operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol switch
        {
            IMethodSymbol { AssociatedSymbol: { } property } => property,
            IFieldSymbol { AssociatedSymbol: { } property } => property,
            // The arguments of `class Tests(int number) : Base(number)` are enclosed by nothing but the namespace.
            null or INamespaceOrTypeSymbol when operation.Syntax.FirstAncestorOrSelf<PrimaryConstructorBaseTypeSyntax>()?.Parent?.Parent is TypeDeclarationSyntax type
                && operation.SemanticModel?.GetDeclaredSymbol(type) is { } declared => PrimaryConstructor(declared),
            _ => symbol,
        };
    }

    /// <summary>The constructor that is declared by its type.</summary>
    private static ISymbol PrimaryConstructor(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            foreach (var declaration in constructor.DeclaringSyntaxReferences)
            {
                if (declaration.GetSyntax() is TypeDeclarationSyntax)
                {
                    return constructor;
                }
            }
        }

        return type;
    }

    private static string IdOf(ISymbol? symbol, FindingTexts? texts = null) => symbol switch
    {
        null => "",
        // It is seen in its own member only, so its name is enough.
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => "L:" + symbol.Name,
        ITypeParameterSymbol or IParameterSymbol => "L:" + symbol.Name,
        _ => texts?.IdOf(symbol) ?? symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.Name,
    };
}
