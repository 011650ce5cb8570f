using System.Text.Json;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>Holds a SARIF log against the standard: its schema, and what that cannot say.</summary>
internal static class Sarif
{
    public static void Holds(string log)
    {
        JsonSchema.Holds(Path.Combine(RepositoryPaths.Root, "tests", "ExecutionContextGuard.Tool.Tests", "sarif-2.1.0.schema.json"), log);
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
