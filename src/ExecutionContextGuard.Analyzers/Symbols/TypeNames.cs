using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Compares a symbol's full name without building a string.</summary>
internal static class TypeNames
{
    /// <summary>Whether the namespace is the one written, outermost part first ("Microsoft.Extensions").</summary>
    public static bool IsNamed(INamespaceSymbol? symbol, string dotted)
    {
        var end = dotted.Length;
        while (symbol is { IsGlobalNamespace: false })
        {
            var name = symbol.Name;
            var start = end - name.Length;
            if (start < 0 || string.CompareOrdinal(dotted, start, name, 0, name.Length) != 0)
            {
                return false;
            }

            if (start == 0)
            {
                return symbol.ContainingNamespace.IsGlobalNamespace;
            }

            if (dotted[start - 1] != '.')
            {
                return false;
            }

            end = start - 1;
            symbol = symbol.ContainingNamespace;
        }

        return false;
    }
}
