using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports;

/// <summary>The inventory as JSON; docs/schemas/scan.schema.json describes it.</summary>
internal static class JsonReport
{
    /// <summary>Counted up when something that a reader relies on changes.</summary>
    public const int Version = 1;

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        // The text goes to files and terminals, not into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(ScanResult result) => JsonSerializer.Serialize(
        new
        {
            Version,
            Tool = ToolVersion.Text,
            Totals = Totals.Of(result),
            result.Projects,
            result.Findings,
            result.Allowances,
            result.UnmatchedSettings,
            result.Failures,
        },
        Options) + "\n";
}

internal sealed record Totals(int Findings, int Fixable, int Suppressed, int Accepted, int Allowances, int Files, IReadOnlyDictionary<string, int> Rules)
{
    public static Totals Of(ScanResult result)
    {
        var open = result.Open.ToList();
        return new Totals(
            open.Count,
            open.Count(static finding => finding.Fixable),
            result.Findings.Count(static finding => finding.Suppressed),
            result.Findings.Count(static finding => finding.Accepted),
            result.Allowances.Count,
            open.Select(static finding => finding.At.File).Distinct().Count(),
            new SortedDictionary<string, int>(open.GroupBy(static finding => finding.Rule).ToDictionary(static rule => rule.Key, static rule => rule.Count()), StringComparer.Ordinal));
    }
}
