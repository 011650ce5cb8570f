using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard.Verification;

/// <summary>
/// The fixes of a row. Offered exactly where the row says, once, with its title; the text is the expected one whether fixes are applied one by one (first or last first) or all
/// at once in a document, project or solution, in LF and in CRLF files; it compiles with nothing new, has no finding left but the marked ones, keeps comments and assertions, and has nothing left to fix.
/// </summary>
internal static class FixChecks
{
    public static async Task HoldAsync(Row row, Solution solution, Analysis analysis)
    {
        var fixes = new FixRun(row.Tools);
        fixes.Add(solution, analysis);
        if (row.Fixed.Count == 0 && row.Refusals.Count == 0)
        {
            // A row about a rule says nothing of the fix; what is offered there has to hold all the same.
            if (!RowRun.IsRepeated && row.CompilerErrors.IsEmpty)
            {
                await HoldUnsaidAsync(fixes, solution, analysis);
            }

            return;
        }

        await AreOfferedAsync(row, fixes, solution, analysis.Findings);
        var unknown = row.Fixed.Keys.Except(Sources(row).Select(source => source.Name)).ToList();
        if (unknown.Count > 0)
        {
            throw new RowException($"FixedTo names {string.Join(", ", unknown)}, which is no file of the row.");
        }

        await GiveTheTextAsync(row, fixes, solution);
        if (!RowRun.IsRepeated)
        {
            await KeepLineEndingsAsync(row, fixes);
        }
    }

    /// <summary>
    /// Fixes that follow from one finding alone, of a row that does not say what they make: all of a document, they bring nothing new and leave none of the findings that they were
    /// offered for. Rows of doubles are many, and their planner is held by the rows that say its text.
    /// </summary>
    private static async Task HoldUnsaidAsync(FixRun fixes, Solution solution, Analysis analysis)
    {
        var offered = new List<Finding>();
        foreach (var finding in analysis.Findings)
        {
            if (fixes.HasFindingFix(finding.Id) && (await fixes.ActionsAsync(solution, finding)).Length != 0)
            {
                offered.Add(finding);
            }
        }

        if (offered.Count == 0)
        {
            return;
        }

        var mended = await fixes.AllAsync(solution, FixAllScope.Document);
        var after = await fixes.AnalyseAsync(mended);
        CompilerChecks.BringsNothingNew(analysis.Compiler, mended, after.Compiler);
        foreach (var id in offered.Select(finding => finding.Id).Distinct())
        {
            var left = after.Findings.Count(finding => finding.Id == id);
            var expected = analysis.Findings.Count(finding => finding.Id == id) - offered.Count(finding => finding.Id == id);
            if (left != expected)
            {
                throw RowException.Expected($"The fix leaves {left} of {id}, and was not offered for {expected}.", offered, after.Findings);
            }
        }
    }

    private static async Task AreOfferedAsync(Row row, FixRun fixes, Solution solution, ImmutableArray<Finding> findings)
    {
        var keys = new HashSet<string?>();
        for (var i = 0; i < findings.Length; i++)
        {
            var refusal = row.Refusals.Find(refusal => refusal.Covers(i + 1));
            var actions = await fixes.ActionsAsync(solution, findings[i]);
            if (refusal is not null)
            {
                if (actions.Length > 0)
                {
                    throw RowException.Expected($"A fix is offered where the row says that it declines: {findings[i]}", [], actions.Select(action => action.Title));
                }

                if (refusal.Reason is { } reason && findings[i].Diagnostic.Properties.GetValueOrDefault("Declined") != reason)
                {
                    throw RowException.Expected($"The property Declined gives another reason: {findings[i]}", [reason], [findings[i].Diagnostic.Properties.GetValueOrDefault("Declined") ?? "none"]);
                }
            }
            else
            {
                if (actions is not [var action] || action.Title != row.Title)
                {
                    throw RowException.Expected($"Exactly one fix is offered, with the title that the row says, for {findings[i]}", [row.Title], actions.Select(offered => offered.Title));
                }

                keys.Add(action.EquivalenceKey);
            }
        }

        if (keys.Count > 1 || keys.Contains(null) || keys.Contains(""))
        {
            throw RowException.Expected("All fixes of a row have one equivalence key.", ["one key"], keys.Select(key => key ?? "null"));
        }
    }

    private static async Task GiveTheTextAsync(Row row, FixRun fixes, Solution start)
    {
        var mended = await fixes.OneByOneAsync(start, lastFirst: false);
        await HasTheTextAsync(mended, "fixed one by one");
        await HasTheTextAsync(await fixes.OneByOneAsync(start, lastFirst: true), "fixed one by one, the last first");
        await HasTheTextAsync(await fixes.AllAsync(start, FixAllScope.Document), "fixed all in the document");
        await HasTheTextAsync(await fixes.AllAsync(start, FixAllScope.Project), "fixed all in the project");
        await HasTheTextAsync(await fixes.AllAsync(start, FixAllScope.Project, keyed: false), "fixed all in the project, without equivalence key");
        if (!RowRun.IsRepeated)
        {
            await GiveTheTextInTheSolutionAsync(row, fixes);
        }

        // The texts are all the same: what holds for one holds for each.
        var (before, after) = (await fixes.AnalyseAsync(start), await fixes.AnalyseAsync(mended));
        CompilerChecks.BringsNothingNew(before.Compiler, mended, after.Compiler);
        FindingChecks.AreTheRemaining(row, after.Findings);
        await LossChecks.NothingIsLostAsync(row, start, mended);

        Task HasTheTextAsync(Solution solution, string how) => FixChecks.HasTheTextAsync(row, solution, "\n", how);
    }

    private static async Task GiveTheTextInTheSolutionAsync(Row row, FixRun fixes)
    {
        var everywhere = await fixes.AllAsync(RowSolution.Create(row, copies: 2), FixAllScope.Solution);
        await HasTheTextAsync(everywhere, "fixed all in the solution");
        await HasTheTextAsync(await fixes.AllAsync(everywhere, FixAllScope.Solution), "fixed all in the solution, twice");

        Task HasTheTextAsync(Solution solution, string how) => FixChecks.HasTheTextAsync(row, solution, "\n", how);
    }

    private static async Task KeepLineEndingsAsync(Row row, FixRun fixes)
    {
        const string LineEnding = "\r\n";
        var start = RowSolution.Create(row, lineEnding: LineEnding);
        await HasTheTextAsync(row, await fixes.OneByOneAsync(start, lastFirst: false), LineEnding, "fixed one by one in a CRLF file");
        await HasTheTextAsync(row, await fixes.AllAsync(start, FixAllScope.Project), LineEnding, "fixed all in the project in CRLF files");
    }

    private static async Task HasTheTextAsync(Row row, Solution solution, string lineEnding, string how)
    {
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
        {
            if (Sources(row).FirstOrDefault(source => document.FilePath!.EndsWith("/" + source.Name, StringComparison.Ordinal)) is not { } source)
            {
                continue;
            }

            var expected = row.Fixed.GetValueOrDefault(source.Name, source.Markup).WithLineEnding(lineEnding).Text;
            var actual = (await document.GetTextAsync()).ToString();
            if (expected != actual)
            {
                throw RowException.ExpectedText($"{document.FilePath} is not as expected when {how}.", expected, actual);
            }
        }
    }

    private static IEnumerable<RowDocument> Sources(Row row) => row.Documents.Concat(row.ReferencedProjects.SelectMany(project => project.Documents));
}
