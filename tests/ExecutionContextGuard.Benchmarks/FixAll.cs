using System.Collections.Immutable;
using System.Diagnostics;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
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
        Table.Head("test files", "findings", "left", "documents changed", "time", "time a file", "allocated a file", "then by Roslyn");
        double? first = null;
        foreach (var size in sizes)
        {
            var runs = new List<(int Findings, int Left, int Changed, TimeSpan Time, long Bytes, long Host)>();
            for (var round = 0; round < 3; round++)
            {
                runs.Add(await MeasureAsync(size));
            }

            var (findings, left, changed, time, bytes, host) = runs.OrderBy(static run => run.Time).ElementAt(1);
            var each = time.TotalMicroseconds / size;
            first ??= each;
            Table.Row(
                $"{size:N0}",
                $"{findings:N0}",
                $"{left:N0}",
                $"{changed:N0}",
                $"{time.TotalMilliseconds:N0} ms",
                $"{each:N0} us ({Math.Round((decimal)(each / first.Value) - 1, 3):+0.0%;-0.0%;0.0%})",
                $"{bytes / size:N0} bytes",
                $"{host / size:N0} bytes");
        }
    }

    private static async Task<(int Findings, int Left, int Changed, TimeSpan Time, long Bytes, long Host)> MeasureAsync(int files)
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

        var found = new List<(Document, Diagnostic)>();
        foreach (var finding in await FindingsAsync(solution, project))
        {
            found.Add((solution.GetDocument(finding.Location.SourceTree)!, finding));
        }

        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var plan = await Planner.PlanAsync(solution, found, CancellationToken.None);
        var change = await EditApplier.ApplyAsync(solution, plan.Groups, CancellationToken.None);
        watch.Stop();
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;

        // Whoever applies an action, Roslyn looks at each changed document for what it should simplify and format, and finds nothing in ours.
        var host = GC.GetTotalAllocatedBytes(precise: true);
        await CodeAction.Create("", _ => Task.FromResult(change)).GetOperationsAsync(solution, new Progress<CodeAnalysisProgress>(), CancellationToken.None);
        host = GC.GetTotalAllocatedBytes(precise: true) - host;

        var changed = change.GetChanges(solution).GetProjectChanges().Sum(static changes => changes.GetChangedDocuments().Count());
        return (found.Count, (await FindingsAsync(change, project)).Length, changed, watch.Elapsed, bytes, host);
    }

    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Solution solution, ProjectId project)
    {
        var compilation = await solution.GetProject(project)!.GetCompilationAsync();
        return await compilation!.WithAnalyzers([new ExecutionContextAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }
}
