using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Verification;

/// <summary>Half-typed code: the source of every row of the suite is cut after every third token, and all analyzers run on the stump. None throws.</summary>
public sealed class StumpTests
{
    private const int InOneCompilation = 200;

#if REPEATED
    // Each Roslyn binds half-typed code in its own way; a tenth of the stumps of thousands of rows still has every kind of cut.
    private const int Every = 10;
#else
    // Rows are alike in pairs and theories: where one is not cut, the next one is.
    private const int Every = 3;
#endif

    [Fact]
    public async Task No_analyzer_throws_on_a_stump()
    {
        var rows = await AllRows.CollectAsync();
        Assert.NotEmpty(rows);
        var watch = Stopwatch.StartNew();
        var stumps = await CutAsync(rows, Toolbox.Shipped);
        TestContext.Current.SendDiagnosticMessage("{0} stumps of {1} rows in {2} ms", stumps, rows.Length, watch.ElapsedMilliseconds);
    }

    [Fact]
    public async Task An_analyzer_that_throws_on_half_typed_code_is_found_out()
    {
        var row = new Row("class Tests { void Test() { Missing(); } }");
        var exception = await Assert.ThrowsAsync<RowException>(() => CutAsync([row], new Toolbox([new ThrowsOnMissingBrace()], [])));
        Assert.Contains("--- the code\nclass\n---", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ThrowsOnMissingBrace), exception.Message, StringComparison.Ordinal);
    }

    private static async Task<int> CutAsync(IEnumerable<Row> rows, Toolbox tools)
    {
        var stumps = 0;
        var seen = new ConcurrentDictionary<(string Stump, string Context), bool>();
        var together = new List<(Row Row, ImmutableArray<string> Stumps)>();
        var alone = new List<Row>();
        foreach (var company in rows.ToLookup(AllRows.Company))
        {
            if (company.Key is null)
            {
                alone.AddRange(company);
                continue;
            }

            var row = company.First();
            var cut = company.SelectMany(row => Cut(row.Documents[0].Markup.Text, row.LanguageVersion)).Where(stump => IsNew(stump, row));
            together.AddRange(cut.Chunk(InOneCompilation).Select(some => (row, some.ToImmutableArray())));
        }

        await Parallel.ForEachAsync(together, async (some, _) => await RunAsync(some.Row, some.Stumps, tools));
        await Parallel.ForEachAsync(alone, async (row, _) =>
        {
            foreach (var project in RowSolution.Create(row).Projects)
            {
                var compilation = (await project.GetCompilationAsync(CancellationToken.None))!;
                foreach (var tree in compilation.SyntaxTrees.Where(tree => Path.GetFileName(tree.FilePath) is not (Preamble.FileName or Preamble.UsingsFileName)))
                {
                    // The row's other files and its settings stay as they are; its stumps stand side by side where a namespace around them changes nothing that the settings name.
                    var cut = Cut((await tree.GetTextAsync(CancellationToken.None)).ToString(), row.LanguageVersion, (CSharpParseOptions)tree.Options).Where(stump => IsNew(stump, row));
                    foreach (var some in cut.Chunk(AllRows.StandsInANamespace(row, tree) ? InOneCompilation : 1))
                    {
                        await RunAsync(compilation, tree, some, project.AnalyzerOptions, tools);
                    }
                }
            }
        });
        return stumps;

        // Rows begin alike: one stump of each kind is enough.
        bool IsNew(string stump, Row row)
        {
            if (!seen.TryAdd((stump, row.ContextSource), true))
            {
                return false;
            }

            Interlocked.Increment(ref stumps);
            return true;
        }
    }

    private static IEnumerable<string> Cut(string code, LanguageVersion version, CSharpParseOptions? options = null) =>
        CSharpSyntaxTree.ParseText(code, options ?? new CSharpParseOptions(version)).GetRoot().DescendantTokens()
            .Where((_, index) => (index + (RowRun.IsRepeated ? 0 : code.Length)) % Every == 0)
            .Select(token => code[..token.Span.End]);

    // What the compiler knows of the platform and we of the mocking libraries is found out once for all of them.
    private static async Task RunAsync(Row row, ImmutableArray<string> stumps, Toolbox tools)
    {
        try
        {
            var (compilation, project) = await AllRows.TogetherAsync(row, stumps);
            await AnalyzerRun.OverAsync(compilation, project.AnalyzerOptions, tools, concurrent: false, static run => run.GetAnalyzerDiagnosticsAsync(CancellationToken.None));
        }
        catch (RowException)
        {
            // Which of them was it?
            var project = RowSolution.Create(row).Projects.Single();
            var compilation = (await project.GetCompilationAsync())!;
            var tree = compilation.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == RowDocument.MainName);
            foreach (var stump in stumps)
            {
                await RunAsync(compilation, tree, stump, project.AnalyzerOptions, tools);
            }

            // None by itself.
            throw;
        }
    }

    private static async Task RunAsync(Compilation compilation, SyntaxTree tree, string[] stumps, AnalyzerOptions options, Toolbox tools)
    {
        if (stumps is [var only])
        {
            await RunAsync(compilation, tree, only, options, tools);
            return;
        }

        var files = stumps.Select((stump, i) => CSharpSyntaxTree.ParseText($"namespace Row{i} {{\n{stump}", (CSharpParseOptions)tree.Options, $"{RowSolution.Folder(0)}Row{i}.cs"));
        try
        {
            var together = compilation.RemoveSyntaxTrees(tree).AddSyntaxTrees(files);
            await AnalyzerRun.OverAsync(together, options, tools, concurrent: false, static run => run.GetAnalyzerDiagnosticsAsync(CancellationToken.None));
        }
        catch (RowException)
        {
            // Which of them was it?
            foreach (var stump in stumps)
            {
                await RunAsync(compilation, tree, stump, options, tools);
            }

            // None by itself.
            throw;
        }
    }

    private static async Task RunAsync(Compilation compilation, SyntaxTree tree, string stump, AnalyzerOptions options, Toolbox tools)
    {
        var cut = tree.WithChangedText(SourceText.From(stump));
        compilation = compilation.ReplaceSyntaxTree(tree, cut);
        try
        {
            // The stump alone, as an editor does while someone types.
            await AnalyzerRun.OverAsync(compilation, options, tools, concurrent: false, async run =>
            {
                await run.GetAnalyzerSyntaxDiagnosticsAsync(cut, CancellationToken.None);
                return await run.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(cut), filterSpan: null, CancellationToken.None);
            });
        }
        catch (RowException exception)
        {
            throw new RowException($"On half-typed code, {exception.Message}\n--- the code\n{stump}\n---");
        }
    }

    [Fact]
    public async Task So_it_is_in_a_row_of_several_files_and_settings()
    {
        var row = new Row("class Tests { void Test() { Missing(); } }").And("More.cs", "class More { void Test() { } }").EditorConfig("dotnet_diagnostic.ECG3003.severity = none");
        var exception = await Assert.ThrowsAsync<RowException>(() => CutAsync([row], new Toolbox([new ThrowsOnMissingBrace()], [])));
        Assert.Contains("--- the code\nclass\n---", exception.Message, StringComparison.Ordinal);
    }

    private sealed class ThrowsOnMissingBrace : ToyAnalyzer
    {
        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxTreeAction(tree => Assert.DoesNotContain(tree.Tree.GetRoot().DescendantTokens(), token => token.IsMissing));
        }
    }
}
