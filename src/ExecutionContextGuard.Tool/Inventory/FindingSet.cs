namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Findings, each once: the same place under the same rule, seen in several target frameworks or in several projects that share the file, is one.</summary>
internal sealed class FindingSet
{
    private readonly Dictionary<(string Rule, Place At, string Message), Finding> _findings = [];

    public void Add(Finding finding)
    {
        var key = (finding.Rule, finding.At, finding.Message);
        if (!_findings.TryGetValue(key, out var known))
        {
            _findings.Add(key, finding);
            return;
        }

        _findings[key] = known with
        {
            // Of a file that several projects share, whichever is told first.
            Project = string.CompareOrdinal(known.Project, finding.Project) <= 0 ? known.Project : finding.Project,
            TargetFrameworks = [.. known.TargetFrameworks.Union(finding.TargetFrameworks).Order(StringComparer.Ordinal)],
            // What cannot be mended, or is not covered, in one of them is not at all.
            Fixable = known.Fixable && finding.Fixable,
            Reason = known.Reason ?? finding.Reason,
            ReasonDetail = known.ReasonDetail ?? finding.ReasonDetail,
            Suppressed = known.Suppressed && finding.Suppressed,
            Accepted = known.Accepted && finding.Accepted,
        };
    }

    public IReadOnlyList<Finding> ToList() =>
    [
        .. _findings.Values
            .OrderBy(static finding => finding.At.File, StringComparer.Ordinal)
            .ThenBy(static finding => finding.At.StartLine)
            .ThenBy(static finding => finding.At.StartColumn)
            .ThenBy(static finding => finding.Rule, StringComparer.Ordinal),
    ];
}
