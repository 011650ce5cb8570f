using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>
/// Counts a finding as mended when it is gone. An argument that gets several doubles is one finding, which each of its edit groups names:
/// until the last of them has landed, it is found again.
/// </summary>
internal sealed class MendedCount(MigrationPlan plan)
{
    private readonly List<(int Group, string File)> _landed = [];
    private Dictionary<string, int> _before = [];

    /// <summary>What is about to land, as the next groups of the plan.</summary>
    public void Land(IReadOnlyList<EditGroup> groups)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var diagnostic in groups[i].Diagnostics)
            {
                _landed.Add((plan.Groups.Count + i, FileOf(diagnostic)));
            }
        }
    }

    /// <summary>What is found now, after what has landed: whatever that names beyond what is gone, it has not mended.</summary>
    public void Look(IReadOnlyCollection<(Document Document, Diagnostic Diagnostic)> findings)
    {
        var now = findings.GroupBy(static finding => FileOf(finding.Diagnostic), StringComparer.Ordinal).ToDictionary(static file => file.Key, static file => file.Count(), StringComparer.Ordinal);
        foreach (var file in _landed.GroupBy(static landed => landed.File, static landed => landed.Group, StringComparer.Ordinal))
        {
            var again = file.Count() - (_before.GetValueOrDefault(file.Key) - now.GetValueOrDefault(file.Key));
            foreach (var group in file.Reverse().Take(Math.Max(0, again)))
            {
                plan.Groups[group] = plan.Groups[group] with { Findings = plan.Groups[group].Findings - 1 };
            }
        }

        _landed.Clear();
        _before = now;
    }

    private static string FileOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath ?? "";
}
