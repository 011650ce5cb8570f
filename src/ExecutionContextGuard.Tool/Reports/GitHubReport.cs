using System.Text;
using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports;

/// <summary>Workflow commands that GitHub turns into annotations of a pull request.</summary>
internal static class GitHubReport
{
    public static string Write(ScanResult result)
    {
        var text = new StringBuilder();
        foreach (var finding in result.Open)
        {
            var level = finding.Severity switch { "error" => "error", "warning" => "warning", _ => "notice" };
            text.Append($"::{level} ");
            if (finding.At.File.Length > 0)
            {
                text.Append($"file={Property(finding.At.File)},line={finding.At.StartLine},col={finding.At.StartColumn},endLine={finding.At.EndLine},endColumn={finding.At.EndColumn},");
            }

            text.Append($"title={Property(finding.Rule)}::{Data(finding.Message)}\n");
        }

        return text.ToString();
    }

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
