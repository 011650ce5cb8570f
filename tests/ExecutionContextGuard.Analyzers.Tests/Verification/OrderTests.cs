using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Verification;

/// <summary>
/// One compilation of some hundred rows, so that there is an order of files worth the name: the findings are the same in any order, on one thread and on sixteen, twice, and file by file.
/// Each row by itself is run in two further orders, too (<see cref="FindingChecks"/>). The seed of the order follows from the code; what fails says it.
/// </summary>
public sealed class OrderTests
{
    private const int MostFiles = 300;

    private const int Threads = 16;

    [Fact]
    public async Task The_findings_are_the_same_in_any_order_of_files_and_on_any_number_of_threads()
    {
        var rows = (await AllRows.CollectAsync()).Where(row => row.CompilerErrors.IsEmpty && row.Tools == Toolbox.Shipped).ToLookup(AllRows.Company);
        var company = rows.Where(company => company.Key is not null).MaxBy(company => company.Count())!.ToList();
        // From all over the suite.
        var codes = company.Where((_, i) => i % Math.Max(1, company.Count / MostFiles) == 0).Select(row => row.Documents[0].Markup.Text).Distinct().ToList();
        var (compilation, project) = await AllRows.TogetherAsync(company[0], codes);
        var expected = await WholeAsync(compilation, project, concurrent: false);
        Assert.True(expected.Length > codes.Count / 4, $"{expected.Length} findings in {codes.Count} files are too few to show anything.");

        var shuffle = Shuffle.Of(string.Concat(codes));
        for (var round = 0; round < 2; round++, shuffle = new Shuffle(shuffle.Seed + 1))
        {
            var shuffled = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(shuffle.Order([.. compilation.SyntaxTrees]));
            Same(await WholeAsync(shuffled, project, concurrent: false), $"on one thread, the files in the order of the seed {shuffle.Seed}");
            Same(await WholeAsync(shuffled, project, concurrent: true), $"on all threads, the files in the order of the seed {shuffle.Seed}");
            Same(await OnManyThreadsAsync(shuffled, project), $"file by file on {Threads} threads, in the order of the seed {shuffle.Seed}");
        }

        void Same(ImmutableArray<Finding> actual, string how)
        {
            if (!expected.SequenceEqual(actual))
            {
                throw RowException.Expected($"The findings differ {how}.", expected.Except(actual), actual.Except(expected));
            }
        }
    }

    private static async Task<ImmutableArray<Finding>> WholeAsync(Compilation compilation, Project project, bool concurrent) => Ordered(
        await AnalyzerRun.OverAsync(compilation, project.AnalyzerOptions, Toolbox.Shipped, concurrent, static run => run.GetAnalyzerDiagnosticsAsync(CancellationToken.None)));

    // Threads of their own: the pool would give as many as there are cores. Each takes the next file, all ask the same analyzers of one compilation.
    private static async Task<ImmutableArray<Finding>> OnManyThreadsAsync(Compilation compilation, Project project) => Ordered(
        await AnalyzerRun.OverAsync(compilation, project.AnalyzerOptions, Toolbox.Shipped, concurrent: true, async run =>
        {
            var files = new ConcurrentQueue<SyntaxTree>(compilation.SyntaxTrees);
            var found = new ConcurrentBag<Diagnostic>();
            await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(() => Drain(run, files, found), TaskCreationOptions.LongRunning)));
            return [.. found];
        }));

    private static void Drain(CompilationWithAnalyzers run, ConcurrentQueue<SyntaxTree> files, ConcurrentBag<Diagnostic> found)
    {
        while (files.TryDequeue(out var file))
        {
#pragma warning disable xUnit1031 // A thread that waits is what this is about.
            var syntax = run.GetAnalyzerSyntaxDiagnosticsAsync(file, CancellationToken.None).GetAwaiter().GetResult();
            var semantic = run.GetAnalyzerSemanticDiagnosticsAsync(run.Compilation.GetSemanticModel(file), filterSpan: null, CancellationToken.None).GetAwaiter().GetResult();
#pragma warning restore xUnit1031
            foreach (var diagnostic in syntax.Concat(semantic))
            {
                found.Add(diagnostic);
            }
        }
    }

    private static ImmutableArray<Finding> Ordered(ImmutableArray<Diagnostic> diagnostics) => [.. diagnostics.Select(Finding.Of).Order()];
}
