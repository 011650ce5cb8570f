using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Configuration;

/// <summary>Types written with their full name or a simple one. A full name decides over a simple one; of two equal entries the one with <c>!</c>.</summary>
internal sealed class TypePatterns
{
    private readonly Dictionary<string, bool> _full = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _simple = new(StringComparer.Ordinal);

    public static TypePatterns? Parse(List<Entry>? entries)
    {
        if (entries is null || entries.Count == 0)
        {
            return null;
        }

        var patterns = new TypePatterns();
        foreach (var entry in entries)
        {
            // The documentation name of a nested type has a dot where the metadata name has a plus.
            var name = entry.Text.Replace('+', '.');
            var names = name.IndexOf('.') < 0 ? patterns._simple : patterns._full;
            names[name] = !entry.Removes && (!names.TryGetValue(name, out var listed) || listed);
        }

        return patterns;
    }

    /// <summary>True when the type is listed, false when it is taken out, null when nothing is said of it.</summary>
    public bool? Verdict(INamedTypeSymbol definition)
    {
        if (_full.Count != 0
            && definition.GetDocumentationCommentId() is { } id
            && _full.TryGetValue(id.Substring(2), out var verdict))
        {
            return verdict;
        }

        return _simple.TryGetValue(definition.Name, out verdict) || _simple.TryGetValue(definition.MetadataName, out verdict) ? verdict : null;
    }
}
