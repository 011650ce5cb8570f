using System.Text.Json;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>Holds a SARIF log against the standard: the public schema of 2.1.0, as Microsoft's package of SARIF carries it, and what that cannot say.</summary>
internal static class Sarif
{
    /// <summary>Restored by the test project, at the version that its project file names; nothing of the package is compiled in.</summary>
    public static string Schema { get; } = Path.Combine(RepositoryPaths.Packages, "sarif.sdk", RepositoryPaths.Metadata("SarifSchemaVersion"), "Schemata", "sarif-2.1.0.json");

    public static void Holds(string log)
    {
        JsonSchema.Holds(Schema, log);
        using var document = JsonDocument.Parse(log);
        foreach (var run in document.RootElement.GetProperty("runs").EnumerateArray())
        {
            var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToList();
            Assert.Equal(rules.Distinct(), rules);
            Assert.All(run.GetProperty("originalUriBaseIds").EnumerateObject(), root => Assert.EndsWith("/", Uri(root.Value), StringComparison.Ordinal));
            foreach (var result in run.GetProperty("results").EnumerateArray())
            {
                Assert.Equal(rules[result.GetProperty("ruleIndex").GetInt32()], result.GetProperty("ruleId").GetString());
                var related = result.TryGetProperty("relatedLocations", out var steps) ? steps.EnumerateArray().ToList() : [];
                Assert.Equal(related.Count, related.Select(step => step.GetProperty("id").GetInt32()).Distinct().Count());
                var places = (result.TryGetProperty("locations", out var locations) ? locations.EnumerateArray() : default).Concat(related);
                foreach (var place in places.Select(place => place.GetProperty("physicalLocation")))
                {
                    var file = place.GetProperty("artifactLocation");
                    Assert.False(System.Uri.TryCreate(Uri(file), UriKind.Absolute, out _) || Uri(file).StartsWith('/'), Uri(file) + " is not relative to its base");
                    Assert.True(run.GetProperty("originalUriBaseIds").TryGetProperty(file.GetProperty("uriBaseId").GetString()!, out _));
                    var region = place.GetProperty("region");
                    Assert.True(End(region).CompareTo(Start(region)) > 0, region + " ends before it starts");
                }
            }
        }
    }

    private static string Uri(JsonElement artifact) => artifact.GetProperty("uri").GetString()!;

    private static (int Line, int Column) Start(JsonElement region) => (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32());

    private static (int Line, int Column) End(JsonElement region) => (region.GetProperty("endLine").GetInt32(), region.GetProperty("endColumn").GetInt32());
}
