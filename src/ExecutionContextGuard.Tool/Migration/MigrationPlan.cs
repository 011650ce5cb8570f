using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>What a migration is asked to take.</summary>
internal sealed record MigrationScope(int? Tier, bool IncludeCreated, IReadOnlyList<string> Rules);

/// <summary>A file and its text before and after.</summary>
internal sealed record ChangedFile(string Path, Microsoft.CodeAnalysis.Text.SourceText Before, Microsoft.CodeAnalysis.Text.SourceText After);

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
}
