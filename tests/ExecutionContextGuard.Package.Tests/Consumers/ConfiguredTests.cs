namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>Catalogues, settings and baselines as the packed package hands them to the compiler, and what the compiler logs.</summary>
public sealed class ConfiguredTests(ConfiguredSolution configured) : IClassFixture<ConfiguredSolution>
{
    [Fact]
    public void Catalogues_of_the_project_and_of_the_folder_above_count() =>
        Assert.Equal(["ECG1001 AgentTests.cs(18)", "ECG1002 AgentTests.cs(20)"], configured.Findings("Catalogued"));

    [Fact]
    public void A_malformed_line_is_reported_at_its_line()
    {
        Assert.Equal(["ECG9001 ExecutionContextGuard.txt(3)", "ECG9001 ecguard.baseline(1)"], configured.Findings("Malformed"));
        Assert.Matches(@"ExecutionContextGuard\.txt\(3,\d+\): warning ECG9001", configured.BuildOutput);
    }

    [Fact]
    public void A_malformed_setting_is_reported_at_its_line()
    {
        Assert.Equal(["ECG9001 .editorconfig(3)"], configured.Findings("Misset"));
        Assert.Matches(@"\.editorconfig\(3,\d+\): warning ECG9001", configured.BuildOutput);
    }

    [Theory]
    [InlineData("Accepted", "ECG1001 AgentTests.cs(8)")] // Beside the project: exactly its entry is silent.
    [InlineData("Inherited", "ECG1001 AgentTests.cs(8)")] // In a folder above.
    [InlineData("Edited")] // Lines above the finding have changed.
    [InlineData("Grown", "ECG1001 AgentTests.cs(9)")] // One more in the same member.
    public void A_baseline_silences_exactly_its_entries(string project, params string[] expected) => Assert.Equal(expected, configured.Findings(project));

    [Fact]
    public void A_finding_explains_itself_in_the_log_of_the_compiler()
    {
        var found = Assert.Single(configured.Trails("Trail"), trail => trail.Rule == "ECG1001");

        // The creation first, each place once and in a file of this compilation, and the roles in the same order.
        Assert.Equal(["Contexts.cs(6)", "AgentTests.cs(7)"], found.Steps);
        Assert.Equal("created,returned", found.Properties["Trail"]);
        Assert.Equal("M:AgentTests.Runs", found.Properties["Member"]);
        Assert.Equal("M:AgentExecutionCore.ExecuteAgentAsync(System.String,IUserExecutionContext)", found.Properties["Path"]);
    }
}
