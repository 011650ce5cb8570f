using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit.v3;

namespace ExecutionContextGuard.Verification;

/// <summary>Half-typed code: the source of every row of the suite is cut after every token, and all analyzers run on the stump. None throws.</summary>
public sealed class StumpTests
{
    [Fact]
    public async Task No_analyzer_throws_on_a_stump()
    {
        var rows = await RowsAsync();
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

    /// <summary>Every row of every class of rows in this assembly, theories with all their data.</summary>
    internal static async Task<ImmutableArray<Row>> RowsAsync()
    {
        var rows = ImmutableArray.CreateBuilder<Row>();
        foreach (var type in typeof(StumpTests).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RowTests)) && !type.IsAbstract))
        {
            foreach (var method in type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)))
            {
                Assert.False(method.IsDefined(typeof(AsyncStateMachineAttribute)), $"{type.Name}.{method.Name} must return its row, so that its source can be cut into stumps.");
                await using var tracker = new Xunit.Sdk.DisposalTracker();
                var data = new List<object?[]>();
                foreach (var attribute in method.GetCustomAttributes().OfType<IDataAttribute>())
                {
                    data.AddRange((await attribute.GetData(method, tracker)).Select(row => row.GetData()));
                }

                var tests = Activator.CreateInstance(type);
                rows.AddRange(Row.Collect(() =>
                {
                    foreach (var arguments in method.GetParameters().Length == 0 ? [[]] : data)
                    {
                        // A row may leave optional arguments out, as the runner allows.
                        var leftOut = Enumerable.Repeat(Type.Missing, method.GetParameters().Length - arguments.Length);
                        method.Invoke(tests, BindingFlags.OptionalParamBinding, binder: null, [.. arguments, .. leftOut], culture: null);
                    }
                }));
            }
        }

        return rows.ToImmutable();
    }

    private static async Task<int> CutAsync(IEnumerable<Row> rows, Toolbox tools)
    {
        var stumps = 0;
        var seen = new ConcurrentDictionary<(string Stump, string Context), bool>();
        await Parallel.ForEachAsync(rows, async (row, _) =>
        {
            foreach (var project in RowSolution.Create(row).Projects)
            {
                var compilation = (await project.GetCompilationAsync(CancellationToken.None))!;
                foreach (var tree in compilation.SyntaxTrees.Where(tree => Path.GetFileName(tree.FilePath) is not (Preamble.FileName or Preamble.UsingsFileName)))
                {
                    var text = await tree.GetTextAsync(CancellationToken.None);
                    foreach (var token in (await tree.GetRootAsync(CancellationToken.None)).DescendantTokens())
                    {
                        var stump = text.ToString(TextSpan.FromBounds(0, token.Span.End));
                        // Rows begin alike: one stump of each kind is enough.
                        if (seen.TryAdd((stump, row.ContextSource), true))
                        {
                            Interlocked.Increment(ref stumps);
                            var cut = tree.WithChangedText(SourceText.From(stump));
                            await RunAsync(compilation.ReplaceSyntaxTree(tree, cut), cut, project.AnalyzerOptions, tools);
                        }
                    }
                }
            }
        });
        return stumps;
    }

    private static async Task RunAsync(Compilation compilation, SyntaxTree stump, AnalyzerOptions options, Toolbox tools)
    {
        if (tools.Analyzers.IsEmpty)
        {
            return;
        }

        try
        {
            // The stump alone, as an editor does while someone types: what stands beside it is not analysed 16,000 times.
            await AnalyzerRun.OverAsync(compilation, options, tools, concurrent: false, async run =>
            {
                await run.GetAnalyzerSyntaxDiagnosticsAsync(stump, CancellationToken.None);
                return await run.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(stump), filterSpan: null, CancellationToken.None);
            });
        }
        catch (RowException exception)
        {
            throw new RowException($"On half-typed code, {exception.Message}\n--- the code\n{stump}\n---");
        }
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
