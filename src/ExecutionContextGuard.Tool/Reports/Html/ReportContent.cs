using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>What the page is made of.</summary>
internal sealed record ReportInput(ScanResult Now)
{
    /// <summary>An earlier inventory, to tell what is new and what is gone.</summary>
    public ScanResult? Before { get; init; }

    /// <summary>How many findings the baseline accepts; null where there is none.</summary>
    public int? Baseline { get; init; }

    /// <summary>What the applied runs changed, the oldest first.</summary>
    public IReadOnlyList<MigratedFile> Migrated { get; init; } = [];

    public DateTimeOffset Made { get; init; } = DateTimeOffset.UtcNow;
}

/// <summary>What became of a finding, in the order in which people care.</summary>
internal enum Status
{
    Fixable,
    Person,
    Accepted,
    Mended,
    Gone,
}

/// <summary>A finding, now or before.</summary>
internal sealed record Entry(Finding Finding, Status Status, bool IsNew)
{
    /// <summary>The changes that took it away.</summary>
    public IReadOnlyList<(MigratedFile File, Hunk Hunk)> Changes { get; init; } = [];

    public Place MadeAt => Finding.Creation ?? Finding.At;
}

/// <summary>The findings of the page, each with what became of it.</summary>
internal sealed class ReportContent
{
    public ReportContent(ReportInput input)
    {
        Input = input;
        Sources = new Sources(input.Now.Root, input.Migrated);
        var difference = input.Before is null ? null : Difference.Between(input.Before, input.Now);
        var now = input.Now.Findings.Where(static finding => !finding.Suppressed).Select(finding => new Entry(finding, StatusOf(finding), difference?.Added.Contains(finding) == true));
        var gone = difference?.Gone.Select(GoneEntry) ?? [];
        Entries =
        [
            .. now.Concat(gone)
                .OrderBy(static entry => entry.Finding.Tier)
                .ThenBy(static entry => entry.MadeAt.File, StringComparer.Ordinal)
                .ThenBy(static entry => entry.MadeAt.StartLine)
                .ThenBy(static entry => entry.MadeAt.StartColumn)
                .ThenBy(static entry => entry.Finding.At.File, StringComparer.Ordinal)
                .ThenBy(static entry => entry.Finding.At.StartLine)
                .ThenBy(static entry => entry.Finding.Rule, StringComparer.Ordinal),
        ];
    }

    public ReportInput Input { get; }

    public Sources Sources { get; }

    public IReadOnlyList<Entry> Entries { get; }

    public IEnumerable<Finding> Suppressed => Input.Now.Findings.Where(static finding => finding.Suppressed);

    public int Count(Status status) => Entries.Count(entry => entry.Status == status);

    /// <summary>The word of a status, in tables, filters and at the finding.</summary>
    public static string Name(Status status) => status switch
    {
        Status.Fixable => "Fixable",
        Status.Person => "For a person",
        Status.Accepted => "In the baseline",
        Status.Mended => "Mended",
        _ => "Gone",
    };

    private static Status StatusOf(Finding finding) => finding.Accepted ? Status.Accepted : finding.Fixable ? Status.Fixable : Status.Person;

    private Entry GoneEntry(Finding finding)
    {
        // What is reported at the creation goes with it, and what is reported elsewhere where that line, or a step on the way, was rewritten.
        var places = finding.Trail.Select(static step => (step.At, step.Code)).Append((finding.At, finding.Code));
        var changes = places.SelectMany(place => Input.Migrated.SelectMany(file => file.At(place.At, place.Code).Select(hunk => (file, hunk)))).Distinct().ToList();
        return new Entry(finding, changes.Count > 0 ? Status.Mended : Status.Gone, IsNew: false) { Changes = changes };
    }
}
