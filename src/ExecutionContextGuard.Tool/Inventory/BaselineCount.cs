using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Reporting;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Which findings of one project a baseline covers: the first of each key, in source order, as in a build.</summary>
internal sealed class BaselineCount(Baseline? baseline)
{
    private readonly Dictionary<BaselineKey, int> _covered = [];

    /// <summary>What a baseline would count the finding by; null for findings in no code.</summary>
    public static BaselineKey? KeyOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FindingSites.MemberKey, out var member) && !string.IsNullOrEmpty(member)
        && diagnostic.Properties.TryGetValue(FindingSites.PathKey, out var path) && !string.IsNullOrEmpty(path)
            ? new BaselineKey(diagnostic.Id, member, path)
            : null;

    /// <summary>To be asked in source order.</summary>
    public bool Covers(Diagnostic diagnostic)
    {
        if (baseline is null || diagnostic.IsSuppressed || KeyOf(diagnostic) is not { } key)
        {
            return false;
        }

        var covered = _covered.GetValueOrDefault(key);
        if (covered >= baseline.Accepted(key))
        {
            return false;
        }

        _covered[key] = covered + 1;
        return true;
    }
}
