namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>The packed package in the build of this SDK.</summary>
public sealed class ConsumerTests(ConsumerSolution consumers) : IClassFixture<ConsumerSolution>
{
    [Theory]
    [InlineData("Default", "warning ECG1001", "note ECG1010")]
    [InlineData("Recommended", "error ECG1001", "warning ECG1010")]
    [InlineData("Strict", "error ECG1001", "warning ECG1010")]
    [InlineData("Migration", "note ECG1001", "note ECG1010")]
    [InlineData("None")]
    [InlineData("Overruled", "warning ECG1001", "warning ECG1010")] // Mode Strict, and an .editorconfig that knows better.
    [InlineData("Everywhere", "warning ECG1001", "note ECG1010")] // Installed as a GlobalPackageReference.
    public void The_build_reports_at_the_severity_that_was_asked_for(string project, params string[] expected)
    {
        var findings = consumers.Findings(project).Where(finding => finding.Rule.StartsWith("ECG", StringComparison.Ordinal));

        Assert.Equal(expected, findings.OrderBy(finding => finding.Rule, StringComparer.Ordinal).Select(finding => $"{finding.Level} {finding.Rule}"));
    }

    [Fact]
    public void Every_assembly_loads_and_no_analyzer_throws()
    {
        // CS8032: could not be created; CS9057: built for a newer compiler; AD0001: threw; NU: a complaint of the restore.
        Assert.DoesNotMatch("(CS8032|CS9057|AD0001|NU[0-9]{4})", consumers.BuildOutput);
    }

    [Fact]
    public void A_misspelt_mode_fails_the_build_and_lists_the_legal_ones() =>
        Assert.Contains(
            "ExecutionContextGuardMode is 'Strickt', which is not one of Default, Recommended, Strict, Migration, None.", consumers.BuildOutput, StringComparison.Ordinal);

    [Fact]
    public void Catalogues_and_settings_of_the_repository_reach_the_compiler() =>
        Assert.Equal([".editorconfig", "ExecutionContextGuard.Team.txt", "ecguard.baseline"], consumers.AdditionalFiles("Default").Order(StringComparer.Ordinal));

    [Fact]
    public void So_they_do_where_the_package_is_referenced_everywhere() =>
        Assert.Equal(
            [".editorconfig", "Everywhere/ExecutionContextGuard.txt", "ExecutionContextGuard.Team.txt", "ecguard.baseline"],
            consumers.AdditionalFiles("Everywhere").Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_format_command_applies_the_fixes()
    {
        // Without the ids the command would apply the SDK's own fixes as well, and those do not all compile.
        var formatted = await consumers.RunAsync("Mended", "format", "analyzers", "Mended.csproj", "--severity", "info", "--diagnostics", "ECG1001", "ECG1010", "--no-restore");
        var built = await consumers.RunAsync("Mended", "build", "--no-restore", "--no-incremental");

        formatted.EnsureSuccess();
        built.EnsureSuccess();
        Assert.Contains("userId: \"user-123\"", consumers.Read("Mended", "AgentTests.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("Mock", consumers.Read("Mended", "AgentTests.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(consumers.Findings("Mended"), finding => finding.Rule.StartsWith("ECG", StringComparison.Ordinal));
    }

}
