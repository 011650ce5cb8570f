using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Verification;

/// <summary>What a row can say, each once, with a rule and a fix that are right: how to write rows.</summary>
public sealed class GoodRows : RowTests
{
    private static readonly Toolbox Toys = new([new ToyAnalyzer()], [new ToyFix()]);

    [Fact]
    public Task Code_without_a_mark_has_no_finding() => Code("""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request) =>
                await core.ExecuteAgentAsync(request, new UserExecutionContext("user-1", "thread-1", request.RunId, "request-1"));
        }
        """)
        .Using(Toys);

    [Fact]
    public Task A_finding_has_a_place_a_message_a_trail_and_a_fix() => Code("""
        class Tests
        {
            void Test()
            {
                // Kept.
                var {|stored:text|} = {|TOY0001:"bad"|};
                Assert.Equal(3, text.Length);
            }
        }
        """)
        .Says("\"bad\" is bad in 'Test'")
        .Titled(ToyFix.Title)
        .FixedTo("""
        class Tests
        {
            void Test()
            {
                // Kept.
                var text = "good";
                Assert.Equal(3, text.Length);
            }
        }
        """)
        .Using(Toys);

    [Fact]
    public Task Several_findings_say_their_own_and_have_their_own_trails() => Code("""
        class Tests
        {
            string First() { var {|stored#1:a|} = {|TOY0001:"bad"|}; return a; }
            string Second() { var {|stored#2:b|} = {|TOY0001:"bad"|}; return b; }
            string Third() => {|TOY0001:"bad"|};
        }
        """)
        .Says("\"bad\" is bad in 'First'", "\"bad\" is bad in 'Second'", "\"bad\" is bad in 'Third'")
        .Using(Toys);

    [Fact]
    public Task A_fix_that_declines_gives_its_reason_and_leaves_the_finding() => Code("""
        class Tests
        {
            const string Constant = {|TOY0001:"bad"|};
            string Test() => {|TOY0001:"bad"|};
        }
        """)
        .Says("\"bad\" is bad in 'Constant'", "\"bad\" is bad in 'Test'")
        .Titled(ToyFix.Title)
        .Declines("Constant", 1)
        .FixedTo("""
        class Tests
        {
            const string Constant = {|TOY0001:"bad"|};
            string Test() => "good";
        }
        """)
        .Using(Toys);

    [Fact]
    public Task A_fix_may_change_several_files() => Code("""
        class Tests
        {
            string Test() => {|TOY0001:"bad"|} + Other.Text();
        }
        """)
        .And("Other.cs", "static class Other { public static string Text() => {|TOY0001:\"bad\"|}; }")
        .Says("\"bad\" is bad in 'Text'", "\"bad\" is bad in 'Test'")
        .Titled(ToyFix.Title)
        .FixedTo("""
        class Tests
        {
            string Test() => "good" + Other.Text();
        }
        """)
        .FixedTo("Other.cs", "static class Other { public static string Text() => \"good\"; }")
        .Using(Toys);

    [Fact]
    public Task A_referenced_project_is_analysed_and_fixed_too() => Code("class Tests { string Test() => Acme.Shared.Text() + new AgentRequest(\"run-1\", \"hi\").Text; }")
        .References("Acme.Core", ("Shared.cs", "namespace Acme { public static class Shared { public static string Text() => {|TOY0001:\"bad\"|}; } }"))
        .Says("\"bad\" is bad in 'Text'")
        .Titled(ToyFix.Title)
        .FixedTo("Acme.Core/Shared.cs", "namespace Acme { public static class Shared { public static string Text() => \"good\"; } }")
        .Using(Toys);

    [Fact]
    public Task A_file_built_twice_is_one_file() => Code("""
        class Tests
        {
        #if NET472
            string Old() => {|TOY0001:"bad"|};
        #endif
            string Test() => {|TOY0001:"bad"|};
        }
        """)
        .AlsoBuiltWith("NET472")
        .Says("\"bad\" is bad in 'Old'", "\"bad\" is bad in 'Test'")
        .Titled(ToyFix.Title)
        .FixedTo("""
        class Tests
        {
        #if NET472
            string Old() => "good";
        #endif
            string Test() => "good";
        }
        """)
        .Using(Toys);

