namespace ExecutionContextGuard.Package.Tests.Roslyn;

/// <summary>The packed assemblies in the engine that editors ask what to offer at the cursor.</summary>
public sealed class LightBulbTests(PackedPackages packages)
{
    private const string Argument = "userContext.Object";

    [Fact]
    public void It_shows_the_fix_at_the_squiggle_with_its_preview()
    {
        var shown = Load().LightBulb(MockedSource.Text, at: Argument);

        Assert.Equal(4, shown.Length);
        Assert.Equal(Argument, shown[0]);
        Assert.Equal("Construct a real 'UserExecutionContext'", shown[1]);
        Assert.Equal("Document, Project, Solution", shown[2]);
        Assert.Contains("userId: \"user-123\"", shown[3], StringComparison.Ordinal);
        Assert.DoesNotContain("Mock", shown[3], StringComparison.Ordinal);
    }

    [Fact]
    public void It_shows_nothing_of_ours_elsewhere() => Assert.Empty(Load().LightBulb(MockedSource.Text, at: "class AgentExecutionCore"));

    [Fact]
    public void It_shows_nothing_where_the_fix_declines() =>
        Assert.Empty(Load().LightBulb(MockedSource.Text.Replace(Argument + ");", Argument + ");\n        userContext.VerifyAll();", StringComparison.Ordinal), at: Argument));

    [Fact]
    public void It_fixes_all_in_the_document()
    {
        var twice = MockedSource.Text + MockedSource.Text[MockedSource.Text.IndexOf("public sealed class AgentTests", StringComparison.Ordinal)..].Replace("AgentTests", "MoreTests", StringComparison.Ordinal);
        var roslyn = Load();

        var mended = roslyn.FixAllInDocument(twice, "ECG1001");

        Assert.DoesNotContain("Mock", mended, StringComparison.Ordinal);
        Assert.Empty(roslyn.Findings(mended));
    }

    private LoadedRoslyn Load() => RoslynVersion.Newest.Load(packages);
}
