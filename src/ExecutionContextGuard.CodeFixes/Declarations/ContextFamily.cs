using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ExecutionContextGuard.Declarations;

/// <summary>A method with everything that must have the same parameters: its overrides and implementations, and theirs.</summary>
internal static class ContextFamily
{
    public static async Task<List<IMethodSymbol>> OfAsync(IMethodSymbol method, Solution solution, CancellationToken cancellationToken)
    {
        var family = new List<IMethodSymbol> { method };
        for (var i = 0; i < family.Count; i++)
        {
            var found = family[i].ContainingType.TypeKind == TypeKind.Interface
                ? await SymbolFinder.FindImplementationsAsync(family[i], solution, cancellationToken: cancellationToken).ConfigureAwait(false)
                : await SymbolFinder.FindOverridesAsync(family[i], solution, cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var symbol in found)
            {
                if (symbol is IMethodSymbol member && !family.Exists(known => SymbolEqualityComparer.Default.Equals(known, member)))
                {
                    family.Add(member);
                }
            }
        }

        return family;
    }

    /// <summary>The files that name the symbol, or something of its name in the same type: an overload may be chosen differently afterwards.</summary>
    public static async Task<HashSet<DocumentId>> ConcernedAsync(ISymbol symbol, Solution solution, CancellationToken cancellationToken)
    {
        var concerned = new HashSet<DocumentId>();
        foreach (var member in symbol is INamedTypeSymbol ? ImmutableArray.Create(symbol) : symbol.ContainingType.GetMembers(symbol.Name))
        {
            foreach (var referenced in await SymbolFinder.FindReferencesAsync(member, solution, cancellationToken).ConfigureAwait(false))
            {
                foreach (var location in referenced.Locations)
                {
                    concerned.Add(location.Document.Id);
                }
            }
        }

        if (symbol.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Interface } type)
        {
            // A class that inherits the member may implement another interface with it.
            var derived = type.TypeKind == TypeKind.Interface
                ? await SymbolFinder.FindImplementationsAsync(type, solution, cancellationToken: cancellationToken).ConfigureAwait(false)
                : await SymbolFinder.FindDerivedClassesAsync(type, solution, cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var declaration in derived.SelectMany(static found => found.DeclaringSyntaxReferences))
            {
                if (solution.GetDocument(declaration.SyntaxTree) is { } document)
                {
                    concerned.Add(document.Id);
                }
            }
        }

        return concerned;
    }
}
