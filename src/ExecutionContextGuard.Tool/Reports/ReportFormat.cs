using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Reports.Html;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Reports;

internal enum ReportFormat
{
    Table,
    Json,
    Sarif,
    GitHub,
    Html,
}

/// <summary>Writes the inventory in the form that was asked for, to the standard output or into a file.</summary>
internal static class Report
{
    public static async Task WriteAsync(ScanResult result, ReportFormat format, string? output, Screen screen)
    {
        if (format == ReportFormat.Table && output is null)
        {
            TableReport.Write(result, screen.Out);
            return;
        }

        var text = format switch
        {
            ReportFormat.Json => JsonReport.Write(result),
            ReportFormat.Sarif => SarifReport.Write(result),
            ReportFormat.GitHub => GitHubReport.Write(result),
            ReportFormat.Html => HtmlReport.Write(new ReportInput(result) { Baseline = BaselineFile.TotalIn(result.Root) }),
            _ => TableReport.Text(result),
        };
        if (output is null)
        {
            await screen.Results.WriteAsync(text);
            return;
        }

        var path = Path.GetFullPath(output);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);
        screen.Note($"Written to {output}.");
    }
}
