using System.Text.Json;
using ExecutionContextGuard.Tool.Commands;
using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports;

/// <summary>Reads our findings back from SARIF: what builds with the package wrote with ErrorLog, or what this tool wrote.</summary>
internal sealed class SarifReader(string root)
{
    private readonly FindingSet _findings = new();

    public IReadOnlyList<Finding> Findings => _findings.ToList();

    public void Add(string path)
    {
        try
        {
            using var log = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var run in log.RootElement.GetProperty("runs").EnumerateArray())
            {
                if (run.TryGetProperty("results", out var results))
                {
                    foreach (var result in results.EnumerateArray().Where(static result => Text(result, "ruleId")?.StartsWith("ECG", StringComparison.Ordinal) == true))
                    {
                        _findings.Add(Read(result, Path.GetFileNameWithoutExtension(path)));
                    }
                }
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} is no SARIF 2.1.0 file: {failure.Message} Let the compiler write it with <ErrorLog>file.sarif,version=2.1</ErrorLog>.");
        }
    }

    private Finding Read(JsonElement result, string project)
    {
        var own = result.TryGetProperty("properties", out var properties) ? properties : default;
        // The compiler puts what a diagnostic carries one level deeper, under the names of the analyzer.
        var carried = own.ValueKind == JsonValueKind.Object && own.TryGetProperty("customProperties", out var custom) ? custom : own;
        var at = result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0 ? PlaceOf(locations[0]) : new Place("", 1, 1, 1, 1);
        var roles = Text(carried, "Trail")?.Split(',') ?? [];
        var trail = result.TryGetProperty("relatedLocations", out var related)
            ? related.EnumerateArray().Select((step, index) => new TrailPlace(
                index < roles.Length ? roles[index] : step.TryGetProperty("message", out var role) ? Text(role, "text") ?? "related" : "related",
                PlaceOf(step),
                step.TryGetProperty("properties", out var recorded) && Text(recorded, "code") is { } code ? code : LineAt(PlaceOf(step)))).ToList()
            : [];
        return new Finding
        {
            Rule = Text(result, "ruleId")!,
            Severity = Text(result, "level") switch { "error" => "error", "note" or "none" => "info", _ => "warning" },
            Message = Text(result.GetProperty("message"), "text") ?? "",
            At = at,
            Project = Text(own, "project") ?? project,
            TargetFrameworks = [],
            Kind = Text(carried, "kind", "Kind"),
            Library = Text(carried, "library", "Library"),
            Shape = Text(own, "shape"),
            Type = Text(carried, "type", "Type"),
            Member = Text(carried, "member", "Member"),
            Path = Text(carried, "path", "Path"),
            Test = Text(own, "test"),
            Fixable = own.ValueKind == JsonValueKind.Object && own.TryGetProperty("fixable", out var fixable) && fixable.ValueKind == JsonValueKind.True,
            Reason = Text(carried, "reason", "Declined"),
            ReasonDetail = Text(own, "reasonDetail"),
            Suppressed = result.TryGetProperty("suppressions", out var suppressions) && suppressions.EnumerateArray().Any(static item => Text(item, "kind") == "inSource"),
            Accepted = result.TryGetProperty("suppressions", out var external) && external.EnumerateArray().Any(static item => Text(item, "kind") == "external"),
            Creation = trail.Count > 0 && trail[0].Role == "created" ? trail[0].At : at,
            Trail = trail,
            // The line as it was when the file was written: it may have been migrated since.
            Code = Text(own, "code") ?? LineAt(at),
            Tier = own.ValueKind == JsonValueKind.Object && own.TryGetProperty("tier", out var tier) ? tier.GetInt32() : 3,
        };
    }

    private Place PlaceOf(JsonElement location)
    {
        var physical = location.GetProperty("physicalLocation");
        var region = physical.GetProperty("region");
        var uri = physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        var file = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? Path.GetRelativePath(root, absolute.LocalPath).Replace('\\', '/')
            : Uri.UnescapeDataString(uri);
        var line = Number(region, "startLine", 1);
        var column = Number(region, "startColumn", 1);
        return new Place(file, line, column, Number(region, "endLine", line), Number(region, "endColumn", column));
    }

    private string LineAt(Place place)
    {
        var path = Path.Combine(root, place.File);
        return File.Exists(path) ? File.ReadLines(path).Skip(place.StartLine - 1).FirstOrDefault()?.Trim() ?? "" : "";
    }

    private static int Number(JsonElement element, string name, int otherwise) => element.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;

    private static string? Text(JsonElement element, params string[] names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }

        return null;
    }
}
