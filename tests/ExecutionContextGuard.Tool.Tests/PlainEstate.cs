using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Terminal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>Test projects that no MSBuild has seen, over real files: for what concerns planning, proving and writing, and not loading.</summary>
internal sealed class PlainEstate(TemporaryFolder folder)
{
    public static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "Moq.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly List<ProjectInfo> _projects = [];

    public const string Platform = EstateWriter.Platform + "\n\n" + EstateWriter.Framework;

    public static Screen Silent { get; } = new(TextWriter.Null, TextWriter.Null, progress: false, resultsAreSeen: false, notesAreSeen: false);

    public string Root => folder.Path;

    /// <summary>A project of the given files, once for each target framework; `NET8_0` and the like tell them apart.</summary>
    public PlainEstate Project(string name, string[] frameworks, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            folder.Write(path, text);
        }

        foreach (var framework in frameworks)
        {
            var id = ProjectId.CreateNewId();
            _projects.Add(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                frameworks.Length == 1 ? name : $"{name}({framework})",
                name,
                LanguageNames.CSharp,
                filePath: folder.Combine(name + ".csproj"),
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error)
                    .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]),
                parseOptions: new CSharpParseOptions(preprocessorSymbols: [framework.ToUpperInvariant().Replace('.', '_')]),
                documents: files.Select(file => DocumentInfo.Create(
                    DocumentId.CreateNewId(id), Path.GetFileName(file.Path), loader: new FileTextLoader(folder.Combine(file.Path), null), filePath: folder.Combine(file.Path))),
                metadataReferences: References));
        }

        return this;
    }

    public Estate Load() => new(folder.Path, _projects, []);

    /// <summary>All projects in one solution, with what the analyzers say of each.</summary>
    public async Task<(Solution Solution, Dictionary<ProjectId, Analysis> Findings)> AnalyseAsync()
    {
        var estate = Load();
        var solution = estate.Open(estate.Projects.Select(project => project.Id));
        var findings = new Dictionary<ProjectId, Analysis>();
        foreach (var project in solution.Projects)
        {
            findings[project.Id] = await ProjectAnalysis.RunAsync(project, (await project.GetCompilationAsync())!, TestContext.Current.CancellationToken);
        }

        return (solution, findings);
    }

    /// <summary>Two tests of one file. What the fix writes into the second one names another type in .NET 8, which only that framework's compilation tells.</summary>
    public static string TwoKinds(int number) => $$"""
        using Acme;
        using Moq;

        namespace Plain
        {
            public class Agent{{number}}Tests
            {
                [Fact]
                public void Names_the_user()
                {
                    var context = new Mock<IUserExecutionContext>();
                    context.SetupGet(c => c.UserId).Returns("user-{{number}}");
                    Assert.Equal("askuser-{{number}}", new AgentExecutionCore().ExecuteAgent("ask", context.Object));
                }
            }
        }

        namespace Odd{{number}}
        {
        #if NET8_0
            internal sealed class UserExecutionContext { }
        #endif

            public class Agent{{number}}Tests
            {
                [Fact]
                public void Names_the_user()
                {
                    var context = new Mock<IUserExecutionContext>();
                    context.SetupGet(c => c.UserId).Returns("odd-{{number}}");
                    Assert.Equal("askodd-{{number}}", new AgentExecutionCore().ExecuteAgent("ask", context.Object));
                }
            }
        }
        """;
}
