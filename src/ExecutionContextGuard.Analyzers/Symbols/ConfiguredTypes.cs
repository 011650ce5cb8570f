using System.Collections.Generic;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>A list of types that somebody has configured: what it names, and what it says of a type.</summary>
internal sealed class ConfiguredTypes
{
    private readonly TypePatterns? _catalogue;
    private readonly TypePatterns? _settings;
    private readonly TypePatterns? _shipped;
    private readonly List<string> _fullNames = [];

    public ConfiguredTypes(EntryLayers layers)
    {
        _catalogue = TypePatterns.Parse(layers.Catalogue);
        _settings = TypePatterns.Parse(layers.Settings);
        _shipped = TypePatterns.Parse(layers.Shipped);
        Add(layers.Catalogue);
        Add(layers.Settings);
        Add(layers.Shipped);
    }

    /// <summary>The names without a dot, to look for in every assembly.</summary>
    public List<string> SimpleNames { get; } = [];

    /// <summary>Whether any entry takes something out.</summary>
    public bool TakesOut { get; private set; }

    /// <summary>True when the type is listed, false when it is taken out, null when nothing is said of it.</summary>
    public bool? Verdict(INamedTypeSymbol definition) => _catalogue?.Verdict(definition) ?? _settings?.Verdict(definition) ?? _shipped?.Verdict(definition);

    /// <summary>Whether nobody but the product itself says that the type is listed.</summary>
    public bool IsShipped(INamedTypeSymbol definition) =>
        _shipped?.Verdict(definition) == true && _catalogue?.Verdict(definition) is null && _settings?.Verdict(definition) is null;

    /// <summary>Adds the types that are written with their full name.</summary>
    public void AddFullNames(Compilation compilation, HashSet<INamedTypeSymbol> types)
    {
        foreach (var name in _fullNames)
        {
            types.UnionWith(KnownSymbols.Named(compilation, name));
        }
    }

    private void Add(List<Entry>? entries)
    {
        if (entries is null)
        {
            return;
        }

        foreach (var entry in entries)
        {
            if (entry.Removes)
            {
                TakesOut = true;
            }
            else
            {
                (entry.Text.IndexOf('.') < 0 && entry.Text.IndexOf('+') < 0 ? SimpleNames : _fullNames).Add(entry.Text);
            }
        }
    }
}
