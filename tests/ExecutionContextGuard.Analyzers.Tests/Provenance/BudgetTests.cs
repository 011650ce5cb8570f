using System.Collections.Immutable;
using ExecutionContextGuard.Measuring;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Provenance;

/// <summary>What an analysis may cost, in steps and allocated bytes: they are the same on every machine, seconds are not.</summary>
public sealed class BudgetTests
{
    // The walk over one value may fill its budget; what it allocates then is a fixed sum, whatever the code looks like.
    private const long BytesPerArgument = 1_000_000;

    public static TheoryData<string> Shapes => [.. AdversarialCode.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Adversarial_code_ends_within_the_steps(string name)
    {
        var compilation = Compile(AdversarialCode.All.Single(shape => shape.Name == name).Code);

        var counted = await Measurement.StepsAsync(compilation);

        Assert.NotEqual(0, counted.Arguments);
        Assert.InRange(counted.Most, 1, Limits.StepsPerArgument);
    }

    /// <summary>Twice the code costs twice as much, and not four times: what is read of a body, class or helper is read once.</summary>
    [Theory]
    [InlineData(nameof(AdversarialCode.Elements))]
    [InlineData(nameof(AdversarialCode.SwitchArms))]
    [InlineData(nameof(AdversarialCode.Coalesced))]
    [InlineData(nameof(AdversarialCode.Fields))]
    [InlineData(nameof(AdversarialCode.BranchesIntoLocal))]
    [InlineData(nameof(AdversarialCode.BranchesInLoop))]
    [InlineData(nameof(AdversarialCode.WritesAndReads))]
    [InlineData(nameof(AdversarialCode.FieldWritesAndReads))]
    [InlineData(nameof(AdversarialCode.Copies))]
    [InlineData(nameof(AdversarialCode.Lambdas))]
    public async Task Twice_the_code_allocates_about_twice_as_much(string shape)
    {
        var once = await BytesAsync(Make(shape, 1_000));
        var twice = await BytesAsync(Make(shape, 2_000));

        Assert.InRange(twice, 0, (once * 5 / 2) + BytesPerArgument);
    }

    [Fact]
    public async Task A_helper_of_many_returns_is_read_once_for_many_calls()
    {
        var few = await BytesAsync(Compile(AdversarialCode.LambdaReturns(2_000, 10)));
        var many = await BytesAsync(Compile(AdversarialCode.LambdaReturns(2_000, 20)));

        Assert.InRange(many - few, 0, 10 * BytesPerArgument);
    }

    [Fact]
    public async Task The_steps_of_one_argument_are_limited()
    {
        var counted = await Measurement.StepsAsync(Compile(AdversarialCode.SwitchArms(1_000)));

        Assert.Equal(Limits.StepsPerArgument, counted.Most);
    }

    [Theory]
    [InlineData(Limits.CallDepth - 1, nameof(OriginKind.Mock))]
    [InlineData(Limits.CallDepth, nameof(OriginKind.Unknown))]
    public async Task Calls_inside_calls_are_limited(int helpersBetween, string expected)
    {
        var counted = await Measurement.StepsAsync(Compile(AdversarialCode.Chain(helpersBetween)));

        Assert.Equal([expected], counted.Origins.Keys.Select(static kind => kind.ToString()));
    }

    [Theory]
    [InlineData(300, nameof(OriginKind.Real))]
    [InlineData(Limits.BlocksPerUse + 1, nameof(OriginKind.Unknown))]
    public async Task Blocks_of_a_graph_are_limited(int branches, string expected)
    {
        var counted = await Measurement.StepsAsync(Compile(AdversarialCode.BranchesInLoop(branches)));

        Assert.Equal([expected], counted.Origins.Keys.Select(static kind => kind.ToString()));
    }

    [Fact]
    public async Task Branches_without_a_loop_take_no_graph()
    {
        var counted = await Measurement.StepsAsync(Compile(AdversarialCode.BranchesIntoLocal(5_000)));

        Assert.Equal([OriginKind.Real], counted.Origins.Keys);
        Assert.Equal(Limits.StepsPerArgument, counted.Most);
    }

    [Theory]
    [InlineData(Limits.SetUpsPerMember, nameof(OriginKind.Mock))]
    [InlineData(Limits.SetUpsPerMember + 1, nameof(OriginKind.Unknown))]
    public async Task Set_ups_of_one_object_are_limited(int others, string expected)
    {
        var code = $$"""
            {{AdversarialCode.Platform}}
            public interface IAccessor { IUserExecutionContext Current { get; } string Name { get; } }

            public class Tests
            {
                void Test(AgentExecutionCore core)
                {
                    var accessor = new Mock<IAccessor> { DefaultValue = DefaultValue.Mock };
                    {{string.Concat(Enumerable.Repeat("accessor.Setup(a => a.Name).Returns(\"n\");\n", others))}}
                    core.Execute(accessor.Object.Current);
                }
            }
            """;

        var counted = await Measurement.StepsAsync(Compile(code));

        Assert.Equal([expected], counted.Origins.Keys.Select(static kind => kind.ToString()));
    }

    [Fact]
    public async Task The_trail_that_is_shown_is_limited()
    {
        var code = AdversarialCode.Copies(Limits.TrailSteps * 2)
            .Replace("IUserExecutionContext c0 = new UserExecutionContext(\"u\");", "IUserExecutionContext c0 = Mock.Of<IUserExecutionContext>();", StringComparison.Ordinal);

        var diagnostics = await AnalyzerRun.OverAsync(
            Compile(code), new AnalyzerOptions([]), Toolbox.Shipped, concurrent: false, static run => run.GetAnalyzerDiagnosticsAsync(CancellationToken.None));

        var finding = Assert.Single(diagnostics, static diagnostic => diagnostic.Id == "ECG1001");
        Assert.Equal(Limits.TrailSteps, finding.AdditionalLocations.Count);
    }

    /// <summary>Calls, creations and assignments that have to do with no path cost nothing once their methods and types are known.</summary>
    [Theory]
    [InlineData("names.Add(string.Join(\",\", names));")]
    [InlineData("_text = Convert<string>(_text).PadLeft(10);")]
    [InlineData("names.Select(name => name.Trim()).Where(name => name.Length > 1).OrderBy(name => name).ToList();")]
    [InlineData("byName[\"a\"] = new List<int>(4);")]
    [InlineData("this.Text = new string('x', 3);")]
    [InlineData("other.Text = Tuple.Create(1, \"b\").Item2;")]
    [InlineData("mock.Setup(d => d.Dispose());")]
    [InlineData("new AgentExecutionCore().ToString();")]
    public async Task Code_without_a_path_allocates_nothing(string statement)
    {
        var few = await CostAsync(statement, 100);
        var many = await CostAsync(statement, 1_100);

        Assert.True(many.Calls > few.Calls * 3 / 2);

        // The tables of known methods differ by a bucket or two from run to run; the smallest object there is, made a thousand times, would be 24,000 bytes.
        Assert.InRange(many.Bytes - few.Bytes, -10_000, 10_000);
    }

    /// <summary>What is known of types and members is known for all findings on them: one more costs its own texts and places.</summary>
    [Theory]
    [InlineData("core.Execute(new Mock<IUserExecutionContext>().Object);", 16_000)]
    [InlineData("core.Execute(null);", 12_000)]
    [InlineData("core.Execute(new UserExecutionContext(\"u\"));", 1_000)]
    public async Task An_argument_of_a_path_allocates_a_fixed_sum(string statement, long most)
    {
        var few = await CostAsync(statement, 100);
        var many = await CostAsync(statement, 200);

        Assert.InRange((many.Bytes - few.Bytes) / 100, 0, most);
    }

    /// <summary>The same methods and types, however often the statement stands there: only the number of operations grows.</summary>
    private static async Task<Meter.Cost> CostAsync(string statement, int times)
    {
        var statements = string.Concat(Enumerable.Repeat(statement + "\n", times));
        var compilation = Compile($$"""
            {{AdversarialCode.Platform}}
            public class Tests
            {
                private string _text;

                public string Text { get; set; }

                T Convert<T>(T value) => value;

                void Test(Tests other, List<string> names, Dictionary<string, List<int>> byName, Mock<IDisposable> mock, AgentExecutionCore core)
                {
            {{statements}}
                }
            }
            """);
        await BytesAsync(compilation);
        return (await Measurement.MeterAsync(compilation)).Operations;
    }

    private static CSharpCompilation Make(string shape, int size) => Compile(shape switch
    {
        nameof(AdversarialCode.Elements) => AdversarialCode.Elements(size),
        nameof(AdversarialCode.SwitchArms) => AdversarialCode.SwitchArms(size),
        nameof(AdversarialCode.Coalesced) => AdversarialCode.Coalesced(size),
        nameof(AdversarialCode.Fields) => AdversarialCode.Fields(size),
        nameof(AdversarialCode.BranchesIntoLocal) => AdversarialCode.BranchesIntoLocal(size),
        nameof(AdversarialCode.BranchesInLoop) => AdversarialCode.BranchesInLoop(size),
        nameof(AdversarialCode.WritesAndReads) => AdversarialCode.WritesAndReads(size),
        nameof(AdversarialCode.FieldWritesAndReads) => AdversarialCode.FieldWritesAndReads(size),
        nameof(AdversarialCode.Copies) => AdversarialCode.Copies(size),
        nameof(AdversarialCode.Lambdas) => AdversarialCode.Lambdas(size),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
    });

    private static async Task<long> BytesAsync(CSharpCompilation compilation) => (await Measurement.MeterAsync(compilation)).Operations.Bytes;

    private static CSharpCompilation Compile(string code)
    {
        var compilation = CSharpCompilation.Create(
            "Adversarial",
            [CSharpSyntaxTree.ParseText(code)],
            References.Net8.AddRange(References.Of("Moq", "4.20.72")),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        ImmutableArray<Diagnostic> errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.Empty(errors);
        return compilation;
    }
}
