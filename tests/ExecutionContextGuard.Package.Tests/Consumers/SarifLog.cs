using System.Text.Json;

namespace ExecutionContextGuard.Package.Tests.Consumers;

internal sealed record SarifFinding(string Rule, string Level, string File, int Line, int Column, string Message);

/// <summary>What a compiler wrote with ErrorLog: every finding at note, warning or error that the source does not suppress.</summary>
internal static class SarifLog
{
    public static IReadOnlyList<SarifFinding> Read(string path)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. log.RootElement.GetProperty("runs").EnumerateArray()
                .SelectMany(run => run.GetProperty("results").EnumerateArray())
                .Where(result => !result.TryGetProperty("suppressions", out _))
                .Select(Finding)
                .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column).ThenBy(finding => finding.Rule, StringComparer.Ordinal),
        ];
    }

    private static SarifFinding Finding(JsonElement result)
    {
        var level = result.TryGetProperty("level", out var written) ? written.GetString()! : "warning";
        var message = result.GetProperty("message").GetProperty("text").GetString()!;
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
        {
            return new SarifFinding(result.GetProperty("ruleId").GetString()!, level, "", 0, 0, message);
        }

        var location = locations[0].GetProperty("physicalLocation");
        var region = location.GetProperty("region");
        var file = new Uri(location.GetProperty("artifactLocation").GetProperty("uri").GetString()!, UriKind.RelativeOrAbsolute);
        return new SarifFinding(
            result.GetProperty("ruleId").GetString()!,
            level,
            file.IsAbsoluteUri ? file.LocalPath : file.ToString(),
            region.GetProperty("startLine").GetInt32(),
            region.GetProperty("startColumn").GetInt32(),
            message);
    }
}
