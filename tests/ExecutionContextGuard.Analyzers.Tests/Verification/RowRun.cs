using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Verification;

/// <summary>
/// What is checked of every row, in one place. With each version of the row's libraries: the code compiles, the findings are exactly the marked ones.
/// With the newest: they are the same in whatever way the analyzers are run, none in generated code or where a pragma says so; and what <see cref="FixChecks"/> lists.
/// </summary>
internal static class RowRun
{
    public static async Task RunAsync(Row row)
    {
        // Off the test's own context, which would run one row after another.
        await Task.Run(async () =>
        {
            FindingChecks.IsWellFormed(row);
            for (var age = row.Libraries.Select(library => library.VersionCount).DefaultIfEmpty(1).Max() - 1; age >= 0; age--)
            {
                await CheckAsync(row, age);
            }
        });
    }

    private static async Task CheckAsync(Row row, int age)
    {
        try
        {
            var solution = RowSolution.Create(row, age);
            await CompilerChecks.CompilesAsync(row, solution);
            var findings = await AnalyzerRun.WholeAsync(solution, row.Tools);
            FindingChecks.AreTheMarked(row, findings);
            if (age == 0)
            {
                await FindingChecks.AreTheSameHoweverRunAsync(row, solution, findings);
                await FindingChecks.AreSilencedAsync(row, solution);
                await FixChecks.HoldAsync(row, solution, findings);
            }
        }
        catch (RowException exception) when (age > 0)
        {
            var versions = row.Libraries.SelectMany(library => library.Packages(age)).Select(package => $"{package.Package} {package.Version}");
            throw new RowException($"With {string.Join(", ", versions)}: {exception.Message}");
        }
    }
}
