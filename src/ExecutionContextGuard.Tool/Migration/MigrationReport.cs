using System.Text.Json;
using ExecutionContextGuard.Tool.Journal;
using ExecutionContextGuard.Tool.Reports;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>What a migration did, for a person or (docs/schemas/migrate.schema.json) a program.</summary>
internal sealed record MigrationReport
{
    public required string? Run { get; init; }

    public required bool DryRun { get; init; }

    public required int Findings { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    public required IReadOnlyList<NotWritten> NotWritten { get; init; }

    public required IReadOnlyList<WorseTests> WorseTests { get; init; }

    public required IReadOnlyList<Remaining> Remaining { get; init; }

    public string ToJson() => JsonSerializer.Serialize(
        new { JsonReport.Version, Tool = ToolVersion.Text, Run, DryRun, Findings, Files, LeftOut, NotWritten, WorseTests, Remaining },
        JsonReport.Options) + "\n";

    public void Say(Screen screen)
    {
        var does = DryRun ? "would be" : "are";
        screen.Note(Files.Count == 0
            ? "Nothing to change."
            : $"{TableReport.Count(Findings, "finding")} {does} mended in {TableReport.Count(Files.Count, "file")}; every change compiles, leaves no finding and loses no assertion.");
        foreach (var left in LeftOut)
        {
            screen.Warn($"{left.File}({left.Line}) is left as it is: {left.Reason}");
        }

        foreach (var file in NotWritten)
        {
            screen.Warn($"{file.Path} is left as it is: {file.Reason}");
        }

        foreach (var worse in WorseTests)
        {
            screen.Warn($"{worse.Project}: {TableReport.Count(worse.Files.Count, "file")} given back, for these tests were green before: {string.Join(", ", worse.Tests)}");
        }

        if (Remaining.Count > 0)
        {
            screen.Note($"Left for a person: {TableReport.Count(Remaining.Count, "finding")}.");
            foreach (var reason in Remaining.GroupBy(static finding => finding.Reason).OrderByDescending(static reason => reason.Count()).ThenBy(static reason => reason.Key, StringComparer.Ordinal))
            {
                screen.Note($"  {reason.Count(),5} {reason.Key}");
            }
        }

        if (Run is not null)
        {
            screen.Note($"To take it back: ecguard rollback {Run}");
        }
    }
}

/// <summary>A project whose tests got worse, and the files that were given back for it.</summary>
internal sealed record WorseTests(string Project, IReadOnlyList<string> Tests, IReadOnlyList<string> Files);
