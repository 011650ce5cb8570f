using System.Text.Json;

namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>How a finding explains itself in a compiler's log: its related locations, and the properties that name them.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Steps">File and line of each related location, in the order of the log.</param>
/// <param name="Properties">The custom properties.</param>
internal sealed record SarifTrail(string Rule, IReadOnlyList<string> Steps, IReadOnlyDictionary<string, string> Properties)
{
    public static IReadOnlyList<SarifTrail> Read(string path)
    {
        using var log = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. log.RootElement.GetProperty("runs").EnumerateArray()
                .SelectMany(run => run.GetProperty("results").EnumerateArray())
                .Where(result => result.GetProperty("ruleId").GetString()!.StartsWith("ECG", StringComparison.Ordinal))
                .Select(result => new SarifTrail(
                    result.GetProperty("ruleId").GetString()!,
                    result.TryGetProperty("relatedLocations", out var related) ? [.. related.EnumerateArray().Select(Place)] : [],
                    result.TryGetProperty("properties", out var properties) && properties.TryGetProperty("customProperties", out var custom)
                        ? custom.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString(), StringComparer.Ordinal)
                        : new Dictionary<string, string>(StringComparer.Ordinal))),
        ];
    }

    private static string Place(JsonElement location)
    {
        var physical = location.GetProperty("physicalLocation");
        var file = physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        return $"{file[(file.LastIndexOf('/') + 1)..]}({physical.GetProperty("region").GetProperty("startLine").GetInt32()})";
    }
}
