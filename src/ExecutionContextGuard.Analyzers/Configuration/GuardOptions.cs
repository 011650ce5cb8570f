using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Configuration;

/// <summary>
/// The configuration of one project, all channels together. What says <em>what exists</em> is the union over the project's files,
/// global configs and catalogues; what says <em>what to report</em> is asked for the file of the finding.
/// </summary>
internal sealed class GuardOptions
{
    private readonly AnalyzerConfigOptionsProvider _provider;

    private GuardOptions(AnalyzerOptions options, Compilation compilation, CancellationToken cancellationToken)
    {
        _provider = options.AnalyzerConfigOptionsProvider;
        var settings = ProjectSettings.Read(_provider, compilation, cancellationToken);
        Malformed = settings.Malformed;
        ContextTypes.Settings = settings.Of(OptionKeys.ContextTypes);
        ApprovedTypes.Settings = settings.Of(OptionKeys.ApprovedTypes);
        RealTypes.Settings = settings.Of(OptionKeys.RealType);
        MockingLibraries.Settings = settings.Of(OptionKeys.MockingLibraries);
        Paths.Settings = PathEntries(settings);
        IsTestProject = Chosen(settings.Of(OptionKeys.TestProject));
        foreach (var framework in SwitchedOn(settings.Of(OptionKeys.Frameworks)))
        {
            AddShipped(Frameworks.Catalogue(framework));
        }

        foreach (var file in options.AdditionalFiles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ConfigurationFiles.IsCatalogue(file.Path) && file.GetText(cancellationToken) is { } catalogue)
            {
                Add(CatalogueFile.Read(catalogue));
            }
            else if (ConfigurationFiles.IsBaseline(file.Path) && file.GetText(cancellationToken) is { } baseline)
            {
                (Baseline ??= new Baseline()).Add(baseline);
            }
        }
    }

    /// <summary>The types to guard. Entries of the settings that add something replace the two default names; a catalogue adds to whatever there is.</summary>
    public EntryLayers ContextTypes { get; } = new();

    public EntryLayers ApprovedTypes { get; } = new();

    /// <summary>Pairs: the entry's text is the type that is asked for, its label the real one.</summary>
    public EntryLayers RealTypes { get; } = new();

    /// <summary>Members that are paths, and (with <c>!</c>) members that are none.</summary>
    public EntryLayers Paths { get; } = new();

    public EntryLayers MockingLibraries { get; } = new();

    /// <summary>Types and properties of agent frameworks that carry anything under string keys.</summary>
    public EntryLayers Carriers { get; } = new();

    /// <summary>Null when the project is to be looked at.</summary>
    public bool? IsTestProject { get; }

    /// <summary>The accepted findings; null when nobody has accepted any.</summary>
    public Baseline? Baseline { get; }

    /// <summary>The settings with a malformed value, each once; null when there is none.</summary>
    public List<(OptionKey Key, string Value)>? Malformed { get; }

    public static GuardOptions Read(AnalyzerOptions options, Compilation compilation, CancellationToken cancellationToken) =>
        new(options, compilation, cancellationToken);

    /// <summary>Whether only marked parameters are paths in the file.</summary>
    public bool MarkedOnly(SyntaxTree tree) =>
        _provider.GetOptions(tree).TryGetValue(OptionKeys.PathScope.Name, out var value)
        && string.Equals(value.Trim(), OptionKeys.MarkedOnly, StringComparison.Ordinal);

    /// <summary>What the file says of the key, as it is written; null where it says nothing.</summary>
    public string? InFile(OptionKey key, SyntaxTree tree) => _provider.GetOptions(tree).TryGetValue(key.Name, out var value) ? value : null;

    /// <summary>The settings themselves, for names that are read where something is guarded only.</summary>
    public AnalyzerConfigOptionsProvider Provider => _provider;

    /// <summary>`excluded_paths = X` says what `execution_paths = !X` says; `!X` there takes back what another file has excluded.</summary>
    private static List<Entry>? PathEntries(ProjectSettings settings)
    {
        var entries = settings.Of(OptionKeys.ExecutionPaths);
        if (settings.Of(OptionKeys.ExcludedPaths) is not { } excluded)
        {
            return entries;
        }

        entries = entries is null ? [] : [.. entries];
        foreach (var entry in excluded)
        {
            if (!entry.Removes && !excluded.Exists(other => other.Removes && other.Text == entry.Text))
            {
                entries.Add(new Entry(entry.Text, removes: true));
            }
        }

        return entries;
    }

    private static bool? Chosen(List<Entry>? words)
    {
        bool? chosen = null;
        if (words is not null)
        {
            foreach (var word in words)
            {
                chosen = word.Text switch
                {
                    "true" => true,
                    "false" => chosen ?? false,
                    _ => chosen,
                };
            }
        }

        return chosen;
    }

    /// <summary>The frameworks that some file switches on and none switches off, each once.</summary>
    private static IEnumerable<string> SwitchedOn(List<Entry>? entries)
    {
        if (entries is null)
        {
            yield break;
        }

        foreach (var name in Frameworks.Names)
        {
            if (entries.Exists(entry => !entry.Removes && entry.Text == name) && !entries.Exists(entry => entry.Removes && entry.Text == name))
            {
                yield return name;
            }
        }
    }

    private void AddShipped(CatalogueFile file)
    {
        ContextTypes.Shipped = With(ContextTypes.Shipped, CatalogueKind.GuardedType);
        ApprovedTypes.Shipped = With(ApprovedTypes.Shipped, CatalogueKind.Approved);
        RealTypes.Shipped = With(RealTypes.Shipped, CatalogueKind.RealType);
        Paths.Shipped = With(Paths.Shipped, CatalogueKind.Path);
        Carriers.Shipped = With(Carriers.Shipped, CatalogueKind.Carrier);

        List<Entry>? With(List<Entry>? entries, CatalogueKind kind)
        {
            file.AddTo(ref entries, kind);
            return entries;
        }
    }

    private void Add(CatalogueFile file)
    {
        ContextTypes.Catalogue = With(ContextTypes.Catalogue, CatalogueKind.GuardedType);
        ApprovedTypes.Catalogue = With(ApprovedTypes.Catalogue, CatalogueKind.Approved);
        RealTypes.Catalogue = With(RealTypes.Catalogue, CatalogueKind.RealType);
        Paths.Catalogue = With(Paths.Catalogue, CatalogueKind.Path);
        MockingLibraries.Catalogue = With(MockingLibraries.Catalogue, CatalogueKind.Mock);
        Carriers.Catalogue = With(Carriers.Catalogue, CatalogueKind.Carrier);

        List<Entry>? With(List<Entry>? entries, CatalogueKind kind)
        {
            file.AddTo(ref entries, kind);
            return entries;
        }
    }
}
