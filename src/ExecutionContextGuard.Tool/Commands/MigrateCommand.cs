using System.CommandLine;
using ExecutionContextGuard.Tool.Journal;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Migration;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>`ecguard migrate`.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var path = CommonOptions.Path();
        var tier = new Option<int?>("--tier") { Description = "Only what belongs to this tier: 1, 2 or 3; see 'ecguard plan'.", HelpName = "1|2|3" };
        tier.CompletionSources.Add("1", "2", "3");
        tier.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is { } value and (< 1 or > 3))
            {
                result.AddError($"There is no tier {value}; write 1, 2 or 3.");
            }
        });
        var dryRun = new Option<bool>("--dry-run") { Description = "Write nothing; print the changes as a unified diff." };
        var test = new Option<bool>("--test") { Description = "Run the tests of the touched projects with 'dotnet test' before and after, and give files back when a green test turned red: those that declare it, or else all of its project." };
        var created = new Option<bool>("--include-created") { Description = "Also mend doubles that are not seen to reach an execution path (ECG1010 alone)." };
        var remaining = new Option<bool>("--fail-on-remaining") { Description = "Exit with 1 when findings are left for a person." };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON (docs/schemas/migrate.schema.json) to the standard output; not together with --dry-run, which prints the diff there." };
        var rules = CommonOptions.Rules();
        var properties = CommonOptions.Properties();
        var noProgress = CommonOptions.NoProgress();
        var command = new Command("migrate", "Replace doubles by real contexts wherever the code fix can, in the files of the projects that PATH names. Each change is compiled in memory before anything is written; a change that does not pass is left out and named. A journal in .ecguard/ comes first: 'ecguard rollback' takes the run back, byte for byte. Never commits. Exits with 1 when a change was left out or could not be written.")
        {
            path, tier, dryRun, test, created, remaining, json, rules, properties, noProgress,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(dryRun) && (result.GetValue(json) || result.GetValue(test)))
            {
                result.AddError("--dry-run goes together with neither --json nor --test.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            Target.Find(parsed.GetValue(path)!),
            new MigrationScope(parsed.GetValue(tier), parsed.GetValue(created), parsed.GetValue(rules) ?? []),
            parsed.GetValue(dryRun),
            parsed.GetValue(test),
            parsed.GetValue(remaining),
            parsed.GetValue(json),
            parsed.GetValue(properties),
            Screen.OfProcess(!parsed.GetValue(noProgress)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Target target,
        MigrationScope scope,
        bool dryRun,
        bool test,
        bool failOnRemaining,
        bool json,
        string[]? properties,
        Screen screen,
        CancellationToken cancellationToken)
    {
        using var treeLock = dryRun ? null : TreeLock.Take(target.Root);
        if (!dryRun)
        {
            foreach (var line in new Recovery(new RunStore(target.Root)).Finish())
            {
                screen.Note(line);
            }
        }

        var estate = await CommonOptions.LoadAsync(target, properties, screen, cancellationToken, withNeighbours: true);
        var plan = await new MigrationPlanner(estate, scope, screen).PlanAsync(cancellationToken);
        var migrator = new Migrator(estate, new RunStore(target.Root), screen);
        MigrationReport report;
        if (dryRun)
        {
            report = migrator.DryRun(plan);
        }
        else
        {
            TestRuns? tests = null;
            if (test && plan.Files.Count > 0)
            {
                tests = new TestRuns(estate, screen);
                await tests.BeforeAsync(plan.Files.Select(static file => file.Path), cancellationToken);
            }

            report = await migrator.WriteAsync(plan, tests, cancellationToken);
        }

        report.Say(screen);
        if (json)
        {
            await screen.Results.WriteAsync(report.ToJson());
        }

        var undone = report.LeftOut.Count + report.NotWritten.Count + report.WorseTests.Count > 0 || (failOnRemaining && report.Remaining.Count > 0);
        return ExitCode.Of(undone, estate.Failures);
    }
}
