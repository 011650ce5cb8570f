using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.CodeFixes;

/// <summary>Findings of code that has changed since: a host may ask late.</summary>
public sealed class StaleTests : FixRows
{
    private const string Statements = """
        var userContext = new Mock<IUserExecutionContext>();
        await core.ExecuteAgentAsync(request, userContext.Object);
        """;

    [Fact]
    public Task Lines_were_added_before() => IsStaleAfter("var userContext", "Console.WriteLine();\n        var userContext");

    [Fact]
    public Task It_was_fixed_by_hand() => IsStaleAfter("new Mock<IUserExecutionContext>()", "Contexts.ForTest(request, \"streams\")");

    [Fact]
    public Task The_rest_of_the_file_is_gone() => IsStaleAfter(Statements.ReplaceLineEndings("\n        "), "");

    [Fact]
    public Task What_stands_there_still_is_no_double() => IsDeclinedAfter(DeclineReason.Unsupported, "new Mock<IUserExecutionContext>()", "new List<IUserExecutionContext>()");

    private static Task IsStaleAfter(string old, string now) => IsDeclinedAfter(DeclineReason.Stale, old, now);

    private static async Task IsDeclinedAfter(DeclineReason reason, string old, string now)
    {
        var row = Code(Method(Statements)).Finds(2);
        var solution = RowSolution.Create(row);
        var findings = await AnalyzerRun.WholeAsync(solution, row.Tools);
        Assert.Equal(2, findings.Length);
        var document = solution.GetDocument(findings[0].Diagnostic.Location.SourceTree)!;
        var text = (await document.GetTextAsync()).ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        var changed = solution.WithDocumentText(document.Id, SourceText.From(text.Replace(old, now, StringComparison.Ordinal)));
        var plan = await Planner.PlanAsync(changed, [.. findings.Select(finding => (changed.GetDocument(document.Id)!, finding.Diagnostic))], CancellationToken.None);
        Assert.Empty(plan.Groups);
        Assert.Equal([reason, reason], plan.Declined.Select(declined => declined.Why.Reason));
    }
}
