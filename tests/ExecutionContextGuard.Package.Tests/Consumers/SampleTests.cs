namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>
/// The samples, built with the packed packages: what ships is clean, the mocked suite and the leaky platform have the findings that are written
/// beside them, and their counterparts have none and are green.
/// </summary>
public sealed class SampleTests(SampleSolution sample) : IClassFixture<SampleSolution>
{
    [Fact]
    public void The_platform_has_no_finding() => Assert.Empty(sample.Findings("AgentPlatform"));

    [Fact]
    public void The_mocked_suite_has_the_expected_findings() =>
        ExpectedText.Matches(Path.Combine(SampleSolution.Sources, "AgentPlatform.Tests.Mocked", "expected-findings.txt"), string.Join('\n', sample.Findings("AgentPlatform.Tests.Mocked")));

    [Fact]
    public async Task The_real_suite_has_no_finding_and_is_green()
    {
        var tested = await sample.RunAsync("test", "--project", "AgentPlatform.Tests.Real", "--no-build");

        Assert.Empty(sample.Findings("AgentPlatform.Tests.Real"));
        tested.EnsureSuccess();
    }

    [Fact]
    public async Task The_tight_platform_has_no_finding_and_both_platforms_do_what_they_say()
    {
        var tested = await sample.RunAsync("test", "--project", "AgentPlatform.Tight.Tests", "--no-build");

        Assert.Empty(sample.Findings("AgentPlatform.Tight"));
        tested.EnsureSuccess();
    }

    /// <summary>What is left has no fix, as its pages say: an optional context, and identities in a bag.</summary>
    [Fact]
    public async Task The_leaky_platform_has_the_expected_findings_and_fixes()
    {
        const string Leaky = "AgentPlatform.Leaky";
        ExpectedText.Matches(Path.Combine(SampleSolution.Sources, Leaky, "expected-findings.txt"), string.Join('\n', sample.Findings(Leaky)));

        (await sample.RunAsync(
            "format", "analyzers", $"{Leaky}/{Leaky}.csproj", "--no-restore", "--severity", "info",
            "--diagnostics", "ECG1006", "ECG2002", "ECG2003", "ECG3002", "ECG3004")).EnsureSuccess();
        (await sample.RunAsync("build", $"{Leaky}/{Leaky}.csproj", "--no-restore")).EnsureSuccess();

        Assert.Equal(["ECG3002", "ECG1006"], sample.Findings(Leaky).Select(finding => finding.Split(' ')[0]));
        foreach (var file in new[] { "CrossedIdentity.cs", "SingletonContext.cs" })
        {
            Assert.Equal(Code(SampleSolution.Original("AgentPlatform.Tight", file)), Code(sample.Read(Leaky, file).Replace(Leaky, "AgentPlatform.Tight", StringComparison.Ordinal)));
        }

        // The two platforms tell of themselves what is different about them.
        static IEnumerable<string> Code(string text) => text.Split('\n').Where(line => !line.StartsWith("/// ", StringComparison.Ordinal));
    }

    /// <summary>A person has to say what these are to assert instead of asking a double: nothing is offered there, and they were migrated by hand.</summary>
    private const string MigratedByHand = "VerifiedContextTests.cs";

    [Fact]
    public async Task The_mocked_suite_fixed_whole_is_the_real_one_byte_for_byte()
    {
        var formatted = await sample.RunAsync(
            "format", "analyzers", "AgentPlatform.Tests.Mocked/AgentPlatform.Tests.Mocked.csproj", "--no-restore", "--severity", "info",
            "--diagnostics", "ECG1001", "ECG1002", "ECG1003", "ECG1004", "ECG1005", "ECG1010");

        formatted.EnsureSuccess();
        var expected = sample.SourceFiles("AgentPlatform.Tests.Real").Except([MigratedByHand]).ToList();
        Assert.Equal(expected, sample.SourceFiles("AgentPlatform.Tests.Mocked").Except([MigratedByHand]));
        foreach (var file in expected)
        {
            var real = Path.Combine(SampleSolution.Sources, "AgentPlatform.Tests.Real", file);
            ExpectedText.Matches(real, sample.Read("AgentPlatform.Tests.Mocked", file));
            Assert.Equal(File.ReadAllBytes(real), sample.ReadBytes("AgentPlatform.Tests.Mocked", file));
        }

        // What is left there is left whole.
        Assert.Equal(SampleSolution.Original("AgentPlatform.Tests.Mocked", MigratedByHand), sample.Read("AgentPlatform.Tests.Mocked", MigratedByHand));
    }
}
