using System.Collections.Immutable;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Verification;

/// <summary>Each check of fixes fails on a fix, or a row, that is wrong in just that respect.</summary>
public sealed class WrongFixesFail
{
    private const string TwoMarked = "class Tests { string A() => {|TOY0001:\"bad\"|}; string B() => {|TOY0001:\"bad\"|}; }";

    [Fact]
    public Task A_fix_that_is_not_offered() => OneFixAsync(new Offering(0), "Exactly one fix");

    [Fact]
    public Task Two_fixes() => OneFixAsync(new Offering(2), "Exactly one fix");

    [Fact]
    public Task A_fix_with_another_title() => OneFixAsync(new Offering(1, title: "Be better"), "Be better");

    [Fact]
    public Task A_fix_without_an_equivalence_key() => OneFixAsync(new Offering(1, key: null), "equivalence key");

    [Fact]
    public Task A_fix_that_writes_another_text() => OneFixAsync(new Writing("\"better\""), "fixed one by one");

    [Fact]
    public Task A_fix_that_does_not_compile() => OneFixAsync(new Writing("good"), "CS0103", Spoiled.Mended.Replace("\"good\"", "good", StringComparison.Ordinal));

    [Fact]
    public Task A_fix_that_brings_a_warning() => OneFixAsync(new Writing("null"), "CS8603", Spoiled.Mended.Replace("\"good\"", "null", StringComparison.Ordinal));

    [Fact]
    public Task A_fix_that_leaves_a_dead_using() =>
        Spoiled.Row("using System.Text;\nclass Tests { string Test() => new StringBuilder({|TOY0001:\"bad\"|}).ToString(); }", fix: new WholeBody())
            .WithoutImplicitUsings()
            .Says(Spoiled.Message)
            .FixedTo("using System.Text;\nclass Tests { string Test() => \"good\"; }")
            .FailsAsync("CS8019");

    [Fact]
    public Task A_fix_that_leaves_another_finding() =>
        Spoiled.Row(Spoiled.Marked, new Both(), new Writing("\"worse\"")).Says(Spoiled.Message)
            .FixedTo(Spoiled.Mended.Replace("good", "worse", StringComparison.Ordinal))
            .FailsAsync("other findings than those marked");

    [Fact]
    public Task A_finding_that_should_be_left_and_is_not() =>
        Spoiled.Row(Spoiled.Marked).Says(Spoiled.Message)
            .FixedTo(Spoiled.Mended.Replace("\"good\"", "{|TOY0001:\"good\"|}", StringComparison.Ordinal))
            .FailsAsync("other findings than those marked");

    [Fact]
    public Task A_fix_that_never_ends() => OneFixAsync(new Writing("\"bad\" /**/"), "still one to apply");

    [Fact]
    public Task A_fix_that_changes_nothing() => OneFixAsync(new Writing("\"bad\""), "without changing it");

    [Fact]
    public Task A_fix_that_depends_on_the_order() =>
        Spoiled.Row(TwoMarked, fix: new Counting()).Says("\"bad\" is bad in 'A'", "\"bad\" is bad in 'B'")
            .FixedTo("class Tests { string A() => \"good 0\"; string B() => \"good 1\"; }")
            .FailsAsync("the last first");

    [Fact]
    public Task A_fix_all_that_writes_another_text() => OneFixAsync(new DifferentForAll(), "fixed all in the document");

    [Fact]
    public Task A_fix_without_fix_all() => OneFixAsync(new WithoutFixAll(), "no fix-all provider");

    [Fact]
    public Task A_fix_all_that_needs_the_key() => OneFixAsync(new NeedsKey(), "without equivalence key");

    [Fact]
    public Task A_fix_all_that_stops_at_one_project() => OneFixAsync(new OneProjectOnly(), "fixed all in the solution");

