using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Text;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Doubles;

/// <summary>The creators and wrappers that lines describe: those that ship, those of the settings, those of catalogue files.</summary>
internal sealed class ListedDoubles
{
    private static readonly Lazy<List<Entry>> s_shipped = new(ReadShipped);

    private readonly LayeredPatterns _patterns;
    private readonly MockingLibrary? _rocks;
    private readonly HashSet<INamedTypeSymbol> _containers = new(SameInstance.Comparer);
    private readonly Dictionary<INamedTypeSymbol, MockingLibrary> _wrappers = new(SameInstance.Comparer);
    private readonly ConcurrentDictionary<string, MockingLibrary> _libraries = new(StringComparer.Ordinal);
    private readonly DefinitionTable<INamedTypeSymbol, bool> _makers = new();
    private readonly ConcurrentDictionary<IMethodSymbol, MockingLibrary?> _known = new(SameInstance.Comparer);

    public ListedDoubles(Compilation compilation, GuardOptions options)
    {
        _patterns = new LayeredPatterns(
            MemberPatterns.Parse(options.MockingLibraries.Catalogue),
            MemberPatterns.Parse(options.MockingLibraries.Settings),
            MemberPatterns.Parse(s_shipped.Value));
        Add(compilation, s_shipped.Value);
        Add(compilation, options.MockingLibraries.Settings);
        Add(compilation, options.MockingLibraries.Catalogue);
        foreach (var expectations in KnownSymbols.Types(compilation, "Rocks.Expectations"))
        {
            _rocks ??= _containers.Contains(expectations) ? _libraries.GetOrAdd("Rocks", static name => new ListedLibrary(name)) : null;
        }
    }

    /// <summary>The wrapper types by what they are called.</summary>
    public IReadOnlyDictionary<INamedTypeSymbol, MockingLibrary> Wrappers => _wrappers;

    /// <summary>The types that somebody has taken out with <c>!T:..</c>.</summary>
    public HashSet<INamedTypeSymbol> TakenOut { get; } = new(SameInstance.Comparer);

    /// <summary>Whether the type has to do with a configured library, so that a lambda it takes is a set-up.</summary>
    public bool Knows(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        return _containers.Contains(definition) || _wrappers.ContainsKey(definition);
    }

    /// <summary>Whether a method or constructor of the type can make a double.</summary>
    public bool MayMake(INamedTypeSymbol container) => _containers.Count != 0 && (IsMadeByRocks(container) || IsMaker(container));

    /// <summary>The library of a method or constructor that makes a double; null when it makes none.</summary>
    public MockingLibrary? MakerOf(IMethodSymbol method)
    {
        if (_containers.Count == 0 || method.ContainingType is not { } container)
        {
            return null;
        }

        if (IsMadeByRocks(container) && method.Name == "Instance")
        {
            return _rocks;
        }

        if (!IsMaker(container))
        {
            return null;
        }

        var definition = method.OriginalDefinition;
        if (!_known.TryGetValue(definition, out var library))
        {
            library = Find(definition);
            _known.TryAdd(definition, library);
        }

        return library;
    }

    /// <summary>Rocks generates `IContextMakeExpectations`, which derives from nothing that a line could name.</summary>
    private bool IsMadeByRocks(INamedTypeSymbol container) => _rocks is not null && container.Name.EndsWith("MakeExpectations", StringComparison.Ordinal);

    private bool IsMaker(INamedTypeSymbol container)
    {
        var definition = container.OriginalDefinition;
        if (!_makers.TryGetValue(definition, out var makes))
        {
            makes = DerivesFromContainer(definition);
            _makers.Add(definition, makes);
        }

        return makes;
    }

    private bool DerivesFromContainer(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType?.OriginalDefinition)
        {
            if (_containers.Contains(current))
            {
                return true;
            }

            if (_makers.TryGetValue(current, out var known))
            {
                return known;
            }
        }

        return false;
    }

    private MockingLibrary? Find(IMethodSymbol method)
    {
        if (_patterns.TryMatch(method, out var entry))
        {
            return entry.Removes ? null : Library(entry);
        }

        // What a generator writes (`ContextExpectations.Instance()`) derives from the type that a line can name.
        for (var type = method.ContainingType.BaseType; type is not null && method.MethodKind == MethodKind.Ordinary; type = type.BaseType)
        {
            if (_containers.Contains(type.OriginalDefinition)
                && type.OriginalDefinition.GetDocumentationCommentId() is { } id
                && _patterns.TryMatchName("M" + id.Substring(1) + "." + method.Name, out entry))
            {
                return entry.Removes ? null : Library(entry);
            }
        }

        return null;
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
                if (entry.Text[0] != 'T')
                {
                    _containers.Add(type);
                }
                else if (entry.Removes)
                {
                    _wrappers.Remove(type);
                    TakenOut.Add(type);
                }
                else
                {
                    _wrappers[type] = Library(entry);
                    TakenOut.Remove(type);
                }
            }
        }
    }

    private MockingLibrary Library(Entry entry) => _libraries.GetOrAdd(NameOf(entry), static name => new ListedLibrary(name));

    /// <summary>What the entry says, else the namespace, else the type: `Acme.Testing` for `M:Acme.Testing.Doubles.New`.</summary>
    private static string NameOf(Entry entry)
    {
        if (entry.Label is { } label)
        {
            return label;
        }

        var type = Names.TypeOf(entry.Text)!;
        var dot = type.LastIndexOf('.');
        return dot < 0 ? Names.Simple(type) : type.Substring(0, dot);
    }

    private static List<Entry> ReadShipped()
    {
        List<Entry>? entries = null;
        using var stream = typeof(ListedDoubles).Assembly.GetManifestResourceStream("MockingLibraries.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        CatalogueFile.Read(SourceText.From(reader.ReadToEnd())).AddTo(ref entries, CatalogueKind.Mock);
        return entries ?? [];
    }
}
