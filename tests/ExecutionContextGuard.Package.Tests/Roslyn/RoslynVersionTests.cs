namespace ExecutionContextGuard.Package.Tests.Roslyn;

/// <summary>The assemblies of the package, as they ship, in every generation of hosts.</summary>
public sealed class RoslynVersionTests(PackedPackages packages)
{
    public static TheoryData<string> Versions => [.. RoslynVersion.All.Select(version => version.Version)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Analyzers_load_and_report(string version)
    {
        var roslyn = Load(version);

        Assert.Equal(version, roslyn.Version);
        Assert.Collection(
            roslyn.Findings(MockedSource.Text),
            finding => Assert.Equal("(26,27) Info ECG1010: 'IUserExecutionContext' is mocked with Moq; construct a real 'UserExecutionContext'", finding),
            finding => Assert.StartsWith("(29,67) Warning ECG1001: 'AgentExecutionCore.ExecuteAgentAsync' gets a Moq double of 'IUserExecutionContext'", finding, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Code_fixes_load_and_leave_nothing_to_report(string version)
    {
        var roslyn = Load(version);
        var mended = roslyn.FixedSource(MockedSource.Text);

        Assert.Contains("new UserExecutionContext(", mended, StringComparison.Ordinal);
        Assert.Contains("userId: \"user-123\"", mended, StringComparison.Ordinal);
        Assert.DoesNotContain("Mock", mended, StringComparison.Ordinal);
        Assert.Empty(roslyn.Findings(mended));
    }

    private LoadedRoslyn Load(string version) => RoslynVersion.All.Single(candidate => candidate.Version == version).Load(packages);
}
