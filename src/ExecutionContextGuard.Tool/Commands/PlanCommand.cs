using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ExecutionContextGuard.Tool.Batches;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Reports;
using ExecutionContextGuard.Tool.Terminal;
using Spectre.Console;

namespace ExecutionContextGuard.Tool.Commands;

internal enum PlanFormat
{
    Table,
    Json,
    Markdown,
}

/// <summary>`ecguard plan`: in which order, and in which portions.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var path = CommonOptions.Path();
        var format = CommonOptions.Choice<PlanFormat>("--format", "-f", "table, json (docs/schemas/plan.schema.json), or markdown for an issue tracker.");
        var output = CommonOptions.Output();
        var properties = CommonOptions.Properties();
        var noProgress = CommonOptions.NoProgress();
        var command = new Command("plan", $"Cut the migration into batches that can be reviewed: tier 1 is what the business stands on (golden path, mission critical, end to end), tier 2 integration, tier 3 the rest; {TierRules.FileName} says otherwise. Shared helpers come before what uses them. Changes nothing.")
        {
            path, format, output, properties, noProgress,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = Screen.OfProcess(!parsed.GetValue(noProgress));
            var result = await BaselineCommands.ScanAsync(Target.Find(parsed.GetValue(path)!), parsed.GetValue(properties), screen, cancellationToken);
            // What a baseline accepts is debt, and the plan is about paying it.
            var batches = BatchPlan.Of(result.Findings.Where(static finding => !finding.Suppressed));
            var chosen = parsed.GetValue(format);
            if (chosen == PlanFormat.Table && parsed.GetValue(output) is null)
            {
                screen.Out.Write(Table(batches));
                foreach (var batch in batches)
                {
                    screen.Out.WriteLine($"  Batch {batch.Number}: {Counts(batch.Rules)}{(batch.Libraries.Count == 0 ? "" : $"; {Counts(batch.Libraries)}")}");
                }

                return ExitCode.Success;
            }

            var text = chosen switch
            {
                PlanFormat.Json => JsonSerializer.Serialize(new { JsonReport.Version, Tool = ToolVersion.Text, Batches = batches }, JsonReport.Options) + "\n",
                _ => Markdown(batches),
            };
            if (parsed.GetValue(output) is { } file)
            {
                await File.WriteAllTextAsync(file, text, cancellationToken);
                screen.Note($"Written to {file}.");
            }
            else
            {
                await screen.Results.WriteAsync(text);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Table Table(IReadOnlyList<Batch> batches)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Batch", "Tier", "What", "Project", "Files", "Findings", "Fixable", "Reaches", "For a person");
        foreach (var batch in batches)
        {
            table.AddRow(
                Text(batch.Number),
                Text(batch.Tier),
                batch.Kind,
                Markup.Escape(string.Join(", ", batch.Projects)),
                Text(batch.Files.Count),
                Text(batch.Findings),
                Share(batch),
                TableReport.Count(batch.Reach.Count, "path"),
                Markup.Escape(string.Join(", ", batch.LeftForPerson.Select(static reason => $"{reason.Value} {reason.Key}"))));
        }

        return table;
    }

    private static string Markdown(IReadOnlyList<Batch> batches)
    {
        var text = new StringBuilder("# Migration to real user execution contexts\n");
        foreach (var batch in batches)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Batch {batch.Number}: tier {batch.Tier}, {batch.Kind}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"{TableReport.Count(batch.Findings, "finding")} in {TableReport.Count(batch.Files.Count, "file")} of {string.Join(", ", batch.Projects)}; fixable: {Share(batch)}.\n\n");
            text.Append(CultureInfo.InvariantCulture, $"- Rules: {Counts(batch.Rules)}\n");
            if (batch.Libraries.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"- Libraries: {Counts(batch.Libraries)}\n");
            }

            if (batch.Reach.Count > 0)
            {
                text.Append("- Reaches: ").AppendJoin(", ", batch.Reach.Select(static path => $"`{path[(path.IndexOf(':', StringComparison.Ordinal) + 1)..]}`")).Append('\n');
            }

            if (batch.LeftForPerson.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"- For a person: {Counts(batch.LeftForPerson)}\n");
            }

            foreach (var file in batch.Files)
            {
                text.Append("- [ ] `").Append(file).Append("`\n");
            }
        }

        return text.ToString();
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(static pair => $"{pair.Key} {pair.Value}"));

    private static string Share(Batch batch) => string.Create(CultureInfo.InvariantCulture, $"{batch.Fixable} ({100 * batch.Fixable / batch.Findings} %)");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
