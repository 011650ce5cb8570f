using System.Collections.Immutable;
using System.Diagnostics;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Benchmarks;

/// <summary>Whether fixing a whole solution costs the same for each document, however many there are.</summary>
internal static class FixAll
{
    public static async Task RunAsync(int[] sizes)
    {
        await MeasureAsync(sizes[0]);
        Table.Head("test files", "findings", "left", "documents changed", "time", "time a file", "allocated a file");
        double? first = null;
        foreach (var size in sizes)
        {
            var (findings, left, changed, time, bytes) = await MeasureAsync(size);
            var each = time.TotalMicroseconds / size;
            first ??= each;
            Table.Row(
                $"{size:N0}",
                $"{findings:N0}",
                $"{left:N0}",
                $"{changed:N0}",
                $"{time.TotalMilliseconds:N0} ms",
                $"{each:N0} us ({Math.Round((decimal)(each / first.Value) - 1, 3):+0.0%;-0.0%;0.0%})",
                $"{bytes / size:N0} bytes");
        }
    }

    private static async Task<(int Findings, int Left, int Changed, TimeSpan Time, long Bytes)> MeasureAsync(int files)
    {
        using var workspace = new AdhocWorkspace();
        var project = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                project,
                VersionStamp.Default,
                "Generated",
                "Generated",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
                metadataReferences: References.Net8.AddRange(References.Of("Moq", "4.20.72")).AddRange(References.Of("xunit.extensibility.core", "2.9.3"))));
        foreach (var (path, code) in GeneratedTests.Files(files))
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project), path, SourceText.From(code), filePath: "/" + path);
        }

        var found = await FindingsAsync(solution, project);
        var fix = new ConstructRealContextFix();
        var context = new FixAllContext(
            solution.GetProject(project)!.Documents.First(),
            fix,
            FixAllScope.Solution,
            codeActionEquivalenceKey: null!, // As `dotnet format` asks: it means any.
            fix.FixableDiagnosticIds,
            new Known(found),
            CancellationToken.None);

        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context) ?? throw new InvalidOperationException("Nothing is offered.");
        var change = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        watch.Stop();
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;

        var changed = change.GetChanges(solution).GetProjectChanges().Sum(static changes => changes.GetChangedDocuments().Count());
        return (found.Length, (await FindingsAsync(change, project)).Length, changed, watch.Elapsed, bytes);
    }

    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Solution solution, ProjectId project)
    {
        var compilation = await solution.GetProject(project)!.GetCompilationAsync();
        return await compilation!.WithAnalyzers([new ExecutionContextAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }

    private sealed class Known(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        private readonly ILookup<SyntaxTree?, Diagnostic> _byTree = findings.ToLookup(static finding => finding.Location.SourceTree);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            _byTree[await document.GetSyntaxTreeAsync(cancellationToken)];

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);
    }
}
