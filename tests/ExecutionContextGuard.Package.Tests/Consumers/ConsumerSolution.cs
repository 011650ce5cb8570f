using System.Text;

namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>
/// Test projects as teams have them, each with the package installed in another way, built together once:
/// one restore and one build cost what a project of its own would.
/// </summary>
public sealed class ConsumerSolution(PackedPackages packages) : IAsyncLifetime
{
    private static readonly string[] Projects = ["Default", "Recommended", "Strict", "Migration", "None", "Overruled", "Everywhere", "Misspelt", "Mended"];

    private readonly TemporaryFolder _folder = new();

    /// <summary>What the build of the whole solution printed.</summary>
    public string BuildOutput { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        WriteSurroundings();
        foreach (var project in Projects)
        {
            WriteProject(project);
        }

        BuildOutput = (await RunAsync("", "build", "Consumers.slnx")).Output;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Task<CommandResult> RunAsync(string project, params string[] arguments) =>
        DotnetCommand.RunAsync(_folder.Combine("team", project), packages.ConsumerEnvironment, arguments);

    internal IReadOnlyList<SarifFinding> Findings(string project) => SarifLog.Read(_folder.Combine("team", project, "findings.sarif"));

    internal string Read(string project, string file) => File.ReadAllText(_folder.Combine("team", project, file));

    /// <summary>The names of the files that the compiler of a project was handed beside its sources.</summary>
    internal string[] AdditionalFiles(string project) =>
        [.. File.ReadAllLines(_folder.Combine("team", project, "additional-files.txt")).Select(path => Path.GetRelativePath(_folder.Combine("team"), path).Replace('\\', '/'))];

    private void WriteSurroundings()
    {
        // A repository of one team, within a folder that is not theirs.
        _folder.Write("ExecutionContextGuard.NotOurs.txt", "# Above the repository.");
        _folder.Write("Directory.Build.props", "<Project />");
        _folder.Write("Directory.Build.targets", "<Project />");
        _folder.Write("Directory.Packages.props", "<Project />");
        _folder.Write("team/.git/HEAD", "ref: refs/heads/main\n");
        Directory.CreateDirectory(_folder.Combine("team", ".git", "objects"));
        Directory.CreateDirectory(_folder.Combine("team", ".git", "refs"));
        _folder.Write("team/.editorconfig", "root = true\n");
        _folder.Write("team/ExecutionContextGuard.Team.txt", "# The team's own catalogue.\n");
        _folder.Write("team/ecguard.baseline", "");

        var solution = new StringBuilder("<Solution>\n");
        foreach (var project in Projects)
        {
            solution.Append($"  <Project Path=\"{project}/{project}.csproj\" />\n");
        }

        _folder.Write("team/Consumers.slnx", solution.Append("</Solution>\n").ToString());
    }

    private void WriteProject(string project)
    {
        // The mode's letter case is the writer's business.
        var mode = project switch
        {
            "Recommended" => "recommended",
            "Strict" or "Migration" or "None" => project,
            "Overruled" => "Strict",
            "Misspelt" => "Strickt",
            _ => "",
        };
        var everywhere = project == "Everywhere";
        var version = everywhere ? "" : $"Version=\"{packages.Version}\" PrivateAssets=\"all\"";
        var reference = everywhere ? "" : $"<PackageReference Include=\"ExecutionContextGuard\" {version} />";
        var moqVersion = typeof(Moq.Mock).Assembly.GetName().Version!.ToString(3);

        _folder.Write($"team/{project}/AgentTests.cs", MockedSource.Text);
        _folder.Write(
            $"team/{project}/{project}.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <IsTestProject>true</IsTestProject>
                <ErrorLog>findings.sarif,version=2.1</ErrorLog>
                <ExecutionContextGuardMode>{mode}</ExecutionContextGuardMode>
              </PropertyGroup>
              <ItemGroup>
                {reference}
                <PackageReference Include="Moq" {(everywhere ? "" : $"Version=\"{moqVersion}\"")} />
              </ItemGroup>
              <Target Name="ListAdditionalFiles" AfterTargets="CoreCompile">
                <WriteLinesToFile File="additional-files.txt" Lines="@(AdditionalFiles->'%(FullPath)')" Overwrite="true" />
              </Target>
            </Project>
            """);
        if (everywhere)
        {
            _folder.Write(
                $"team/{project}/Directory.Packages.props",
                $"""
                <Project>
                  <PropertyGroup>
                    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                  </PropertyGroup>
                  <ItemGroup>
                    <GlobalPackageReference Include="ExecutionContextGuard" Version="{packages.Version}" />
                    <PackageVersion Include="Moq" Version="{moqVersion}" />
                  </ItemGroup>
                </Project>
                """);
            _folder.Write($"team/{project}/ExecutionContextGuard.txt", "# The project's own catalogue.\n");
        }
        else if (project == "Overruled")
        {
            _folder.Write($"team/{project}/.editorconfig", "[*.cs]\ndotnet_diagnostic.ECG1001.severity = warning\n");
        }
    }
}
