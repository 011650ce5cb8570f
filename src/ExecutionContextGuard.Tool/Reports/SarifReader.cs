using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ExecutionContextGuard.Tool.Commands;
using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports;

/// <summary>Reads our findings back from SARIF: what builds with the package wrote with ErrorLog, or what this tool wrote.</summary>
internal sealed partial class SarifReader(string root)
{
    private readonly FindingSet _findings = new();
    private readonly SourcePlaces _findingPlaces = new(root);
    private readonly SourcePlaces _creationPlaces = new(root);

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
                        _findings.Add(Read(result, BuildOf(Path.GetFileNameWithoutExtension(path))));
                    }
                }
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} is no SARIF 2.1.0 file: {failure.Message} Let the compiler write it with <ErrorLog>file.sarif,version=2.1</ErrorLog>.");
        }
    }

    /// <summary>A log of the compiler does not say whose it is, so its name does: `Acme.Tests-net10.0.sarif`.</summary>
    private static (string Project, string? TargetFramework) BuildOf(string name) =>
        FrameworkSuffix().Match(name) is { Success: true } match ? (name[..match.Index], match.Groups["framework"].Value) : (name.TrimEnd('-'), null);

    private Finding Read(JsonElement result, (string Project, string? TargetFramework) build)
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
        var rule = Text(result, "ruleId")!;
        var kind = Text(carried, "kind", "Kind");
        var creation = CreationOf(Text(carried, "Creation"), at, trail) ?? (trail.Count > 0 && trail[0].Role == "created" ? trail[0].At : at);
        var reason = Text(carried, "reason", "Declined");
        // A log of the compiler has places and what the analyzer knew; the rest is told by the sources.
        var isOurs = own.ValueKind == JsonValueKind.Object && own.TryGetProperty("fixable", out _);
        var suppressed = IsSuppressed(result, "inSource");
        var node = isOurs ? null : _findingPlaces.NodeAt(at);
        return new Finding
        {
            Rule = rule,
            Severity = Text(result, "level") switch { "error" => "error", "note" or "none" => "info", _ => "warning" },
            Message = Text(result.GetProperty("message"), "text") ?? "",
            At = at,
            Project = Text(own, "project") ?? build.Project,
            TargetFrameworks = Frameworks(own, build.TargetFramework),
            Kind = kind,
            Library = Text(carried, "library", "Library"),
            Shape = isOurs || kind is null ? Text(own, "shape") : _creationPlaces.NodeAt(creation) is { } made ? CreationShape.Of(made) : null,
            Type = Text(carried, "type", "Type"),
            Member = Text(carried, "member", "Member"),
            Path = Text(carried, "path", "Path"),
            Test = isOurs ? Text(own, "test") : TestMethods.NameOf(node),
            Traits = TestMethods.TraitsOf(node),
            Fixable = isOurs ? own.GetProperty("fixable").GetBoolean() : reason is null && !suppressed && Fixes.Exists(rule),
            Reason = isOurs || suppressed ? Text(own, "reason") : reason ?? (Fixes.Exists(rule) ? null : "NoFix"),
            ReasonDetail = Text(own, "reasonDetail"),
            Suppressed = suppressed,
            Accepted = IsSuppressed(result, "external"),
            Creation = isOurs || kind is not null ? creation : null,
            Trail = trail,
            // The line as it was when the file was written: it may have been migrated since.
            Code = Text(own, "code") ?? LineAt(at),
            Tier = own.ValueKind == JsonValueKind.Object && own.TryGetProperty("tier", out var tier) ? tier.GetInt32() : 3,
        };
    }

    /// <summary>The analyzer's word for the place that the fix replaces: `file,start,length`, the file by its step of the trail, or -1 for that of the finding.</summary>
    private Place? CreationOf(string? said, Place at, List<TrailPlace> trail) =>
        said?.Split(',') is [var file, var start, var length]
        && int.TryParse(file, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var step) && step < trail.Count
        && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? _creationPlaces.PlaceOf(step < 0 ? at.File : trail[step].At.File, first, count)
            : null;

    private static bool IsSuppressed(JsonElement result, string kind) =>
        result.TryGetProperty("suppressions", out var suppressions) && suppressions.EnumerateArray().Any(item => Text(item, "kind") == kind);

    private static IReadOnlyList<string> Frameworks(JsonElement own, string? framework) =>
        own.ValueKind == JsonValueKind.Object && own.TryGetProperty("targetFrameworks", out var frameworks)
            ? [.. frameworks.EnumerateArray().Select(static name => name.GetString()!)]
            : framework is null ? [] : [framework];

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

    [GeneratedRegex("-(?<framework>net[0-9][^-]*(-[a-z]+[0-9.]*)?|netstandard[0-9.]+|netcoreapp[0-9.]+)$")]
    private static partial Regex FrameworkSuffix();
}
