namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>
/// The sample platform and its two suites, built with the packed packages: what ships is clean, the mocked suite has the findings that are written
/// beside it, and the real one has none and is green.
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
}
