using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Verification;

/// <summary>Each check of findings fails on an analyzer, or a row, that is wrong in just that respect.</summary>
public sealed class WrongAnalyzersFail
{
    private const string NotTheMarked = "The findings are not the marked ones.";

    [Fact]
    public Task A_finding_that_is_not_made() =>
        Spoiled.Row("class Tests { string Test() => {|TOY0001:\"fine\"|}; }").Says("\"fine\" is bad in 'Test'").FailsAsync(NotTheMarked);

    [Fact]
    public Task A_finding_that_is_not_marked() =>
        Spoiled.Row("class Tests { string Test() => \"bad\"; }").FailsAsync(NotTheMarked);

    [Fact]
    public Task A_finding_that_is_made_twice() => Spoiled.Row(Spoiled.Marked, new Stuttering()).Says(Spoiled.Message).FailsAsync(NotTheMarked);

    [Fact]
    public Task A_finding_beside_its_mark() =>
        Spoiled.Row("class Tests { string Test() {|TOY0001:=> \"bad\"|}; }").Says(Spoiled.Message).FailsAsync(NotTheMarked);

    [Fact]
    public Task A_finding_with_another_id() =>
        Spoiled.Row("class Tests { string Test() => {|TOY0002:\"bad\"|}; }").Says(Spoiled.Message).FailsAsync(NotTheMarked);

    [Fact]
    public Task A_finding_in_other_words() =>
        Spoiled.Row(Spoiled.Marked).Says("'bad' is bad in 'Test'").FailsAsync(NotTheMarked);

    [Fact]
    public Task Messages_in_the_wrong_order() =>
        Spoiled.Row("class Tests { string A() => {|TOY0001:\"bad\"|}; string B() => {|TOY0001:\"bad\"|}; }")
            .Says("\"bad\" is bad in 'B'", "\"bad\" is bad in 'A'")
            .FailsAsync(NotTheMarked);

    [Fact]
    public Task A_mark_without_a_message() => Spoiled.Row(Spoiled.Marked).FailsAsync("Add .Says");

    [Fact]
    public Task A_message_without_a_mark() => Spoiled.Row("class Tests;").Says(Spoiled.Message).FailsAsync("marks none");

    [Fact]
    public Task A_finding_without_a_place_that_is_not_made() => Spoiled.Row("class Tests;").SaysOfTheProject("TOY0003", "nowhere").FailsAsync(NotTheMarked);

    [Fact]
    public Task Code_that_does_not_compile() => Spoiled.Row("class Tests { Missing x; }").FailsAsync("CS0246");

    [Fact]
    public Task Code_that_compiles_and_should_not() => Spoiled.Row("class Tests;").DoesNotCompile("CS0246").FailsAsync("CS0246");

    [Fact]
    public Task A_trail_that_is_not_made() =>
        Spoiled.Row("class Tests { void Test() { var {|stored:text|} = {|TOY0001:\"bad\"|}; } }", new Trailing([]))
            .Says(Spoiled.Message).FailsAsync("no finding has one");

    [Fact]
    public Task A_trail_with_another_role() =>
        Spoiled.Row("class Tests { void Test() { var {|stored:text|} = {|TOY0001:\"bad\"|}; } }", new Trailing(["passed"]))
            .Says(Spoiled.Message).FailsAsync("The trail of finding 1");

    [Fact]
    public Task A_trail_beside_its_mark() =>
        Spoiled.Row("class Tests { void Test() { {|stored:var text|} = {|TOY0001:\"bad\"|}; } }")
            .Says(Spoiled.Message).FailsAsync("The trail of finding 1");

    [Fact]
    public Task A_trail_of_another_finding() =>
        Spoiled.Row("class Tests { void Test() { var {|stored#2:a|} = {|TOY0001:\"bad\"|}; var {|stored#1:b|} = {|TOY0001:\"bad\"|}; } }")
            .Says(Spoiled.Message).FailsAsync("The trail of finding 1");

    [Fact]
    public Task A_trail_without_names() =>
        Spoiled.Row("class Tests { void Test() { var text = {|TOY0001:\"bad\"|}; } }", new Trailing(["stored", "passed"]))
            .Says(Spoiled.Message).FailsAsync("names each additional location");

    [Fact]
    public Task An_analyzer_that_throws() => Spoiled.Row(Spoiled.Marked, new Throwing()).Says(Spoiled.Message).FailsAsync("at ExecutionContextGuard.Verification.WrongAnalyzersFail.Throwing");

    [Fact]
    public Task An_analyzer_that_depends_on_the_order_of_files() => Spoiled.Row(Spoiled.Marked, new FirstFileOnly()).Says(Spoiled.Message).FailsAsync("the last file first");

    [Fact]
    public Task An_analyzer_that_remembers() => Spoiled.Row(Spoiled.Marked, new Remembering(2)).Says(Spoiled.Message).With(Library.Moq.Only("4.20.72")).FailsAsync("side by side");

    [Fact]
    public Task An_analyzer_that_waits_for_the_end() => Spoiled.Row(Spoiled.Marked, new AtTheEnd()).Says(Spoiled.Message).FailsAsync("each file is analysed by itself");

