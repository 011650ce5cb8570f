using ExecutionContextGuard.Tool.Inventory;
using Spectre.Console;

namespace ExecutionContextGuard.Tool.Reports;

/// <summary>The inventory for a person: what is there, rule by rule and file by file, and what became of it.</summary>
internal static class TableReport
{
    public static string Text(ScanResult result)
    {
        using var writer = new StringWriter();
        var screen = new Terminal.Screen(writer, TextWriter.Null, progress: false, resultsAreSeen: false, notesAreSeen: false);
        Write(result, screen.Out);
        return writer.ToString();
    }

    public static void Write(ScanResult result, IAnsiConsole console)
    {
        var open = result.Open.ToList();
        if (open.Count > 0)
        {
            console.Write(Findings(open));
        }

        var totals = Totals.Of(result);
        console.WriteLine();
        console.WriteLine(open.Count == 0
            ? $"Nothing found in {Count(result.Projects.Count, "project")}."
            : $"{Count(totals.Findings, "finding")} in {Count(totals.Files, "file")}; {totals.Fixable} fixable, {totals.Findings - totals.Fixable} for a person.");
        foreach (var reason in open.Where(static finding => !finding.Fixable).GroupBy(static finding => finding.Reason ?? "NoFix").OrderByDescending(static reason => reason.Count()).ThenBy(static reason => reason.Key, StringComparer.Ordinal))
        {
            console.WriteLine($"  {reason.Count(),5} {reason.Key}");
        }

        if (totals.Suppressed + totals.Accepted + totals.Allowances > 0)
        {
            console.WriteLine($"Left out: {totals.Suppressed} suppressed in source, {totals.Accepted} accepted by a baseline; {Count(totals.Allowances, "[AllowContextDouble]")}.");
        }

        foreach (var allowance in result.Allowances)
        {
            console.WriteLine($"  {allowance.At.File}({allowance.At.StartLine}): {allowance.Member} may keep its double: {allowance.Reason}");
        }

        foreach (var setting in result.UnmatchedSettings)
        {
            console.WriteLine($"  {setting.File}({setting.Line}): '{setting.Entry}' fits nothing in any project; is it misspelt?");
        }

        foreach (var project in result.Projects.Where(static project => project.CompileErrors > 0))
        {
            console.WriteLine($"  {project.Name}{(project.TargetFramework is null ? "" : $" ({project.TargetFramework})")} does not compile ({Count(project.CompileErrors, "error")}): findings may be missing.");
        }
    }

    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static Table Findings(IReadOnlyList<Finding> findings)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Place", "Rule", "Library", "Shape", "Test", "Fix");
        foreach (var finding in findings)
        {
            table.AddRow(
                Markup.Escape(finding.At.File.Length == 0 ? finding.Message : $"{finding.At.File}:{finding.At.StartLine}:{finding.At.StartColumn}"),
                finding.Severity switch { "error" => $"[red]{finding.Rule}[/]", "warning" => $"[yellow]{finding.Rule}[/]", _ => finding.Rule },
                Markup.Escape(finding.Library ?? finding.Kind ?? ""),
                finding.Shape ?? "",
                Markup.Escape(finding.Test ?? ""),
                finding.Fixable ? "[green]yes[/]" : Markup.Escape(finding.ReasonDetail is null ? finding.Reason ?? "" : $"{finding.Reason} ({finding.ReasonDetail})"));
        }

        return table;
    }
}
