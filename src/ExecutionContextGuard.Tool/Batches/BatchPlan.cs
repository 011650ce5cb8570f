using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Batches;

/// <summary>One reviewable portion of the migration.</summary>
internal sealed record Batch(
    int Number,
    int Tier,
    string Kind,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Files,
    int Findings,
    int Fixable,
    IReadOnlyDictionary<string, int> Rules,
    IReadOnlyDictionary<string, int> Libraries,
    IReadOnlyDictionary<string, int> LeftForPerson,
    IReadOnlyList<string> Reach);

/// <summary>Cuts an inventory into batches: by tier, shared helpers before what uses them, what reaches most execution paths first, no more files than a person reviews in one go.</summary>
internal static class BatchPlan
{
    private const int FilesAtATime = 25;

    // What other rules name is the type or member that they are about, and nothing that an object reaches.
    private static readonly HashSet<string> s_reaching =
        [DiagnosticIds.MockedContext, DiagnosticIds.LooselyTypedContext, DiagnosticIds.MissingContext, DiagnosticIds.HandWrittenDouble, DiagnosticIds.BypassedConstruction];

    public const string Helpers = "shared helpers";
    public const string Users = "tests";

    public static IReadOnlyList<Batch> Of(IEnumerable<Finding> findings)
    {
        // The file that changes is the one in which the object is made; it belongs to the most important test that gets it.
        var files = findings
            .Where(static finding => finding.At.File.Length > 0)
            .GroupBy(static finding => finding.Creation?.File ?? finding.At.File)
            .Select(static file => (
                Name: file.Key,
                Tier: file.Min(static finding => finding.Tier),
                IsHelper: file.Any(finding => finding.At.File != file.Key),
                Findings: file.ToList()))
            .OrderBy(static file => file.Tier)
            .ThenBy(static file => file.IsHelper ? 0 : 1)
            .ThenBy(static file => file.IsHelper ? "" : file.Findings[0].Project, StringComparer.Ordinal)
            .ThenByDescending(static file => file.Findings.Select(Reached).OfType<string>().Distinct().Count())
            .ThenBy(static file => file.Name, StringComparer.Ordinal);

        var batches = new List<Batch>();
        foreach (var portion in files.GroupBy(static file => (file.Tier, file.IsHelper, Project: file.IsHelper ? "" : file.Findings[0].Project)))
        {
            foreach (var chunk in portion.Chunk(FilesAtATime))
            {
                var all = chunk.SelectMany(static file => file.Findings).ToList();
                batches.Add(new Batch(
                    batches.Count + 1,
                    portion.Key.Tier,
                    portion.Key.IsHelper ? Helpers : Users,
                    [.. all.Select(static finding => finding.Project).Distinct().Order(StringComparer.Ordinal)],
                    [.. chunk.Select(static file => file.Name)],
                    all.Count,
                    all.Count(static finding => finding.Fixable),
                    Counts(all, static finding => finding.Rule),
                    Counts(all, static finding => finding.Library),
                    Counts(all.Where(static finding => !finding.Fixable), static finding => finding.Reason),
                    [.. all.Select(Reached).OfType<string>().GroupBy(static path => path, StringComparer.Ordinal).OrderByDescending(static path => path.Count()).ThenBy(static path => path.Key, StringComparer.Ordinal).Select(static path => path.Key)]));
            }
        }

        return batches;
    }

    private static string? Reached(Finding finding) => s_reaching.Contains(finding.Rule) ? finding.Path : null;

    private static SortedDictionary<string, int> Counts(IEnumerable<Finding> findings, Func<Finding, string?> by) =>
        new(findings.Where(finding => by(finding) is not null).GroupBy(finding => by(finding)!).ToDictionary(static group => group.Key, static group => group.Count()), StringComparer.Ordinal);
}
