using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Verification;

/// <summary>
/// What is checked of every row, in one place. With each version of the row's libraries: the code compiles, the findings are exactly the marked ones.
/// With the newest: they are the same in whatever way the analyzers are run, none in generated code or where a pragma says so; and what <see cref="FixChecks"/> lists.
/// </summary>
internal static class RowRun
{
    /// <summary>
    /// Whether these rows are checked whole on another Roslyn, and here only for what a host can change: the findings, all at once and file by file, and the fix, alone and for all in a document and
    /// in a project, with the newest version of each library.
    /// </summary>
    public static bool IsRepeated =>
#if REPEATED
        true;
#else
        false;
#endif

    public static async Task RunAsync(Row row)
    {
        // Off the test's own context, which would run one row after another.
        await Task.Run(async () =>
        {
            FindingChecks.IsWellFormed(row);
            var oldest = IsRepeated ? 0 : row.Libraries.Select(library => library.VersionCount).DefaultIfEmpty(1).Max() - 1;
            for (var age = oldest; age >= 0; age--)
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
            var analysis = await AnalyzerRun.WithCompilerAsync(solution, row.Tools);
            CompilerChecks.Compiles(row, analysis.Compiler);
            FindingChecks.AreTheMarked(row, analysis.Findings);
            if (age == 0)
            {
                await FindingChecks.AreTheSameFileByFileAsync(row, solution, analysis.Findings);
                if (!IsRepeated)
                {
                    await FindingChecks.AreTheSameHoweverRunAsync(row, solution, analysis.Findings);
                    await FindingChecks.AreSilencedAsync(row, solution);
                }

                await FixChecks.HoldAsync(row, solution, analysis);
            }
        }
        catch (RowException exception) when (age > 0)
        {
            var versions = row.Libraries.SelectMany(library => library.Packages(age)).Select(package => $"{package.Package} {package.Version}");
            throw new RowException($"With {string.Join(", ", versions)}: {exception.Message}");
        }
    }
}
