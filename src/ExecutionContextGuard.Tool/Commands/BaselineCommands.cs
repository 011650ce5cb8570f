using System.CommandLine;
using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Reports;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>`ecguard verify` and `ecguard baseline`: the ratchet.</summary>
internal static class BaselineCommands
{
    public static Command Verify()
    {
        var path = CommonOptions.Path();
        var keep = new Option<bool>("--no-tighten") { Description = "Leave the baseline as it is where findings are gone." };
        var github = new Option<bool>("--github") { Description = "Print what is new as annotations of a GitHub workflow." };
        var sarif = new Option<string?>("--sarif") { Description = "Write all findings as SARIF into this file, too.", HelpName = "FILE" };
        var properties = CommonOptions.Properties();
        var noProgress = CommonOptions.NoProgress();
        var command = new Command("verify", "Hold the code against the baseline: a finding that it does not cover is named, and the exit code is 1. Where findings are gone, the baseline becomes smaller; it never grows.")
        {
            path, keep, github, sarif, properties, noProgress,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = Screen.OfProcess(!parsed.GetValue(noProgress));
            var target = Target.Find(parsed.GetValue(path)!);
            var before = BaselineFile.Read(target.Root);
            var result = await ScanAsync(target, parsed.GetValue(properties), screen, cancellationToken);
            if (parsed.GetValue(sarif) is { } file)
            {
                await Report.WriteAsync(result, ReportFormat.Sarif, file, screen);
            }

            var added = result.Open.ToList();
            if (parsed.GetValue(github))
            {
                await screen.Results.WriteAsync(GitHubReport.Write(result));
            }
            else
            {
                foreach (var finding in added)
                {
                    await screen.Results.WriteLineAsync($"{finding.At.File}({finding.At.StartLine},{finding.At.StartColumn}): {finding.Severity} {finding.Rule}: {finding.Message}");
                }
            }

            // A project that was not looked at says nothing about its findings: they are not gone.
            var after = before.ShrunkTo(BaselineFile.Of(target.Root, result.Findings));
            if (after.Total < before.Total && result.Failures.Count == 0 && Covers(target, result) && !parsed.GetValue(keep))
            {
                after.Write();
                screen.Note($"The baseline is now smaller by {before.Total - after.Total}: {after.Total} findings. Commit {BaselineFile.Name}.");
            }

            screen.Note(added.Count == 0 ? $"Nothing new; {TableReport.Count(after.Total, "finding")} accepted." : $"{TableReport.Count(added.Count, "new finding")}.");
            return ExitCode.Of(added.Count > 0, result.Failures);
        });
        return command;
    }

    public static Command Baseline()
    {
        var path = CommonOptions.Path();
        var accept = new Option<bool>("--accept-new") { Description = "Also accept findings that an existing baseline does not cover." };
        var properties = CommonOptions.Properties();
        var noProgress = CommonOptions.NoProgress();
        var command = new Command("baseline", $"Accept today's findings as debt: write {BaselineFile.Name} into the root of the tree. Builds with our package, 'scan' and 'verify' then report only what is new. An existing baseline only becomes smaller, unless --accept-new is given.")
        {
            path, accept, properties, noProgress,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = Screen.OfProcess(!parsed.GetValue(noProgress));
            var target = Target.Find(parsed.GetValue(path)!);
            var exists = File.Exists(BaselineFile.PathIn(target.Root));
            var result = await ScanAsync(target, parsed.GetValue(properties), screen, cancellationToken);
            return WriteBaseline(target, result, growing: !exists || parsed.GetValue(accept), screen);
        });
        return command;
    }

    public static int WriteBaseline(Target target, ScanResult result, bool growing, Screen screen)
    {
        if (result.Failures.Count > 0)
        {
            throw new CommandException(ExitCode.Findings, "Not every project could be loaded, so the baseline is left as it is; it would lack their findings.");
        }

        var today = BaselineFile.Of(target.Root, result.Findings);
        var known = BaselineFile.Read(target.Root);
        // A part of the tree says nothing about the findings of the rest.
        var isPart = known.Total > 0 && !Covers(target, result);
        var baseline = isPart ? (growing ? known.With(today) : known) : growing ? today : known.ShrunkTo(today);
        baseline.Write();
        screen.Note($"{TableReport.Count(baseline.Total, "finding")} accepted in {BaselineFile.Name}. Commit it.");
        if (isPart)
        {
            screen.Note("Not every project of the tree was looked at, so nothing is taken out; name the folder of the baseline for that.");
        }

        var left = today.Total - today.ShrunkTo(baseline).Total;
        if (left > 0)
        {
            screen.Note($"{left} more are new and stay reported; --accept-new accepts them, too.");
        }

        return ExitCode.Success;
    }

    public static async Task<ScanResult> ScanAsync(Target target, string[]? properties, Screen screen, CancellationToken cancellationToken) =>
        await new Scanner(await CommonOptions.LoadAsync(target, properties, screen, cancellationToken), screen).ScanAsync(cancellationToken);

    /// <summary>Whether the scan saw every project below the root, so that what it did not find is gone.</summary>
    private static bool Covers(Target target, ScanResult result)
    {
        var seen = result.Projects.Select(static project => project.File).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return SourceFolders.Files(target.Root, "*.csproj").All(project => seen.Contains(Path.GetRelativePath(target.Root, project).Replace('\\', '/')));
    }
}
