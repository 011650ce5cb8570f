using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Verification;

/// <summary>The files of a compilation in another order.</summary>
internal delegate IEnumerable<SyntaxTree> FileOrder(IReadOnlyList<SyntaxTree> files);

/// <param name="Findings">What the analyzers find.</param>
/// <param name="Compiler">What the compiler itself says, in whichever severity.</param>
internal sealed record Analysis(ImmutableArray<Finding> Findings, ImmutableArray<Diagnostic> Compiler);

/// <summary>Runs the analyzers over every project of a solution, as the compiler does or as an IDE does. An exception in an analyzer fails the test with its own stack.</summary>
internal static class AnalyzerRun
{
    /// <summary>All at once, as the compiler does, in one pass with what it says itself.</summary>
    public static async Task<Analysis> WithCompilerAsync(Solution solution, Toolbox tools)
    {
        var compiler = ImmutableArray.CreateBuilder<Diagnostic>();
        if (tools.Analyzers.IsEmpty)
        {
            foreach (var project in solution.Projects)
            {
                compiler.AddRange((await project.GetCompilationAsync())!.GetDiagnostics());
            }

            return new Analysis([], compiler.ToImmutable());
        }

        var findings = await OverProjectsAsync(solution, tools, concurrent: true, inOrder: null, async (compilation, _) =>
        {
            var own = (await compilation.GetAllDiagnosticsAsync(CancellationToken.None)).ToLookup(IsOfCompiler);
            compiler.AddRange(own[true]);
            return [.. own[false]];
        });
        return new Analysis(findings, compiler.ToImmutable());
    }

    /// <summary>All at once, as the compiler does.</summary>
    /// <param name="solution">What to analyse.</param>
    /// <param name="tools">With which analyzers.</param>
    /// <param name="concurrent">All threads; otherwise one.</param>
    /// <param name="inOrder">Puts the files into another order than that in which they stand.</param>
    public static Task<ImmutableArray<Finding>> WholeAsync(Solution solution, Toolbox tools, bool concurrent = true, FileOrder? inOrder = null) =>
        OverProjectsAsync(solution, tools, concurrent, inOrder, (compilation, _) => compilation.GetAnalyzerDiagnosticsAsync(CancellationToken.None));

    /// <summary>Each file by itself, as an IDE does for the file in the editor.</summary>
    public static Task<ImmutableArray<Finding>> FileByFileAsync(Solution solution, Toolbox tools) =>
        OverProjectsAsync(solution, tools, concurrent: true, inOrder: null, async (compilation, project) =>
        {
            var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
            foreach (var tree in compilation.Compilation.SyntaxTrees)
            {
                diagnostics.AddRange(await compilation.GetAnalyzerSyntaxDiagnosticsAsync(tree, CancellationToken.None));
                diagnostics.AddRange(await compilation.GetAnalyzerSemanticDiagnosticsAsync(compilation.Compilation.GetSemanticModel(tree), filterSpan: null, CancellationToken.None));
            }

            foreach (var file in project.AnalyzerOptions.AdditionalFiles)
            {
                diagnostics.AddRange((await compilation.GetAnalysisResultAsync(file, CancellationToken.None)).GetAllDiagnostics());
            }

            return diagnostics.ToImmutable();
        });

    /// <summary>The analyzers over one compilation, for those who make their own.</summary>
    public static async Task<ImmutableArray<Diagnostic>> OverAsync(
        Compilation compilation,
        AnalyzerOptions options,
        Toolbox tools,
        bool concurrent,
        Func<CompilationWithAnalyzers, Task<ImmutableArray<Diagnostic>>> analyze)
    {
        var exceptions = new ConcurrentQueue<(DiagnosticAnalyzer Analyzer, Exception Exception)>();
        var run = new CompilationWithAnalyzers(
            compilation,
            tools.Analyzers,
            new CompilationWithAnalyzersOptions(
                options,
                (exception, analyzer, _) => exceptions.Enqueue((analyzer, exception)),
                concurrentAnalysis: concurrent,
                logAnalyzerExecutionTime: false));
        var diagnostics = await analyze(run);
        if (exceptions.TryDequeue(out var first))
        {
            throw new RowException($"{first.Analyzer.GetType().Name} threw:\n{first.Exception}");
        }

        return diagnostics;
    }

    private static async Task<ImmutableArray<Finding>> OverProjectsAsync(
        Solution solution,
        Toolbox tools,
        bool concurrent,
        FileOrder? inOrder,
        Func<CompilationWithAnalyzers, Project, Task<ImmutableArray<Diagnostic>>> analyze)
    {
        var findings = new List<(Finding Finding, int Repeated)>();
        if (tools.Analyzers.IsEmpty)
        {
            return [];
        }

        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!;
            if (inOrder is not null)
            {
                compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(inOrder([.. compilation.SyntaxTrees]));
            }

            var diagnostics = await OverAsync(compilation, project.AnalyzerOptions, tools, concurrent, run => analyze(run, project));
            // Two builds of one file find the same; one build that finds the same twice has an analyzer that says it twice.
            findings.AddRange(diagnostics.Select(Finding.Of).GroupBy(finding => finding).SelectMany(same => same.Select((finding, i) => (finding, i))));
        }

        return [.. findings
            .GroupBy(item => item)
            .Select(same => same.Key.Finding with { Diagnostics = [.. same.SelectMany(item => item.Finding.Diagnostics)] })
            .Order()];
    }

    private static bool IsOfCompiler(Diagnostic diagnostic) => diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler);
}
