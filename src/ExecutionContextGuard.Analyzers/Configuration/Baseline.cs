using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Configuration;

/// <summary>The findings that a team has accepted as debt: how many of each key.</summary>
internal sealed class Baseline
{
    private readonly Dictionary<BaselineKey, int> _counts = [];

    /// <summary>Adds a file. Where two files (a project's and the repository's) speak of one key, the larger count holds: they speak of the same findings.</summary>
    public void Add(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (BaselineLine.TryRead(text, line, out var entry)
                && entry.Complaint is null
                && (!_counts.TryGetValue(entry.Key, out var count) || count < entry.Count))
            {
                _counts[entry.Key] = entry.Count;
            }
        }
    }

    /// <summary>How many findings of the key are accepted; 0 when none is.</summary>
    public int Accepted(in BaselineKey key) => _counts.TryGetValue(key, out var count) ? count : 0;
}
