namespace ExecutionContextGuard.Package.Tests;

/// <summary>The presets of ExecutionContextGuardMode, held to the rules that the shipped analyzers have.</summary>
public sealed class PresetTests(PackedPackages packages)
{
    // The rules about what reaches an execution path, and about what an identity is made of.
    private static readonly string[] RecommendedErrors = ["ECG1001", "ECG1002", "ECG1003", "ECG1004", "ECG1005", "ECG2001", "ECG2002", "ECG2003"];

    [Fact]
    public void Recommended_fails_the_build_where_a_run_gets_no_real_context_or_identity() =>
        Check("Recommended", rule => RecommendedErrors.Contains(rule.Id) ? "error" : rule.Id == "ECG1010" ? "warning" : null);

    [Fact]
    public void Strict_raises_every_rule_by_one() =>
        Check("Strict", rule => rule.Severity == "Warning" ? "error" : "warning");

    [Fact]
    public void Migration_shows_everything_and_fails_nothing() => Check("Migration", _ => "suggestion");

    [Fact]
    public void None_switches_every_rule_off() => Check("None", _ => "none");

    private void Check(string preset, Func<ShippedRule, string?> severity)
    {
        // The lowest level of all: whatever a team writes in an .editorconfig or a .globalconfig wins.
        var lines = ShippedRules.Read(packages)
            .Select(rule => (rule.Id, Severity: severity(rule)))
            .Where(row => row.Severity is not null)
            .Select(row => $"dotnet_diagnostic.{row.Id}.severity = {row.Severity}");
        var path = Path.Combine(RepositoryPaths.Root, "src", "ExecutionContextGuard.Package", "buildTransitive", "presets", preset + ".globalconfig");
        ExpectedText.Matches(path, string.Join('\n', ["is_global = true", "global_level = -100", "", .. lines]));
    }
}