    [Fact]
    public Task A_fix_that_writes_its_own_line_endings() =>
        Spoiled.Row(Spoiled.Marked, fix: new Writing("\n\"good\"")).Says(Spoiled.Message)
            .FixedTo(Spoiled.Mended.Replace("\"good\"", "\n\"good\"", StringComparison.Ordinal))
            .FailsAsync("CRLF");

    [Fact]
    public Task A_fix_that_loses_the_byte_order_mark() => OneFixAsync(new WithoutMark(), "byte order mark");

    [Fact]
    public Task A_fix_that_loses_a_comment() =>
        Spoiled.Row("class Tests { string Test() => /* why */ {|TOY0001:\"bad\"|}; }", fix: new WholeBody()).Says(Spoiled.Message)
            .FixedTo("class Tests { string Test() => \"good\"; }")
            .FailsAsync("/* why */");

    [Fact]
    public Task A_fix_that_loses_an_assertion() =>
        Spoiled.Row("class Tests { void Test() => Assert.Equal(\"x\", {|TOY0001:\"bad\"|}); }", fix: new WholeBody("Console.WriteLine()")).Says(Spoiled.Message)
            .FixedTo("class Tests { void Test() => Console.WriteLine(); }")
            .FailsAsync("number of assertions");

    [Fact]
    public Task A_fix_that_adds_a_file() => OneFixAsync(new AddsFile(), "adds, removes or changes a file");

    [Fact]
    public Task A_fix_that_writes_a_shared_file_twice() =>
        Spoiled.Row(Spoiled.Marked, fix: new TwoTexts()).AlsoBuiltWith("NET472").Says(Spoiled.Message).FixedTo(Spoiled.Mended).FailsAsync("two texts");

    [Fact]
    public Task A_fix_where_the_row_declines() => Spoiled.Row(Spoiled.Marked).Says(Spoiled.Message).OffersNoFix().FailsAsync("the row says that it declines");

    [Fact]
    public Task Another_reason_than_the_row_gives() =>
        Spoiled.Row("class Tests { const string Text = {|TOY0001:\"bad\"|}; }").Says("\"bad\" is bad in 'Text'").Declines("Verified").FailsAsync("Constant");

    [Fact]
    public Task A_file_that_does_not_exist() =>
        Spoiled.Row(Spoiled.Marked).Says(Spoiled.Message).FixedTo("Test.cs", Spoiled.Mended).FailsAsync("no file of the row");

    [Fact]
    public Task A_fix_that_does_not_compile_where_the_row_says_nothing_of_it() => UnsaidAsync("good", "CS0103");

    [Fact]
    public Task A_fix_that_leaves_its_finding_where_the_row_says_nothing_of_it() => UnsaidAsync("\"bad\" + \"\"", "The fix leaves 1 of TOY0001");

    private static Task UnsaidAsync(string written, string because) => new Row(Spoiled.Marked)
        .Using(new Toolbox([new ToyAnalyzer()], [new Careless(written)])).Says(Spoiled.Message).FailsAsync(because);

    private static Task OneFixAsync(ToyFix fix, string because, string mended = Spoiled.Mended) =>
        Spoiled.Row(Spoiled.Marked, fix: fix).Says(Spoiled.Message).FixedTo(mended).FailsAsync(because);

    private sealed class Careless(string written) : FindingFix
    {
        public override ImmutableArray<string> FixableDiagnosticIds => [ToyAnalyzer.Id];

        internal override string EquivalenceKey => nameof(Careless);

        internal override Task<(string Title, EditGroup Group)?> PlanAsync(Workshop workshop, Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
        {
            var edit = new DocumentEdit(document.Id, [new TextChange(diagnostic.Location.SourceSpan, written)], []);
            return Task.FromResult<(string, EditGroup)?>((ToyFix.Title, new EditGroup(document.Id, diagnostic.Location.SourceSpan, "", [edit], [diagnostic])));
        }
    }

