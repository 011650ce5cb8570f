using System.Text.Json;
using System.Text.Json.Nodes;

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
        Assert.Equal(6, markdown.Output.Split('\n').Count(line => line == "- Reaches: `Acme.AgentExecutionCore.ExecuteAgent(System.String,Acme.IUserExecutionContext)`"));
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
        var estate = new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 3, files: 9, frameworks: "net8.0;net10.0");
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
              </PropertyGroup>
            </Project>
            """);
        // As docs/ecguard.md has it.
        estate.Write("Directory.Build.targets", """
            <Project>
              <PropertyGroup>
                <ErrorLog>$(MSBuildThisFileDirectory)findings/$(MSBuildProjectName)-$(TargetFramework).sarif,version=2.1</ErrorLog>
              </PropertyGroup>
              <ItemGroup Condition="$(MSBuildProjectName.StartsWith('Tests'))">
                <Compile Include="$(MSBuildThisFileDirectory)tests/Shared/*.cs" />
              </ItemGroup>
            </Project>
            """);
        // Linked into three projects; a finding of one framework alone; one that is suppressed; a helper of another project; one without a fix.
        estate.Write("tests/Shared/LinkedTests.cs", EstateWriter.Tests("Linked", 20));
        estate.Write("tests/Tests0/OneFrameworkTests.cs", "#if NET8_0\n" + EstateWriter.Tests("Tests0", 30) + "#endif\n");
        estate.Write("tests/Tests1/Suppressed.cs", """
            namespace Tests1;

            public class Suppressed
            {
            #pragma warning disable ECG1001 // It is about the mock.
                public string Runs() => new Acme.AgentExecutionCore().ExecuteAgent("ask", new Moq.Mock<Acme.IUserExecutionContext>().Object);
            #pragma warning restore ECG1001
            }
            """);
        estate.Write("src/Platform/Sources.cs", """
            namespace Acme;

            public static class Sources
            {
                public static IUserExecutionContext? Latest { get; set; }
            }
            """);
        estate.Write("tests/Tests2/UsesTests.cs", """
            using Acme;

            namespace Tests2;

            public class UsesTests
            {
                [Fact]
                public void Has_no_context() => new AgentExecutionCore().ExecuteAgent("ask", (UserExecutionContext)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(UserExecutionContext)));
            }
            """);
        Directory.CreateDirectory(Path.Combine(estate.Root, "findings"));
        (await estate.DotnetAsync("build", "Estate.slnx")).EnsureSuccess();

        var merged = await tool.RunAsync(estate.Root, "report", "findings", "--format", "json");
        var scanned = await tool.RunAsync(estate.Root, "scan", "Estate.slnx", "--format", "json");

        JsonSchema.PublishedHolds("scan", merged.Output);
        Assert.Equal(8, Directory.GetFiles(Path.Combine(estate.Root, "findings")).Length);
        var expected = Findings(scanned.Ended(1));
        Assert.Equal(Findings(merged.Ended(0)), expected);
        // Nine files with two findings, three of them with two more; the linked file with four, once; one framework alone with two.
        Assert.Equal(2, expected.Count(finding => finding.Contains("OneFrameworkTests.cs", StringComparison.Ordinal) && finding.Contains("[\"net8.0\"]", StringComparison.Ordinal)));
        Assert.Equal(4, expected.Count(finding => finding.Contains("LinkedTests.cs", StringComparison.Ordinal)));
        Assert.Single(expected, finding => finding.Contains("\"suppressed\":true", StringComparison.Ordinal));
        Assert.Contains(expected, finding => finding.Contains("ECG3004", StringComparison.Ordinal));
        Assert.Contains(expected, finding => finding.Contains("\"fixable\":true", StringComparison.Ordinal));
        Assert.Contains(expected, finding => finding.Contains("\"reason\":\"Verified\"", StringComparison.Ordinal));
    }

    /// <summary>All that a finding says, but for the detail of a reason, and whether a declaration can be mended: only a fix that is asked finds that out.</summary>
    private static List<string> Findings(ToolResult result)
    {
        var findings = JsonNode.Parse(result.Output)!["findings"]!.AsArray();
        foreach (var finding in findings)
        {
            finding!.AsObject().Remove("reasonDetail");
            if (finding["rule"]!.GetValue<string>() == "ECG3004")
            {
                finding.AsObject().Remove("reason");
                finding.AsObject().Remove("fixable");
            }
        }

        return [.. findings.Select(finding => finding!.ToJsonString())];
    }
}
