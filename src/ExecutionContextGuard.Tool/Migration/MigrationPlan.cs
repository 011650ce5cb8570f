using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Tool.Inventory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>What a migration is asked to take.</summary>
internal sealed record MigrationScope(int? Tier, bool IncludeCreated, IReadOnlyList<string> Rules)
{
    /// <summary>Whether doubles are mended that only ECG1010 reports.</summary>
    public bool TakesCreated => IncludeCreated || Names(DiagnosticIds.ContextTypeMocked);

    /// <summary>A rule that is named, or else whatever a real context mends: a fix that changes what the code itself does has to be asked for.</summary>
    public bool Takes(Diagnostic diagnostic) => Rules.Count == 0 ? Fixes.ConstructContexts(diagnostic) : Names(diagnostic.Id);

    private bool Names(string rule) => Rules.Contains(rule, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A file and its text before and after.</summary>
internal sealed record ChangedFile(string Path, SourceText Before, SourceText After);

/// <summary>A finding that stays, and why.</summary>
internal sealed record Remaining(string Rule, Place At, string Message, string Reason, string? Detail);

/// <summary>A change that did not pass its proof.</summary>
internal sealed record LeftOut(string File, int Line, string Reason);

/// <summary>A change that was proven: the findings that it mends, and the files that change together.</summary>
internal sealed record ProvenGroup(IReadOnlyList<string> Files, int Findings);

/// <summary>The outcome of planning and proving, before anything is written.</summary>
internal sealed class MigrationPlan
{
    public List<ChangedFile> Files { get; } = [];

    public List<ProvenGroup> Groups { get; } = [];

    public List<LeftOut> LeftOut { get; } = [];

    public List<Remaining> Remaining { get; } = [];

    public int Findings => Groups.Sum(static group => group.Findings);

    /// <summary>The findings that are mended where only these files change.</summary>
    public int FindingsIn(IReadOnlyCollection<string> files)
    {
        var changing = files.ToHashSet(StringComparer.Ordinal);
        return Groups.Where(group => group.Files.All(changing.Contains)).Sum(static group => group.Findings);
    }
}
