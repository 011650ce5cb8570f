using System.Text.Json;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>An estate of several target frameworks that does not use our package, restored once.</summary>
public sealed class ScannedEstate : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal EstateWriter Estate { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Estate = new EstateWriter(_folder, InstalledTool.RestoreEnvironment(_folder)).Write(projects: 2, files: 6, frameworks: "net8.0;net10.0")
            .Write("tests/Tests1/Broken.g.cs", EstateWriter.Tests("Generated", 90))
            .Write("ExecutionContextGuard.txt", "T:Acme.NoSuchContext\nT:Acme.UserExecutionContext\n")
            .Write("tests/Tests0/Allowed.cs", """
                namespace Tests0;

                [System.AttributeUsage(System.AttributeTargets.All)]
                internal sealed class AllowContextDoubleAttribute(string reason) : System.Attribute
                {
                    public string Reason { get; } = reason;
                }

                public class Allowed
                {
                    [AllowContextDouble("it is about the mock")]
                    public void Says_why() => new Acme.AgentExecutionCore().ExecuteAgent("ask", new Moq.Mock<Acme.IUserExecutionContext>().Object);

                #pragma warning disable ECG1001 // A scan counts what is suppressed, and says so.
                    public void Is_suppressed() => new Acme.AgentExecutionCore().ExecuteAgent("ask", new Moq.Mock<Acme.IUserExecutionContext>().Object);
                #pragma warning restore ECG1001
                }
                """);
        await Estate.RestoreAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class ScanTests(InstalledTool tool, ScannedEstate scanned) : IClassFixture<ScannedEstate>
{
    private readonly EstateWriter _estate = scanned.Estate;

    [Fact]
    public async Task Finds_each_place_once_whatever_the_number_of_frameworks()
    {
        using var scan = await ScanAsync("Estate.slnx");

        // Six files with a finding that is fixable, two of them with one more that is verified: each with its ECG1010.
        var findings = Findings(scan).Where(finding => !finding.GetProperty("suppressed").GetBoolean()).ToList();
        Assert.Equal(16, findings.Count);
        Assert.All(findings, finding => Assert.Equal(["net10.0", "net8.0"], finding.GetProperty("targetFrameworks").EnumerateArray().Select(framework => framework.GetString())));
        Assert.Equal(12, findings.Count(finding => finding.GetProperty("fixable").GetBoolean()));
        Assert.Equal(["Verified"], findings.Where(finding => !finding.GetProperty("fixable").GetBoolean()).Select(finding => finding.GetProperty("reason").GetString()).Distinct());
        Assert.All(scan.RootElement.GetProperty("projects").EnumerateArray(), project => Assert.Equal(0, project.GetProperty("compileErrors").GetInt32()));
    }

    [Fact]
    public async Task Says_what_a_reader_of_the_inventory_needs()
    {
        using var scan = await ScanAsync("Estate.slnx");

        var finding = Findings(scan).First(finding => finding.GetProperty("rule").GetString() == "ECG1001");
        Assert.Equal("tests/Tests0/Agent2Tests.cs", finding.GetProperty("at").GetProperty("file").GetString());
        Assert.Equal("Moq", finding.GetProperty("library").GetString());
        Assert.Equal("local", finding.GetProperty("shape").GetString());
        Assert.Equal("Agent2Tests.Names_the_user", finding.GetProperty("test").GetString());
        Assert.Equal("M:Tests0.Agent2Tests.Names_the_user", finding.GetProperty("member").GetString());
        Assert.Equal("M:Acme.AgentExecutionCore.ExecuteAgent(System.String,Acme.IUserExecutionContext)", finding.GetProperty("path").GetString());
        Assert.Equal("created", finding.GetProperty("trail")[0].GetProperty("role").GetString());
        Assert.Equal(1, Findings(scan).Select(entry => entry.GetProperty("tier").GetInt32()).Min());
    }

    [Fact]
    public async Task Counts_what_is_allowed_suppressed_and_misspelt()
    {
        using var scan = await ScanAsync("Estate.slnx");

        var allowance = Assert.Single(scan.RootElement.GetProperty("allowances").EnumerateArray());
        Assert.Equal("it is about the mock", allowance.GetProperty("reason").GetString());
        Assert.Equal("Allowed.Says_why", allowance.GetProperty("member").GetString());
        Assert.Equal(1, scan.RootElement.GetProperty("totals").GetProperty("suppressed").GetInt32());
        var misspelt = Assert.Single(scan.RootElement.GetProperty("unmatchedSettings").EnumerateArray());
        Assert.Equal("Acme.NoSuchContext", misspelt.GetProperty("entry").GetString());
        Assert.Equal(1, misspelt.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Takes_folders_and_projects_too()
    {
        using var folder = await ScanAsync("tests");
        using var project = await ScanAsync("tests/Tests0/Tests0.csproj");

        Assert.Equal(17, Findings(folder).Count());
        Assert.Equal(["Tests0"], Findings(project).Select(finding => finding.GetProperty("project").GetString()).Distinct());
    }

    [Fact]
    public async Task Filters_by_rule_and_severity()
    {
        var byRule = await tool.RunAsync(_estate.Root, "scan", "tests/Tests0/Tests0.csproj", "--rule", "ECG1001", "--format", "github");
        var bySeverity = await tool.RunAsync(_estate.Root, "scan", "tests/Tests0/Tests0.csproj", "--severity", "error", "--format", "github");

        var lines = byRule.Ended(1).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("::error file=tests/Tests0/Agent2Tests.cs,line=15,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",title=ECG1001::'AgentExecutionCore.ExecuteAgent' gets a Moq double", lines[0], StringComparison.Ordinal);
        // The estate turns warnings into errors; an info stays one.
        Assert.Equal(lines, bySeverity.Ended(1).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_project_that_does_not_load_is_named_and_the_others_are_done()
    {
        using var folder = new TemporaryFolder();
        var estate = await new EstateWriter(folder, InstalledTool.RestoreEnvironment(folder)).Write(projects: 1, files: 1).RestoreAsync();
        estate.Write("tests/Broken/Broken.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>");
        estate.Write("tests/Unrestored/Unrestored.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        // Of several frameworks, below an .editorconfig, and referred to: MSBuild has much to say of it, and nothing of that is why.
        estate.Write("tests/.editorconfig", "root = true");
        estate.Write("tests/Twice/Twice.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup></Project>");
        estate.Write(
            "tests/Refers/Refers.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ProjectReference Include=\"../Twice/Twice.csproj\" /></ItemGroup></Project>");

        var some = await tool.RunAsync(estate.Root, "scan", "tests", "--format", "github");
        var nothingFound = await tool.RunAsync(estate.Root, "scan", "tests", "--rule", "ECG3001");
        var none = await tool.RunAsync(estate.Root, "scan", "tests/Broken/Broken.csproj");
        var migrated = await tool.RunAsync(estate.Root, "migrate", "tests");

        Assert.Equal(2, some.Ended(1).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("tests/Broken/Broken.csproj could not be loaded", some.Notes, StringComparison.Ordinal);
        Assert.All(
            new[] { "Unrestored", "Twice", "Refers" },
            name => Assert.Contains($"tests/{name}/{name}.csproj could not be loaded and is left out: it is not restored; run 'dotnet restore'", some.Notes, StringComparison.Ordinal));
        nothingFound.Ended(3);
        Assert.Contains("2 findings are mended in 1 file", migrated.Ended(3).Notes, StringComparison.Ordinal);
        Assert.Contains("Broken.csproj", none.Ended(3).Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", none.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loose_sources_are_scanned_without_any_project()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Platform.cs", _estate.Read("src/Platform/Platform.cs"));
        folder.Write("Tests.cs", _estate.Read("tests/Tests0/Agent2Tests.cs") + "public class Half { void M( }");

        var scan = await tool.RunAsync(folder.Path, "scan", "--loose", ".", "--format", "json");

        using var json = JsonDocument.Parse(scan.Ended(1).Output);
        Assert.Equal(4, json.RootElement.GetProperty("totals").GetProperty("findings").GetInt32());
    }

    [Theory]
    [InlineData(2, "scan", "no-such-folder")]
    [InlineData(2, "scan", "Directory.Build.props")]
    [InlineData(2, "scan", "--no-such-option")]
    [InlineData(2, "migrate", "--tier", "4")]
    [InlineData(2, "migrate", "--dry-run", "--json")]
    [InlineData(2, "scan", "--rule", "ECG9999")]
    [InlineData(2, "scan", "--format", "xml")]
    [InlineData(2, "plan", "-p", "Configuration")]
    [InlineData(2, "report", "no-such.sarif")]
    [InlineData(2, "rollback", "no-such-run")]
    [InlineData(3, "scan", "src/Platform/Nothing")]
    public async Task Says_what_is_wrong_with_the_command_line(int exitCode, params string[] arguments)
    {
        Directory.CreateDirectory(Path.Combine(_estate.Root, "src", "Platform", "Nothing"));

        var result = await tool.RunAsync(_estate.Root, arguments);

        Assert.NotEqual("", result.Ended(exitCode).Notes);
        Assert.DoesNotContain("   at ", result.Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("ExecutionContextGuard.", result.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ecguard mig", "migrate")]
    [InlineData("ecguard scan --format g", "github")]
    [InlineData("ecguard scan --rule ECG100", "ECG1001 ECG1002 ECG1003 ECG1004 ECG1005 ECG1006")]
    [InlineData("ecguard completion z", "zsh")]
    [InlineData("ecguard migrate --tier ", "1 2 3")]
    public async Task Completes(string line, string expected)
    {
        var suggested = await tool.RunAsync(_estate.Root, $"[suggest:{line.Length}]", line);

        Assert.Equal(expected, string.Join(' ', suggested.Ended(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
    }

    [Fact]
    public async Task A_filter_of_a_solution_is_a_part_of_it_and_nothing_is_coloured_where_nobody_looks()
    {
        _estate.Write("Part.slnf", """{ "solution": { "path": "Estate.slnx", "projects": [ "tests/Tests1/Tests1.csproj" ] } }""");

        using var part = await ScanAsync("Part.slnf");
        var table = await tool.RunAsync(_estate.Root, "scan", "Part.slnf");

        Assert.Equal(["Tests1"], Findings(part).Select(finding => finding.GetProperty("project").GetString()).Distinct());
        Assert.Contains("tests/Tests1/Agent2Tests.cs:15:", table.Ended(1).Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', table.Output + table.Notes);
    }

    private async Task<JsonDocument> ScanAsync(string path)
    {
        var output = (await tool.RunAsync(_estate.Root, "scan", path, "--format", "json")).Ended(1).Output;
        JsonSchema.PublishedHolds("scan", output);
        return JsonDocument.Parse(output);
    }

    private static IEnumerable<JsonElement> Findings(JsonDocument scan) => scan.RootElement.GetProperty("findings").EnumerateArray();
}
