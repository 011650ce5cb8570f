using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Configuration;

/// <summary>
/// Finds what is wrong in settings that the compiler knows and nobody handed over as text (an analyzer does not see an .editorconfig):
/// without a line, but not unsaid.
/// </summary>
internal static class SettingsWithoutFile
{
    /// <summary>The complaints, each once and in order; null when there is none.</summary>
    public static List<string>? Complaints(AnalyzerOptions analyzer, GuardOptions options, Compilation compilation, CancellationToken cancellationToken)
    {
        var found = new SortedSet<(string Key, string Value)>();
        if (options.Malformed is { } malformed)
        {
            foreach (var (key, value) in malformed)
            {
                found.Add((key.Name, value));
            }
        }

        var provider = analyzer.AnalyzerConfigOptionsProvider;
        AddUnknownKeys(provider.GlobalOptions, found);
        // The package hands over all files or none: with their text here, their keys need no second look.
        if (!HasSettingsFile(analyzer))
        {
            AddUnknownKeys(provider, compilation, found, cancellationToken);
        }

        if (found.Count == 0)
        {
            return null;
        }

        RemoveHandedOver(analyzer, found, cancellationToken);
        List<string>? complaints = null;
        foreach (var (key, value) in found)
        {
            if (ConfigurationLine.Complaint(key, value) is { } complaint)
            {
                (complaints ??= []).Add(complaint);
            }
        }

        return complaints;
    }

    private static bool HasSettingsFile(AnalyzerOptions analyzer)
    {
        foreach (var file in analyzer.AdditionalFiles)
        {
            if (ConfigurationFiles.IsSettings(file.Path))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddUnknownKeys(AnalyzerConfigOptionsProvider provider, Compilation compilation, SortedSet<(string Key, string Value)> found, CancellationToken cancellationToken)
    {
        AnalyzerConfigOptions? last = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var options = provider.GetOptions(tree);
            if (!ReferenceEquals(options, last))
            {
                last = options;
                AddUnknownKeys(options, found);
            }
        }
    }

    private static void AddUnknownKeys(AnalyzerConfigOptions options, SortedSet<(string Key, string Value)> found)
    {
        try
        {
            foreach (var key in options.Keys)
            {
                if (key.StartsWith(OptionKey.Prefix, StringComparison.OrdinalIgnoreCase) && !IsKnown(key) && options.TryGetValue(key, out var value))
                {
                    found.Add((key, value));
                }
            }
        }
        catch (NotImplementedException)
        {
            // A host that does not list its keys: what it has of ours is read by name.
        }
    }

    private static bool IsKnown(string name)
    {
        foreach (var key in OptionKeys.All)
        {
            if (string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What stands in a file that was handed over is said at its line, and once.</summary>
    private static void RemoveHandedOver(AnalyzerOptions analyzer, SortedSet<(string Key, string Value)> found, CancellationToken cancellationToken)
    {
        foreach (var file in analyzer.AdditionalFiles)
        {
            if (ConfigurationFiles.IsSettings(file.Path) && file.GetText(cancellationToken) is { } text)
            {
                foreach (var line in text.Lines)
                {
                    if (ConfigurationLine.TryRead(text, line, out var setting))
                    {
                        found.RemoveWhere(item => string.Equals(item.Key, setting.Key, StringComparison.OrdinalIgnoreCase) && item.Value == setting.Value);
                    }
                }
            }
        }
    }
}
