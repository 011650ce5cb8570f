using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Sites that somebody allowed on purpose: <c>[AllowContextDouble("reason")]</c> on the member, its type or the assembly.</summary>
internal static class SiteAllowances
{
    private const string Attribute = "AllowContextDoubleAttribute";

    /// <summary>Asked only when a finding is about to be reported.</summary>
    public static bool Cover(IOperation operation, ISymbol containing)
    {
        // A lambda or local function is covered by the member it stands in; its own attributes count, too.
        return Cover(operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) ?? containing);
    }

    /// <inheritdoc cref="Cover(IOperation, ISymbol)"/>
    public static bool Cover(ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (Has(current) || (current is IMethodSymbol { AssociatedSymbol: { } property } && Has(property)))
            {
                return true;
            }
        }

        return Has(symbol as IAssemblySymbol ?? symbol.ContainingAssembly);
    }

    private static bool Has(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            // Without a reason nobody can tell later whether it still holds, so it allows nothing.
            if (attribute.AttributeClass?.Name == Attribute
                && attribute.ConstructorArguments.Length > 0
                && attribute.ConstructorArguments[0].Value is string reason
                && !string.IsNullOrWhiteSpace(reason))
            {
                return true;
            }
        }

        return false;
    }
}
