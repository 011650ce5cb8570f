using System.Text;

namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>Projects that say something to the analyzers with files: catalogues, settings, baselines. Built together once with the packed package.</summary>
public sealed class ConfiguredSolution(PackedPackages packages) : IAsyncLifetime
{
    /// <summary>What the baselines accept: one finding in <c>Runs</c>.</summary>
    private const string Entry = "ECG1001\tM:AgentTests.Runs\tM:AgentExecutionCore.ExecuteAgentAsync(System.String,IUserExecutionContext)\t1\n";

    private const string Platform =
        """
        using System.Threading.Tasks;
        using Moq;

        public interface IUserExecutionContext { string UserId { get; } }

        public sealed class UserExecutionContext : IUserExecutionContext
        {
            public UserExecutionContext(string userId) => UserId = userId;

            public string UserId { get; }
        }

        public sealed class AgentExecutionCore
        {
            public Task ExecuteAgentAsync(string request, IUserExecutionContext context) => Task.CompletedTask;
        }

        """;

    private const string Call = "new AgentExecutionCore().ExecuteAgentAsync(\"hello\", Mock.Of<IUserExecutionContext>());";

    private static readonly string[] Projects = ["Catalogued", "Malformed", "Misset", "Accepted", "Inherited", "Edited", "Grown", "Trail"];

    private readonly TemporaryFolder _folder = new();

    public string BuildOutput { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _folder.Write("Directory.Build.props", "<Project />");
        _folder.Write("Directory.Build.targets", "<Project />");
        _folder.Write("Directory.Packages.props", "<Project />");
        _folder.Write("team/.git/HEAD", "ref: refs/heads/main\n");
        Directory.CreateDirectory(_folder.Combine("team", ".git", "objects"));
        Directory.CreateDirectory(_folder.Combine("team", ".git", "refs"));
        _folder.Write("team/.editorconfig", "root = true\n");

        // Above the projects: for all of them.
        _folder.Write("team/ExecutionContextGuard.Acme.txt", "# The platform of Acme.\nT:Acme.TenantScope\n");
        var solution = new StringBuilder("<Solution>\n");
        foreach (var project in Projects)
        {
            var folder = project == "Inherited" ? "above/Inherited" : project;
            solution.Append($"  <Project Path=\"{folder}/{project}.csproj\" />\n");
            Write(folder, project);
        }

        _folder.Write("team/Configured.slnx", solution.Append("</Solution>\n").ToString());
        BuildOutput = (await DotnetCommand.RunAsync(_folder.Combine("team"), packages.ConsumerEnvironment, "build", "Configured.slnx")).Output;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Our findings in a project, one a line.</summary>
    internal string[] Findings(string project) =>
        [.. SarifLog.Read(Log(project))
            .Where(finding => finding.Rule.StartsWith("ECG", StringComparison.Ordinal) && finding.Level != "note")
            .Select(finding => $"{finding.Rule} {Path.GetFileName(finding.File)}({finding.Line})")];

    /// <summary>The trails of our findings in a project.</summary>
    internal IReadOnlyList<SarifTrail> Trails(string project) => SarifTrail.Read(Log(project));

    private string Log(string project) => _folder.Combine("team", project == "Inherited" ? "above/Inherited" : project, "findings.sarif");

    private void Write(string folder, string project)
    {
        _folder.Write(
            $"team/{folder}/{project}.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <IsTestProject>true</IsTestProject>
                <ErrorLog>findings.sarif,version=2.1</ErrorLog>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ExecutionContextGuard" Version="{packages.Version}" PrivateAssets="all" />
                <PackageReference Include="Moq" Version="{typeof(Moq.Mock).Assembly.GetName().Version!.ToString(3)}" />
              </ItemGroup>
            </Project>
            """);
        _folder.Write($"team/{folder}/Platform.cs", Platform);
        switch (project)
        {
            case "Catalogued":
                // One type of the catalogue above the project, one path of its own.
                _folder.Write($"team/{folder}/ExecutionContextGuard.Acme.txt", "path M:Acme.Engine.Start\n");
                _folder.Write($"team/{folder}/AgentTests.cs", """
                    using Acme;
                    using Moq;

                    namespace Acme
                    {
                        public interface TenantScope { string Tenant { get; } }

                        public class Engine
                        {
                            public void Take(TenantScope scope) { }

                            public void Start(object context) { }
                        }
                    }

                    public sealed class AgentTests
                    {
                        public void Takes() => new Engine().Take(Mock.Of<TenantScope>());

                        public void Starts() => new Engine().Start("no context");
                    }

                    """);
                break;
            case "Malformed":
                _folder.Write($"team/{folder}/ExecutionContextGuard.txt", "# Two lines are good, one is not.\nT:Acme.Good\nthis is no entry\npath M:Acme.Engine.Start\n");
                _folder.Write($"team/{folder}/ecguard.baseline", "ECG1001 M:AgentTests.Runs\n");
                break;
            case "Misset":
                _folder.Write($"team/{folder}/.editorconfig", "[*.cs]\n\nexecution_context_guard.path_scope = everything\n");
                break;
            case "Accepted" or "Inherited":
                _folder.Write(project == "Accepted" ? $"team/{folder}/ecguard.baseline" : "team/above/ecguard.baseline", Entry);
                _folder.Write($"team/{folder}/AgentTests.cs", $"using System.Threading.Tasks;\nusing Moq;\n\npublic sealed class AgentTests\n{{\n    public Task Runs() => {Call}\n\n    public Task Walks() => {Call}\n}}\n");
                break;
            case "Edited":
                _folder.Write($"team/{folder}/ecguard.baseline", Entry);
                _folder.Write($"team/{folder}/AgentTests.cs", $"// An edit above.\nusing System.Threading.Tasks;\nusing Moq;\n\npublic sealed class Above {{ }}\n\npublic sealed class AgentTests\n{{\n    public void Added() {{ }}\n\n    public Task Runs() => {Call}\n}}\n");
                break;
            case "Grown":
                _folder.Write($"team/{folder}/ecguard.baseline", Entry);
                _folder.Write($"team/{folder}/AgentTests.cs", $"using System.Threading.Tasks;\nusing Moq;\n\npublic sealed class AgentTests\n{{\n    public async Task Runs()\n    {{\n        await {Call}\n        await {Call}\n    }}\n}}\n");
                break;
            case "Trail":
                _folder.Write($"team/{folder}/Contexts.cs", "using Moq;\n\npublic static class Contexts\n{\n    public static IUserExecutionContext Make() =>\n        Mock.Of<IUserExecutionContext>();\n}\n");
                _folder.Write($"team/{folder}/AgentTests.cs", "using System.Threading.Tasks;\n\npublic sealed class AgentTests\n{\n    public async Task Runs()\n    {\n        var context = Contexts.Make();\n        await new AgentExecutionCore().ExecuteAgentAsync(\"hello\", context);\n    }\n}\n");
                break;
        }
    }
}
