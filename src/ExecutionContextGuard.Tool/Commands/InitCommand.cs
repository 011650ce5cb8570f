using System.CommandLine;
using System.Text.Json;
using ExecutionContextGuard.Tool.Batches;
using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Reports;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>`ecguard init`: the files to start with.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var path = CommonOptions.Path();
        var properties = CommonOptions.Properties();
        var noProgress = CommonOptions.NoProgress();
        var command = new Command("init", $"Write what a repository starts with: {TierRules.FileName} with the tiers, and {BaselineFile.Name} where there are findings already. Files that exist stay as they are.") { path, properties, noProgress };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = Screen.OfProcess(!parsed.GetValue(noProgress));
            var target = Target.Find(parsed.GetValue(path)!);
            var tiers = Path.Combine(target.Root, TierRules.FileName);
            if (File.Exists(tiers))
            {
                screen.Note($"{TierRules.FileName} exists and stays as it is.");
            }
            else
            {
                await File.WriteAllTextAsync(tiers, JsonSerializer.Serialize(new TierFile(TierRules.Defaults), JsonReport.Options) + "\n", cancellationToken);
                screen.Note($"{TierRules.FileName} says which tests belong to tier 1 and 2; change its globs to what you have.");
            }

            var result = await BaselineCommands.ScanAsync(target, parsed.GetValue(properties), screen, cancellationToken);
            if (File.Exists(BaselineFile.PathIn(target.Root)))
            {
                screen.Note($"{BaselineFile.Name} exists and stays as it is.");
            }
            else if (result.Open.Any())
            {
                BaselineCommands.WriteBaseline(target, result, growing: true, screen);
            }

            screen.Note("Next: add the package ExecutionContextGuard to all test projects (a GlobalPackageReference in Directory.Packages.props), and run 'ecguard verify' in CI.");
            return ExitCode.Success;
        });
        return command;
    }
}
