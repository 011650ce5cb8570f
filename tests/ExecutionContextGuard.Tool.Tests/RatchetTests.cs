using System.Text.Json;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>Baseline, verify, plan, and what builds say against what the tool says.</summary>
public sealed class RatchetTests(InstalledTool tool)
{
    [Fact]
    public async Task The_baseline_accepts_todays_findings_names_new_ones_and_only_shrinks()
    {
        using var folder = new TemporaryFolder();
        var estate = await new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 1, files: 3).RestoreAsync();

        (await tool.RunAsync(estate.Root, "baseline")).Ended(0);
        var accepted = Lines();
        (await tool.RunAsync(estate.Root, "verify")).Ended(0);

        // Moved within its file it is the same finding; a further one is new.
        estate.Write("tests/Tests0/Agent2Tests.cs", "// One line more.\n" + estate.Read("tests/Tests0/Agent2Tests.cs"));
        estate.Write("tests/Tests0/Agent3Tests.cs", EstateWriter.Tests("Tests0", 3));
        var grown = await tool.RunAsync(estate.Root, "verify", "--sarif", "all.sarif");
        (await tool.RunAsync(estate.Root, "baseline")).Ended(0);
        var stillAccepted = Lines();
        File.Delete(Path.Combine(estate.Root, "tests", "Tests0", "Agent3Tests.cs"));

        (await tool.RunAsync(estate.Root, "migrate")).Ended(0);
        var shrunk = await tool.RunAsync(estate.Root, "verify");

        Assert.Equal(8, accepted.Length);
        Assert.Equal(accepted, stillAccepted);
        Assert.Contains("tests/Tests0/Agent3Tests.cs(", grown.Ended(1).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Agent2Tests.cs", grown.Output, StringComparison.Ordinal);
        Sarif.Holds(estate.Read("all.sarif"));
        using var sarif = JsonDocument.Parse(estate.Read("all.sarif"));
        Assert.Equal(10, sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
        Assert.Contains("smaller by 6", shrunk.Ended(0).Notes, StringComparison.Ordinal);
        Assert.Equal(2, Lines().Length);

        string[] Lines() => [.. estate.Read("ecguard.baseline").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }

    [Fact]
    public async Task The_plan_goes_by_tier_and_the_page_holds_every_finding()
    {
        using var folder = new TemporaryFolder();
        var estate = await new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 2, files: 12).RestoreAsync();

        var plan = await tool.RunAsync(estate.Root, "plan", "--format", "json");
        var markdown = await tool.RunAsync(estate.Root, "plan", "--format", "markdown");
        var table = await tool.RunAsync(estate.Root, "plan");
        var page = await tool.RunAsync(estate.Root, "scan", "--format", "html");

        JsonSchema.PublishedHolds("plan", plan.Ended(0).Output);
        using var json = JsonDocument.Parse(plan.Output);
        var batches = json.RootElement.GetProperty("batches").EnumerateArray().ToList();
        Assert.Equal([1, 1, 2, 2, 3, 3], batches.Select(batch => batch.GetProperty("tier").GetInt32()));
        Assert.All(batches[0].GetProperty("files").EnumerateArray(), file => Assert.Contains("/GoldenPath/", file.GetString(), StringComparison.Ordinal));
        Assert.Equal(12, markdown.Ended(0).Output.Split('\n').Count(line => line.StartsWith("- [ ] ", StringComparison.Ordinal)));
        Assert.Equal(6, markdown.Output.Split('\n').Count(line => line.StartsWith("- Reaches: ", StringComparison.Ordinal) && line.Contains("`Acme.AgentExecutionCore.ExecuteAgent(System.String,Acme.IUserExecutionContext)`", StringComparison.Ordinal)));
        Assert.Equal(6, markdown.Output.Split('\n').Count(line => line.StartsWith("- Libraries: Moq ", StringComparison.Ordinal)));
        Assert.Contains("- For a person: Verified 4\n", markdown.Output, StringComparison.Ordinal);
        Assert.Contains("Batch 1: ECG1001 2, ECG1010 2; Moq 4\n", table.Ended(0).Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(32, page.Ended(1).Output.Split("<li class=\"finding\"").Length - 1);
        Assert.DoesNotContain("http", page.Output.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_builds_write_merged_is_what_a_scan_of_the_whole_says()
    {
        using var folder = new TemporaryFolder();
        await tool.EnsureAsync();
        var estate = new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 2, files: 6);
        estate.Write("Directory.Packages.props", estate.Read("Directory.Packages.props").Replace(
            "<ItemGroup>",
            $"<ItemGroup><GlobalPackageReference Include=\"ExecutionContextGuard\" Version=\"{tool.Version}\" />",
            StringComparison.Ordinal));
        estate.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
                <RestoreAdditionalProjectSources>{tool.Feed}</RestoreAdditionalProjectSources>
                <ErrorLog>$(MSBuildThisFileDirectory)sarif/$(MSBuildProjectName).sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);
        Directory.CreateDirectory(Path.Combine(estate.Root, "sarif"));
        (await estate.DotnetAsync("build", "Estate.slnx")).EnsureSuccess();

        var merged = await tool.RunAsync(estate.Root, "report", "sarif", "--format", "json");
        var scanned = await tool.RunAsync(estate.Root, "scan", "Estate.slnx", "--format", "json");

        JsonSchema.PublishedHolds("scan", merged.Output);
        var expected = Findings(scanned.Ended(1));
        Assert.Equal(16, expected.Count);
        Assert.Equal(expected, Findings(merged.Ended(0)));
    }

    private static List<string> Findings(ToolResult result)
    {
        using var json = JsonDocument.Parse(result.Output);
        return
        [
            .. json.RootElement.GetProperty("findings").EnumerateArray().Select(finding =>
                $"{finding.GetProperty("rule")} {finding.GetProperty("severity")} {finding.GetProperty("at")} {finding.GetProperty("message")} {finding.GetProperty("member")} {finding.GetProperty("path")}"),
        ];
    }
}
