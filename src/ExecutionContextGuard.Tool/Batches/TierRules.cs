using System.Text.Json;
using System.Text.RegularExpressions;
using ExecutionContextGuard.Tool.Commands;

namespace ExecutionContextGuard.Tool.Batches;

/// <summary>
/// Which tests the business stands on: tier 1, then integration tests: tier 2, then the rest: tier 3. By globs over paths and by the categories
/// that tests carry; `ecguard.json` in the root says otherwise.
/// </summary>
internal sealed class TierRules
{
    public const string FileName = "ecguard.json";

    private readonly List<(int Tier, List<Regex> Globs, HashSet<string> Traits)> _tiers;

    private TierRules(IEnumerable<TierRule> rules) =>
        _tiers = [.. rules.OrderBy(static rule => rule.Tier).Select(static rule => (rule.Tier, rule.Globs.Select(ToRegex).ToList(), rule.Traits.ToHashSet(StringComparer.OrdinalIgnoreCase)))];

    public static IReadOnlyList<TierRule> Defaults { get; } =
    [
        new TierRule(1, ["**/*GoldenPath*", "**/*GoldenPath*/**", "**/*MissionCritical*", "**/*MissionCritical*/**", "**/*EndToEnd*", "**/*EndToEnd*/**", "**/*E2E*", "**/*E2E*/**"], ["GoldenPath", "MissionCritical", "EndToEnd", "E2E"]),
        new TierRule(2, ["**/*Integration*", "**/*Integration*/**"], ["Integration"]),
    ];

    public static TierRules Read(string root)
    {
        var path = Path.Combine(root, FileName);
        if (!File.Exists(path))
        {
            return new TierRules(Defaults);
        }

        try
        {
            var file = JsonSerializer.Deserialize<TierFile>(File.ReadAllText(path), new JsonSerializerOptions(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return file?.Tiers is { Count: > 0 } tiers && tiers.All(static tier => tier is { Tier: 1 or 2 })
                ? new TierRules(tiers)
                : throw new CommandException(ExitCode.Usage, $"{path} has no \"tiers\", or one that is neither 1 nor 2 (3 is the rest); 'ecguard init' writes a file to start from.");
        }
        catch (JsonException failure)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be read: {failure.Message}");
        }
    }

    /// <summary>The most important tier that the path or one of the categories stands for.</summary>
    public int Of(string file, IEnumerable<string> traits)
    {
        foreach (var (tier, globs, names) in _tiers)
        {
            if (globs.Exists(glob => glob.IsMatch(file)) || traits.Any(names.Contains))
            {
                return tier;
            }
        }

        return 3;
    }

    /// <summary>`**/` any folders, `*` any part of a name, `?` one character; in any letter case.</summary>
    private static Regex ToRegex(string glob)
    {
        var pattern = Regex.Escape(glob.Replace('\\', '/'))
            .Replace("\\*\\*/", "(?:.*/)?", StringComparison.Ordinal)
            .Replace("\\*\\*", ".*", StringComparison.Ordinal)
            .Replace("\\*", "[^/]*", StringComparison.Ordinal)
            .Replace("\\?", "[^/]", StringComparison.Ordinal);
        return new Regex("^" + pattern + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}

/// <summary>What makes a file or test part of a tier.</summary>
internal sealed record TierRule(int Tier, IReadOnlyList<string> Globs, IReadOnlyList<string> Traits)
{
    public IReadOnlyList<string> Globs { get; init; } = Globs ?? [];

    public IReadOnlyList<string> Traits { get; init; } = Traits ?? [];
}

internal sealed record TierFile(IReadOnlyList<TierRule>? Tiers);
