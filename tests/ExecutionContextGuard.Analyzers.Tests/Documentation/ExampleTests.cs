using System.Collections.Immutable;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard.Documentation;

/// <summary>
/// The examples of the README, the rules' pages and the configuration page are compiled, analysed and mended. The first word after a fence's language says how:
/// <c>before</c> has findings of the page's rule, and of those that further words name, and nothing else; the <c>after</c> that follows has none, and is
/// what the fix makes of it; <c>declined</c> has findings that get no fix, for the reason that the next word names; <c>silent</c> has no finding.
/// Further words choose the surroundings: see <see cref="Example"/>.
/// </summary>
public sealed class ExampleTests
{
    internal const string Before = "before";
    private const string After = "after";
    private const string Declined = "declined";
    private const string Silent = "silent";

    private static readonly ImmutableArray<CodeFence> Fences =
        [.. MarkdownPage.All.Where(IsHeldToItsExamples).SelectMany(page => page.Fences).Where(fence => fence.Language is "csharp" or "editorconfig")];

    public static TheoryData<string> Pairs => Labels(Before);

    public static TheoryData<string> Refusals => Labels(Declined);

    public static TheoryData<string> Others => Labels(Silent);

    [Fact]
    public void Every_example_says_how_it_is_checked() => Assert.All(Fences, fence =>
    {
        Assert.True(fence.Words is [Before or After or Declined or Silent, ..], $"{fence} is not marked before, after, declined or silent.");
        var previous = Fences.IndexOf(fence) is > 0 and var index ? Fences[index - 1] : null;
        Assert.Equal(fence.Words[0] == After, previous?.Words[0] == Before);
    });

    [Fact]
    public void Every_rule_has_an_example() => Assert.All(
        Descriptors.All,
        rule => Assert.Contains(Fences, fence => fence.Page.Path == MarkdownPage.RulePage(rule.Id) && fence.Words[0] == Before));

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Before_is_found_and_after_is_what_the_fix_writes(string example)
    {
        var before = Fence(example);
        var after = Fences[Fences.IndexOf(before) + 1];
        var (solution, analysis) = await AnalyseAsync(before);
        var findings = analysis.Findings;

        Assert.Equal(ExpectedIds(before), findings.Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal));
        var (mended, remaining) = await AnalyseAsync(after);
        Assert.Empty(remaining.Findings);
        if (!findings.Any(finding => RulePageTests.HasFix(finding.Id)))
        {
            return;
        }

        var fixes = new FixRun(Toolbox.Shipped);
        fixes.Add(solution, analysis);
        var expected = await TextAsync(mended);
        Assert.Equal(expected, await TextAsync(await fixes.OneByOneAsync(solution, lastFirst: false)));
        Assert.Equal(expected, await TextAsync(await fixes.AllAsync(solution, FixAllScope.Project)));
        CompilerChecks.BringsNothingNew(analysis.Compiler, mended, remaining.Compiler);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_declined_example_is_found_and_left_alone_for_the_reason_it_says(string example)
    {
        var fence = Fence(example);
        var (solution, analysis) = await AnalyseAsync(fence);
        var findings = analysis.Findings;

        Assert.Contains(findings, finding => finding.Id == RuleOf(fence));
        foreach (var finding in findings)
        {
            var document = solution.GetDocument(finding.Diagnostic.Location.SourceTree)!;
            var plan = await Planner.PlanAsync(solution, [(document, finding.Diagnostic)], CancellationToken.None);
            Assert.Empty(plan.Groups);
            Assert.Equal(fence.Words[1], Assert.Single(plan.Declined).Why.Reason.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_silent_example_compiles_and_has_no_finding(string example) => Assert.Empty((await AnalyseAsync(Fence(example))).Analysis.Findings);

    private static bool IsHeldToItsExamples(MarkdownPage page) =>
        page.Path is "README.md" or "docs/configuration.md" || page.Path.StartsWith("docs/rules/", StringComparison.Ordinal);

    private static TheoryData<string> Labels(string word) => [.. Fences.Where(fence => fence.Words.Contains(word)).Select(fence => fence.ToString())];

    private static CodeFence Fence(string label) => Fences.Single(fence => fence.ToString() == label);

    private static async Task<(Solution Solution, Analysis Analysis)> AnalyseAsync(CodeFence fence)
    {
        var row = Example.ToRow(fence);
        var solution = RowSolution.Create(row);
        var analysis = await AnalyzerRun.WithCompilerAsync(solution, row.Tools);
        CompilerChecks.Compiles(row, analysis.Compiler);
        return (solution, analysis);
    }

    private static IEnumerable<string> ExpectedIds(CodeFence fence) =>
        fence.Words.Append(RuleOf(fence)).Where(word => word.StartsWith("ECG", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);

    // The README is no rule's page: its examples name all their rules.
    private static string RuleOf(CodeFence fence) => Path.GetFileNameWithoutExtension(fence.Page.Path);

    private static async Task<string> TextAsync(Solution solution) =>
        (await solution.Projects.Single().Documents.Single(document => document.Name == "Tests.cs").GetTextAsync()).ToString();
}