    /// <summary>The compiler counts what lies outside of the analysed operation as of another file. It is why ECG2002 marks the ID and not a fallback that stands in an earlier statement.</summary>
    [Fact]
    public Task An_analyzer_that_reports_beside_its_operation() => Spoiled.Row("""
        class Tests
        {
            string Test()
            {
                var text = {|TOY0001:"bad"|};
                return text.Trim();
            }
        }
        """, new BesideTheOperation()).Says(Spoiled.Message).FailsAsync("each file is analysed by itself");

    [Fact]
    public Task An_analyzer_that_reports_generated_code() => Spoiled.Row(Spoiled.Marked, new Generated()).Says(Spoiled.Message).FailsAsync("generated code");

    [Fact]
    public Task An_analyzer_that_cannot_be_switched_off() => Spoiled.Row(Spoiled.Marked, new NotConfigurable()).Says(Spoiled.Message).FailsAsync("a pragma");

    [Fact]
    public Task An_analyzer_that_knows_only_one_version_of_a_library() => Spoiled.Row(Spoiled.Marked, new NewMoqOnly()).Says(Spoiled.Message).FailsAsync("With Moq 4.16.1");

    [Theory]
    [InlineData("{|TOY0001:")]
    [InlineData("|}")]
    [InlineData("{|creatd:|}")]
    public void A_slip_in_the_markup(string markup) => Assert.Throws<FormatException>(() => Markup.Parse(markup));

    private sealed class Trailing(string[] roles) : ToyAnalyzer
    {
        protected override IEnumerable<Location> Trail(LiteralExpressionSyntax literal) => roles.Length == 0 ? [] : base.Trail(literal);

        protected override ImmutableDictionary<string, string?> Properties(LiteralExpressionSyntax literal) =>
            ImmutableDictionary<string, string?>.Empty.Add("Trail", string.Join(",", roles));
    }

    private sealed class Stuttering : ToyAnalyzer
    {
        protected override void Report(SyntaxNodeAnalysisContext context, LiteralExpressionSyntax literal)
        {
            base.Report(context, literal);
            base.Report(context, literal);
        }
    }

    private sealed class Throwing : ToyAnalyzer
    {
        protected override void Analyze(SyntaxNodeAnalysisContext context) => throw new InvalidOperationException();
    }

    private sealed class FirstFileOnly : ToyAnalyzer
    {
        protected override void Analyze(SyntaxNodeAnalysisContext context)
        {
            if (context.Compilation.SyntaxTrees.First() == context.Node.SyntaxTree)
            {
                base.Analyze(context);
            }
        }
    }

    private sealed class Remembering(int often) : ToyAnalyzer
    {
        private int _reports;

        protected override void Report(SyntaxNodeAnalysisContext context, LiteralExpressionSyntax literal)
        {
            if (Interlocked.Increment(ref _reports) <= often)
            {
                base.Report(context, literal);
            }
        }
    }

    private sealed class AtTheEnd : ToyAnalyzer
    {
        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterCompilationAction(end =>
            {
                foreach (var literal in end.Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes()).OfType<LiteralExpressionSyntax>())
                {
                    if (literal.Token.ValueText == "bad")
                    {
                        end.ReportDiagnostic(Diagnostic.Create(Rule, literal.GetLocation(), literal.ToString(), "Test"));
                    }
                }
            });
        }
    }

    private sealed class BesideTheOperation : ToyAnalyzer
    {
        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterOperationAction(
                call =>
                {
                    foreach (var literal in call.ContainingSymbol.DeclaringSyntaxReferences[0].GetSyntax().DescendantNodes().OfType<LiteralExpressionSyntax>().Where(static literal => literal.Token.ValueText == "bad"))
                    {
                        call.ReportDiagnostic(Diagnostic.Create(Rule, literal.GetLocation(), literal.ToString(), call.ContainingSymbol.Name));
                    }
                },
                OperationKind.Invocation);
        }
    }

    private sealed class Generated : ToyAnalyzer
    {
        protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;
    }

    private sealed class NotConfigurable : ToyAnalyzer
    {
        private static readonly DiagnosticDescriptor Fixed =
            new(Id, "Toy", "{0} is bad in '{1}'", "Toys", DiagnosticSeverity.Warning, isEnabledByDefault: true, customTags: WellKnownDiagnosticTags.NotConfigurable);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Fixed];

        protected override void Report(SyntaxNodeAnalysisContext context, LiteralExpressionSyntax literal) =>
            context.ReportDiagnostic(Diagnostic.Create(Fixed, literal.GetLocation(), literal.ToString(), context.ContainingSymbol?.Name));
    }

    private sealed class NewMoqOnly : ToyAnalyzer
    {
        protected override void Report(SyntaxNodeAnalysisContext context, LiteralExpressionSyntax literal)
        {
            if (context.Compilation.ReferencedAssemblyNames.Any(name => name.Name == "Moq" && name.Version >= new Version(4, 18)))
            {
                base.Report(context, literal);
            }
        }
    }
}
