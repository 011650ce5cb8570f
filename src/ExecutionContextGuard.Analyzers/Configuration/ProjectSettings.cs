using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Configuration;

/// <summary>
/// What the .editorconfig files and global configs of a project say, read in one pass over its files: the union of each list.
/// Values that cannot be understood are collected on the way.
/// </summary>
internal sealed class ProjectSettings
{
    private readonly List<Entry>?[] _entries = new List<Entry>?[OptionKeys.All.Length];
    private readonly HashSet<string>?[] _read = new HashSet<string>?[OptionKeys.All.Length];
    private readonly string?[] _last = new string?[OptionKeys.All.Length];

    private ProjectSettings()
    {
    }

    /// <summary>The settings with a malformed value, each once; null when there is none.</summary>
    public List<(OptionKey Key, string Value)>? Malformed { get; private set; }

    public static ProjectSettings Read(AnalyzerConfigOptionsProvider provider, Compilation compilation, CancellationToken cancellationToken)
    {
        var settings = new ProjectSettings();
        settings.Add(provider.GlobalOptions);
        AnalyzerConfigOptions? last = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var options = provider.GetOptions(tree);
            if (!ReferenceEquals(options, last))
            {
                last = options;
                settings.Add(options);
            }
        }

        return settings;
    }

    /// <summary>The entries of a list, or the words of a choice, of all files; null when nobody wrote any.</summary>
    public List<Entry>? Of(OptionKey key) => _entries[OptionKeys.All.IndexOf(key)];

    private void Add(AnalyzerConfigOptions options)
    {
        for (var i = 0; i < OptionKeys.All.Length; i++)
        {
            // Files of one folder share one value, mostly the same string: it is parsed once.
            if (options.TryGetValue(OptionKeys.All[i].Name, out var value) && !ReferenceEquals(value, _last[i]))
            {
                _last[i] = value;
                if ((_read[i] ??= new HashSet<string>(StringComparer.Ordinal)).Add(value))
                {
                    Add(i, value);
                }
            }
        }
    }

    private void Add(int index, string value)
    {
        var key = OptionKeys.All[index];
        if (OptionText.Complaint(key, value) is not null)
        {
            (Malformed ??= []).Add((key, value));
        }

        if (key.Scope == OptionScope.File)
        {
            return;
        }

        var entries = _entries[index] ??= [];
        if (key.Kind == OptionKind.Choice)
        {
            entries.Add(new Entry(value.Trim(), removes: false));
            return;
        }

        foreach (var written in OptionText.Entries(value))
        {
            if (OptionText.TryRead(key.Kind, written, out var entry))
            {
                entries.Add(entry);
            }
        }
    }
}
