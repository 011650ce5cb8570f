using System.Globalization;
using System.Text;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Measuring;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Symbols;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Provenance;

/// <summary>What looking into helpers may cost, in steps and allocated bytes.</summary>
public sealed class HandingOnBudgetTests
{
    private const long BytesPerArgument = 1_000_000;

    [Theory]
    [InlineData(Limits.CallsToPath, 1)]
    [InlineData(Limits.CallsToPath + 1, 0)]
    public async Task Helpers_inside_helpers_are_limited(int calls, int findings)
    {
        var diagnostics = await AnalyzerRun.OverAsync(
            Compile(Chain(calls), "H0(core, Mock.Of<IUserExecutionContext>());"), new AnalyzerOptions([]), Toolbox.Shipped, concurrent: false, static run => run.GetAnalyzerDiagnosticsAsync(CancellationToken.None));

        Assert.Equal(findings, diagnostics.Count(static diagnostic => diagnostic.Id == "ECG1001"));
    }

    [Fact]
    public void The_steps_of_one_helper_are_limited()
    {
        var few = Read(Many(100));
        var many = Read(Many(10_000));

        Assert.InRange(few.Steps, 100, 1_000);
        Assert.InRange(many.Steps, Limits.StepsPerHelper, Limits.StepsPerHelper + Limits.StepsPerArgument);
    }

    /// <summary>What is handed on to helpers that end nowhere is not followed; beside one that ends in a path, only that is.</summary>
    [Theory]
    [InlineData("Look(given); Ask(given);", 0)]
    [InlineData("Look(given); Ask(given); Run(core, given);", 1)]
    public void Helpers_that_end_nowhere_cost_no_step(string statements, int steps)
    {
        var body = Read($$"""
            void Look(object other) => Console.WriteLine(other);
            bool Ask(object other) => Asked(other.ToString());
            bool Asked(object other) => other is null;
            void Run(AgentExecutionCore core, object given) => core.Execute((IUserExecutionContext)given);
            void H0(AgentExecutionCore core, object given) { {{statements}} }
            """);

        Assert.Equal(steps, body.Steps);
    }

    /// <summary>Each of sixty helpers hands its parameter to all the others: each body is read once, whoever asks.</summary>
    [Fact]
    public async Task Helpers_that_call_each_other_in_rings_cost_what_their_code_does()
    {
        var one = await BytesAsync(Ring(60), "H0(core, given);");
        var all = await BytesAsync(Ring(60), Lines(60, static i => $"H{i}(core, given);"));

        // Sixty times as many calls: without what is remembered of the helpers it would be sixty times as much.
        Assert.InRange(all, 0, one * 2);
    }

    [Fact]
    public async Task Twice_the_helpers_cost_about_twice_as_much()
    {
        var once = await BytesAsync(Chain(500), Lines(500, static i => $"H{i}(core, given);"));
        var twice = await BytesAsync(Chain(1_000), Lines(1_000, static i => $"H{i}(core, given);"));

        Assert.InRange(twice, 0, (once * 5 / 2) + BytesPerArgument);
    }

    [Fact]
    public async Task Twice_the_forwards_cost_about_twice_as_much()
    {
        var once = await BytesAsync(Many(1_000), "H0(core, given);");
        var twice = await BytesAsync(Many(2_000), "H0(core, given);");

        Assert.InRange(twice, 0, (once * 5 / 2) + BytesPerArgument);
    }

    /// <summary>An argument that is no context costs nothing, and a helper is read once for all that ask.</summary>
    [Theory]
    [InlineData("H0(core, \"text\");")]
    [InlineData("H0(core, 42);")]
    [InlineData("H0(core, core);")]
    [InlineData("Look(given);")]
    [InlineData("Look(null);")]
    [InlineData("Look(new object());")]
    public async Task A_call_that_says_nothing_allocates_nothing(string statement)
    {
        const string helpers = "void Look(object other) => Console.WriteLine(other);\n";
        var few = await BytesAsync(helpers + Chain(3), Lines(100, _ => statement));
        var many = await BytesAsync(helpers + Chain(3), Lines(1_100, _ => statement));

        // The tables of known methods differ by a bucket or two from run to run; the smallest object there is, made a thousand times, would be 24,000 bytes.
        Assert.InRange(many - few, -10_000, 10_000);
    }

    private static HelperBody Read(string members)
    {
        var compilation = Compile(members, "H0(core, given);");
        var given = new AnalyzerOptions([]);
        var options = GuardOptions.Read(given, compilation, CancellationToken.None);
        var guarded = GuardedTypes.Find(compilation, options, CancellationToken.None);
        var known = new GuardedCompilation(compilation, options, guarded, new PathMarks(guarded, options), isTestProject: true);
        var tree = compilation.SyntaxTrees[0];
        var helper = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(static method => method.Identifier.ValueText == "H0");
        return HelperBody.Read(compilation.GetSemanticModel(tree).GetOperation(helper)!, known.Handing, CancellationToken.None);
    }

    private static string Chain(int calls) =>
        Lines(calls - 1, static i => $"void H{i}(AgentExecutionCore core, object given) => H{i + 1}(core, given);")
        + $"void H{calls - 1}(AgentExecutionCore core, object given) => core.Execute((IUserExecutionContext)given);";

    private static string Ring(int helpers) => Lines(
        helpers,
        i => $"void H{i}(AgentExecutionCore core, object given) {{ {Lines(helpers, j => $"H{(i + j) % helpers}(core, given);")} }}");

    private static string Many(int forwards) =>
        $"void H0(AgentExecutionCore core, object given) {{ {Lines(forwards, static _ => "core.Execute((IUserExecutionContext)given);")} }}";

    private static async Task<long> BytesAsync(string members, string statements)
    {
        var compilation = Compile(members, statements);
        await Measurement.MeterAsync(compilation);
        return (await Measurement.MeterAsync(compilation)).Operations.Bytes;
    }

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line(i)}\n");
        }

        return text.ToString();
    }

    private static CSharpCompilation Compile(string members, string statements)
    {
        var code = $$"""
            {{AdversarialCode.Platform}}
            public class Tests
            {
            {{members}}

                void Test(AgentExecutionCore core, object given)
                {
            {{statements}}
                }
            }
            """;
        var compilation = CSharpCompilation.Create(
            "Adversarial",
            [CSharpSyntaxTree.ParseText(code)],
            References.Net8.AddRange(References.Of("Moq", "4.20.72")),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return compilation;
    }
}