    private sealed class Offering(int count, string title = ToyFix.Title, string? key = "key") : ToyFix
    {
        protected override void Register(CodeFixContext context, Diagnostic diagnostic)
        {
            for (var i = 0; i < count; i++)
            {
                context.RegisterCodeFix(CodeAction.Create(title, _ => FixAsync(context.Document.Project.Solution, [diagnostic], all: false), key), diagnostic);
            }
        }
    }

    private sealed class Writing(string text) : ToyFix
    {
        protected override IEnumerable<TextChange> Changes(LiteralExpressionSyntax literal, bool all) => [new(literal.Span, text)];
    }

    private sealed class WholeBody(string text = "\"good\"") : ToyFix
    {
        protected override IEnumerable<TextChange> Changes(LiteralExpressionSyntax literal, bool all)
        {
            var body = literal.FirstAncestorOrSelf<ArrowExpressionClauseSyntax>()!;
            return [new(TextSpan.FromBounds(body.ArrowToken.Span.End, body.Span.End), " " + text)];
        }
    }

    private sealed class Counting : ToyFix
    {
        protected override IEnumerable<TextChange> Changes(LiteralExpressionSyntax literal, bool all) =>
            [new(literal.Span, $"\"good {literal.SyntaxTree.ToString().Split("good").Length - 1}\"")];
    }

    private sealed class DifferentForAll : ToyFix
    {
        protected override IEnumerable<TextChange> Changes(LiteralExpressionSyntax literal, bool all) => [new(literal.Span, all ? "\"better\"" : "\"good\"")];
    }

    private sealed class WithoutFixAll : ToyFix
    {
        public override FixAllProvider? GetFixAllProvider() => null;
    }

    private sealed class NeedsKey : ToyFix
    {
        public override FixAllProvider GetFixAllProvider() => new Provider(base.GetFixAllProvider()!);

        private sealed class Provider(FixAllProvider inner) : FixAllProvider
        {
            public override async Task<CodeAction?> GetFixAsync(FixAllContext context) => context.CodeActionEquivalenceKey is null ? null : await inner.GetFixAsync(context);
        }
    }

    private sealed class OneProjectOnly : ToyFix
    {
        public override Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, bool all) =>
            base.FixAsync(solution, [.. diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == diagnostics[0].Location.SourceTree)], all);
    }

    private sealed class WithoutMark : ToyFix
    {
        public override async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, bool all)
        {
            var document = solution.GetDocument(diagnostics[0].Location.SourceTree)!;
            return solution.WithDocumentText(document.Id, SourceText.From(Spoiled.Mended + await Task.FromResult("")));
        }
    }

    private sealed class AddsFile : ToyFix
    {
        public override Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, bool all) =>
            Task.FromResult(solution.AddDocument(DocumentId.CreateNewId(solution.ProjectIds[0]), "New.cs", "class New;"));
    }

    private sealed class TwoTexts : ToyFix
    {
        public override async Task<Solution> FixAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, bool all)
        {
            foreach (var (id, i) in solution.GetDocumentIdsWithFilePath(diagnostics[0].Location.SourceTree!.FilePath).Select((id, i) => (id, i)))
            {
                var text = await solution.GetDocument(id)!.GetTextAsync();
                solution = solution.WithDocumentText(id, text.WithChanges(new TextChange(diagnostics[0].Location.SourceSpan, $"\"good {i}\"")));
            }

            return solution;
        }
    }

    private sealed class Both : ToyAnalyzer
    {
        private static readonly DiagnosticDescriptor Worse = new("TOY0002", "Toy", "Worse", "Toys", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule, Worse];

        protected override void Analyze(SyntaxNodeAnalysisContext context)
        {
            base.Analyze(context);
            if (((LiteralExpressionSyntax)context.Node).Token.ValueText == "worse")
            {
                context.ReportDiagnostic(Diagnostic.Create(Worse, context.Node.GetLocation()));
            }
        }
    }
}
