using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Configuration;

/// <summary>
/// The settings of one project. What says <em>what exists</em> is the union over the project's files and global configs;
/// what says <em>what to report</em> is asked for the file of the finding.
/// </summary>
internal sealed class GuardOptions
{
    private readonly AnalyzerConfigOptionsProvider _provider;

    private GuardOptions(AnalyzerConfigOptionsProvider provider, Compilation compilation)
    {
        _provider = provider;
        ContextTypes = Union(OptionKeys.ContextTypes, compilation);
        RealTypes = Union(OptionKeys.RealType, compilation);
        ExecutionPaths = Union(OptionKeys.ExecutionPaths, compilation);
        ExcludedPaths = Union(OptionKeys.ExcludedPaths, compilation);
    }

    /// <summary>The entries that replace the two default names; null when nobody wrote any.</summary>
    public List<string>? ContextTypes { get; }

    public List<string>? RealTypes { get; }

    public List<string>? ExecutionPaths { get; }

    public List<string>? ExcludedPaths { get; }

    public static GuardOptions Read(AnalyzerConfigOptionsProvider provider, Compilation compilation) => new(provider, compilation);

    /// <summary>Whether only marked parameters are paths in the file.</summary>
    public bool MarkedOnly(SyntaxTree tree) =>
        _provider.GetOptions(tree).TryGetValue(OptionKeys.PathScope.Name, out var value)
        && string.Equals(value.Trim(), OptionKeys.MarkedOnly, StringComparison.Ordinal);

    private List<string>? Union(OptionKey key, Compilation compilation)
    {
        List<string>? entries = null;
        Add(_provider.GlobalOptions, key, ref entries);
        string? last = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            // Files of one folder share one value, mostly the same string: it is parsed once.
            if (_provider.GetOptions(tree).TryGetValue(key.Name, out var value) && !ReferenceEquals(value, last))
            {
                last = value;
                Add(value, key, ref entries);
            }
        }

        return entries;
    }

    private static void Add(AnalyzerConfigOptions options, OptionKey key, ref List<string>? entries)
    {
        if (options.TryGetValue(key.Name, out var value))
        {
            Add(value, key, ref entries);
        }
    }

    private static void Add(string value, OptionKey key, ref List<string>? entries)
    {
        entries ??= [];
        foreach (var entry in OptionText.Entries(value))
        {
            if (OptionText.IsWellFormed(key.Kind, entry) && !entries.Contains(entry))
            {
                entries.Add(entry);
            }
        }
    }
}
