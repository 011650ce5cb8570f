using System.CommandLine;
using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Reports;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>`ecguard scan`: the inventory.</summary>
internal static class ScanCommand
{
    private static readonly string[] s_severities = ["info", "warning", "error"];

    public static Command Create()
    {
        var path = CommonOptions.Path();
        var format = CommonOptions.Choice<ReportFormat>("--format", "-f", "table, json (docs/schemas/scan.schema.json), sarif (2.1.0), github (annotations of a workflow) or html (one page).");
        var output = CommonOptions.Output();
        var rules = CommonOptions.Rules();
        var severity = new Option<string>("--severity") { Description = "Only findings of at least this severity: info, warning or error.", DefaultValueFactory = static _ => "info" };
        severity.AcceptOnlyFromAmong(s_severities);
        var loose = new Option<bool>("--loose") { Description = "Take any C# of a folder in one error-tolerant compilation, without projects and restore: for a first look at code that does not build." };
        var properties = CommonOptions.Properties();
        var noProgress = CommonOptions.NoProgress();
        var command = new Command("scan", "List every place where something other than a real context reaches code that runs an agent, whether a fix exists, and if not, why. Changes nothing. Exits with 1 when there are findings.")
        {
            path, format, output, rules, severity, loose, properties, noProgress,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(path)!,
            parsed.GetValue(format),
            parsed.GetValue(output),
            parsed.GetValue(rules) ?? [],
            parsed.GetValue(severity)!,
            parsed.GetValue(loose),
            parsed.GetValue(properties),
            Screen.OfProcess(!parsed.GetValue(noProgress)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string path,
        ReportFormat format,
        string? output,
        string[] rules,
        string severity,
        bool loose,
        string[]? properties,
        Screen screen,
        CancellationToken cancellationToken)
    {
        var estate = loose ? LooseLoader.Load(path) : await CommonOptions.LoadAsync(Target.Find(path), properties, screen, cancellationToken);
        var result = await new Scanner(estate, screen).ScanAsync(cancellationToken);
        var least = Array.IndexOf(s_severities, severity);
        result = result with
        {
            Findings = [.. result.Findings.Where(finding => (rules.Length == 0 || rules.Contains(finding.Rule, StringComparer.OrdinalIgnoreCase)) && Array.IndexOf(s_severities, finding.Severity) >= least)],
        };
        await Report.WriteAsync(result, format, output, screen);
        return ExitCode.Of(result.Open.Any(), result.Failures);
    }
}
