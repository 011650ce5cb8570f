using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Properties for which the compiler keeps the field: what is written is stored as it is.</summary>
internal static class AutoProperties
{
    public static bool Contains(IPropertySymbol property)
    {
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } associated } && SymbolEqualityComparer.Default.Equals(associated, property))
            {
                return true;
            }
        }

        return false;
    }
}