    [Fact]
    public Task Options_reach_the_analyzers() => Code("class Tests { string Test() => \"bad\" + {|TOY0001:\"naughty\"|} + {|TOY0001:\"wicked\"|}; }")
        .EditorConfig("toy.word = naughty")
        .GlobalConfig("build_property.ToyWord = wicked")
        .Says("\"naughty\" is bad in 'Test'", "\"wicked\" is bad in 'Test'")
        .Using(new Toolbox([new Configured()], []));

    [Fact]
    public Task Additional_files_reach_the_analyzers_and_may_have_findings() => Code("class Tests;")
        .AdditionalFile("Words.txt", "good\n{|TOY0001:bad|}\n")
        .SaysOfTheProject(ToyAnalyzer.Id, "1 is bad in 'the project'")
        .Says("bad is bad in 'Words.txt'")
        .Using(new Toolbox([new FileReader()], []));

    [Theory]
    [InlineData("bad", true)]
    [InlineData("fine", false)]
    public Task A_theory_is_one_row_for_each_of_its_data(string word, bool found) =>
        found
            ? Code($$"""class Tests { string Test() => {|TOY0001:"{{word}}"|}; }""").Says(Spoiled.Message).Using(Toys)
            : Code($$"""class Tests { string Test() => "{{word}}"; }""").Using(Toys);

    [Fact]
    public Task Half_typed_code_says_its_errors() => Code("class Tests { string Test() => {|TOY0001:\"bad\"|} }")
        .DoesNotCompile("CS1002")
        .Says(Spoiled.Message)
        .Using(Toys);

    [Fact]
    public Task Other_language_versions_can_be_asked_for() => Code("class Tests { string Test() => field; string field => {|TOY0001:\"bad\"|}; }")
        .Language(LanguageVersion.CSharp8)
        .WithoutImplicitUsings()
        .WithContext("")
        .Says("\"bad\" is bad in 'get_field'")
        .Using(Toys);

    [Fact]
    public Task Libraries_replace_those_of_their_kind() => Code("""
        class Tests
        {
            void Test()
            {
                var sub = Substitute.For<IUserExecutionContext>();
                sub.UserId.Returns("user-1");
                Assert.That(sub.UserId, Is.EqualTo("user-1"));
                sub.UserId.Should().Be({|TOY0001:"bad"|});
            }
        }
        """)
        .With(Library.NSubstitute, Library.NUnit, Library.FluentAssertions)
        .Says(Spoiled.Message)
        .Using(Toys);

    [Fact]
    public Task Production_code_has_no_test_library() => Code("class Service { string Xunit() => {|TOY0001:\"bad\"|}; string Moq = \"\"; }")
        .InProduction()
        .WithAspNet()
        .Says("\"bad\" is bad in 'Xunit'")
        .Using(Toys);

    private sealed class Configured : ToyAnalyzer
    {
        protected override void Analyze(SyntaxNodeAnalysisContext context)
        {
            var literal = (LiteralExpressionSyntax)context.Node;
            var options = context.Options.AnalyzerConfigOptionsProvider;
            if ((options.GetOptions(literal.SyntaxTree).TryGetValue("toy.word", out var word) && literal.Token.ValueText == word)
                || (options.GlobalOptions.TryGetValue("build_property.ToyWord", out word) && literal.Token.ValueText == word))
            {
                Report(context, literal);
            }
        }
    }

    private sealed class FileReader : ToyAnalyzer
    {
        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterAdditionalFileAction(file =>
            {
                var text = file.AdditionalFile.GetText()!;
                foreach (var line in text.Lines.Where(line => line.ToString() == "bad"))
                {
                    var place = Location.Create(file.AdditionalFile.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
                    file.ReportDiagnostic(Diagnostic.Create(Rule, place, "bad", Path.GetFileName(file.AdditionalFile.Path)));
                }
            });
            context.RegisterCompilationAction(end => end.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, end.Options.AdditionalFiles.Length, "the project")));
        }
    }
}
