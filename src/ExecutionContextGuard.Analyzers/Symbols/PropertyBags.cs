using System.Collections.Generic;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>The types and properties, of agent frameworks, that carry anything under any key along with a run.</summary>
internal sealed class PropertyBags
{
    private readonly HashSet<INamedTypeSymbol> _types = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _properties = new(SymbolEqualityComparer.Default);

    private PropertyBags()
    {
    }

    /// <summary>Null when no catalogue that is switched on names a bag which this compilation knows.</summary>
    public static PropertyBags? Find(Compilation compilation, GuardOptions options)
    {
        var bags = new PropertyBags();
        bags.Add(compilation, options.Carriers.Shipped);
        bags.Add(compilation, options.Carriers.Catalogue);
        return bags._types.Count + bags._properties.Count == 0 ? null : bags;
    }

    public bool Contains(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            if (_types.Contains(current.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    public bool Contains(IPropertySymbol property)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            if (_properties.Contains(current.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(Compilation compilation, List<Entry>? entries)
    {
        if (entries is null)
        {
            return;
        }

        foreach (var entry in entries)
        {
            if (Names.TypeOf(entry.Text) is not { } name)
            {
                continue;
            }

            foreach (var type in KnownSymbols.Named(compilation, name))
            {
                if (entry.Text[0] == 'T')
                {
                    Change(_types, type, entry.Removes);
                    continue;
                }

                foreach (var member in type.GetMembers(entry.Text.Substring(entry.Text.LastIndexOf('.') + 1)))
                {
                    Change(_properties, member, entry.Removes);
                }
            }
        }
    }

    private static void Change<T>(HashSet<T> set, T symbol, bool removes)
    {
        if (removes)
        {
            set.Remove(symbol);
        }
        else
        {
            set.Add(symbol);
        }
    }
}
