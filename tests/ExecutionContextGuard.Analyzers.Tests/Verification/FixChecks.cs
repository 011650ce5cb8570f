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
    public static async Task HoldAsync(Row row, Solution solution, ImmutableArray<Finding> findings)
    {
        if (row.Fixed.Count == 0 && row.Refusals.Count == 0)
        {
            return;
        }

        await AreOfferedAsync(row, solution, findings);
        var unknown = row.Fixed.Keys.Except(row.Documents.Concat(row.ReferencedProjects.SelectMany(project => project.Documents)).Select(document => document.Name)).ToList();
        if (unknown.Count > 0)
        {
            throw new RowException($"FixedTo names {string.Join(", ", unknown)}, which is no file of the row.");
        }

        foreach (var lineEnding in (string[])["\n", "\r\n"])
        {
            await GiveTheTextAsync(row, lineEnding);
        }
    }

    private static async Task AreOfferedAsync(Row row, Solution solution, ImmutableArray<Finding> findings)
    {
        var keys = new HashSet<string?>();
        for (var i = 0; i < findings.Length; i++)
        {
            var refusal = row.Refusals.Find(refusal => refusal.Covers(i + 1));
            var actions = await FixRun.ActionsAsync(solution, findings[i], row.Tools);
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

    private static async Task GiveTheTextAsync(Row row, string lineEnding)
    {
        var name = lineEnding == "\n" ? "" : ", CRLF";
        var start = RowSolution.Create(row, lineEnding: lineEnding);
        var fixedOnce = await FixRun.OneByOneAsync(start, row.Tools, lastFirst: false);
        await HasTheTextAsync(row, fixedOnce, lineEnding, "fixed one by one" + name);
        await HasTheTextAsync(row, await FixRun.OneByOneAsync(start, row.Tools, lastFirst: true), lineEnding, "fixed one by one, the last first" + name);
        await HasTheTextAsync(row, await FixRun.AllAsync(start, row.Tools, FixAllScope.Document), lineEnding, "fixed all in the document" + name);
        await HasTheTextAsync(row, await FixRun.AllAsync(start, row.Tools, FixAllScope.Project), lineEnding, "fixed all in the project" + name);
        await HasTheTextAsync(row, await FixRun.AllAsync(start, row.Tools, FixAllScope.Project, keyed: false), lineEnding, "fixed all in the project, without equivalence key" + name);
        var twice = RowSolution.Create(row, lineEnding: lineEnding, copies: 2);
        var all = await FixRun.AllAsync(twice, row.Tools, FixAllScope.Solution);
        await HasTheTextAsync(row, all, lineEnding, "fixed all in the solution" + name);
        await HasTheTextAsync(row, await FixRun.AllAsync(all, row.Tools, FixAllScope.Solution), lineEnding, "fixed all in the solution, twice" + name);

        // The texts are all the same: what holds for one holds for each.
        await CompilerChecks.BringsNothingNewAsync(start, fixedOnce);
        if (lineEnding == "\n")
        {
            FindingChecks.AreTheRemaining(row, await AnalyzerRun.WholeAsync(fixedOnce, row.Tools));
            await LossChecks.NothingIsLostAsync(row, start, fixedOnce);
        }
    }

    private static async Task HasTheTextAsync(Row row, Solution solution, string lineEnding, string how)
    {
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
        {
            var name = document.FilePath![(document.FilePath!.IndexOf('/', 1) + 1)..];
            var source = row.Documents.Concat(row.ReferencedProjects.SelectMany(project => project.Documents)).FirstOrDefault(source => source.Name == name);
            if (source is null)
            {
                continue;
            }

            var expected = row.Fixed.GetValueOrDefault(name, source.Markup).WithLineEnding(lineEnding).Text;
            var actual = (await document.GetTextAsync()).ToString();
            if (expected != actual)
            {
                throw RowException.ExpectedText($"{document.FilePath} is not as expected when {how}.", expected, actual);
            }
        }
    }
}
