using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Terminal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Spectre.Console;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>What a scan of many projects keeps, and what it shows meanwhile.</summary>
public sealed class ScaleTests
{
    private const int Projects = 12;

    [Fact]
    public async Task Memory_does_not_grow_with_the_projects_already_done()
    {
        using var folder = new TemporaryFolder();
        var texts = new List<WeakReference>();
        var alive = 0;
        var estate = Generate(folder, text =>
        {
            texts.Add(new WeakReference(text));
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            alive = Math.Max(alive, texts.Count(static text => text.IsAlive));
        });

        var result = await new Scanner(estate, PlainEstate.Silent, documentsAtATime: 2).ScanAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2 * Projects, result.Findings.Count);
        Assert.Equal(2 * Projects, texts.Count);
        // The two files at work, and those of a project that is just being let go.
        Assert.InRange(alive, 2, 4);
    }

    [Fact]
    public async Task Progress_shows_projects_files_and_the_time_left()
    {
        using var folder = new TemporaryFolder();
        var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(written),
        });
        console.Profile.Width = 200;

        await new Scanner(Generate(folder, static _ => { }), new Screen(TextWriter.Null, PlainEstate.Silent.Out, console, progress: true), documentsAtATime: 2).ScanAsync(TestContext.Current.CancellationToken);

        // How far it had got when it was drawn is a matter of time.
        Assert.Matches($"Analysing Tests[0-9]+ \\([0-9]+ of {Projects} projects, [0-9]+ of {2 * Projects} files\\).*[0-9]+% +(--:--:--|[0-9]+:[0-9]+:[0-9]+)", written.ToString());
    }

    /// <summary>Projects of two files each, and word of each text that is read.</summary>
    private static Estate Generate(TemporaryFolder folder, Action<SourceText> read)
    {
        var projects = new List<ProjectInfo>();
        for (var number = 0; number < Projects; number++)
        {
            var id = ProjectId.CreateNewId();
            var name = "Tests" + number;
            projects.Add(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                name,
                name,
                LanguageNames.CSharp,
                filePath: folder.Combine(name, $"{number:00}.csproj"),
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
                documents: [Document("Platform.cs", PlainEstate.Platform), Document("AgentTests.cs", EstateWriter.Tests(name, number * 3))],
                metadataReferences: PlainEstate.References));

            DocumentInfo Document(string file, string code)
            {
                var path = folder.Combine(name, file);
                return DocumentInfo.Create(DocumentId.CreateNewId(id), file, loader: new Loader(path, code, read), filePath: path);
            }
        }

        return new Estate(folder.Path, projects, []);
    }

    private sealed class Loader(string path, string code, Action<SourceText> read) : TextLoader
    {
        public override Task<TextAndVersion> LoadTextAndVersionAsync(LoadTextOptions options, CancellationToken cancellationToken)
        {
            var text = SourceText.From(code);
            lock (read)
            {
                read(text);
            }

            return Task.FromResult(TextAndVersion.Create(text, VersionStamp.Create(), path));
        }
    }
}
