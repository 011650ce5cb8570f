using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>
/// What is new and what is gone between two inventories. A finding is the same one by what a baseline counts it by, whatever its line;
/// of several that are alike, those on the same line of code pair first, then those in the same file.
/// </summary>
internal sealed record Difference(IReadOnlySet<Finding> Added, IReadOnlyList<Finding> Gone)
{
    public static Difference Between(ScanResult before, ScanResult now)
    {
        var gone = new List<Finding>(before.Findings.Where(static finding => !finding.Suppressed));
        var added = new List<Finding>(now.Findings);
        Pair(gone, added, static finding => (Key(finding), finding.At.File, finding.Code));
        Pair(gone, added, static finding => (Key(finding), finding.At.File));
        Pair(gone, added, Key);
        return new Difference(added.Where(static finding => !finding.Suppressed).ToHashSet<Finding>(ReferenceEqualityComparer.Instance), gone);
    }

    private static (string, string, string) Key(Finding finding) =>
        finding is { Member: { Length: > 0 } member, Path: { Length: > 0 } path } ? (finding.Rule, member, path) : (finding.Rule, finding.At.File, finding.Message);

    private static void Pair<TKey>(List<Finding> gone, List<Finding> added, Func<Finding, TKey> key)
        where TKey : notnull
    {
        var waiting = new Dictionary<TKey, int>();
        foreach (var finding in gone)
        {
            waiting[key(finding)] = waiting.GetValueOrDefault(key(finding)) + 1;
        }

        var paired = new Dictionary<TKey, int>();
        added.RemoveAll(finding => Take(waiting, key(finding)) && Count(paired, key(finding)));
        gone.RemoveAll(finding => Take(paired, key(finding)));
    }

    private static bool Take<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull
    {
        if (counts.GetValueOrDefault(key) == 0)
        {
            return false;
        }

        counts[key]--;
        return true;
    }

    private static bool Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull
    {
        counts[key] = counts.GetValueOrDefault(key) + 1;
        return true;
    }
}
