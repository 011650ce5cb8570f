using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Verification;

/// <summary>The findings of a row: exactly the marked ones, however the analyzers are run, and none where there must be none.</summary>
internal static class FindingChecks
{
    private const int LongestTrail = 6;

    /// <summary>The row says enough to be checked.</summary>
    public static void IsWellFormed(Row row)
    {
        var marks = Marked(row).Count;
        if (marks > 0 && row.Messages.Count != 1 && row.Messages.Count != marks)
        {
            throw new RowException($"The row marks {marks} finding(s) and says {row.Messages.Count} message(s). Add .Says(...): one text for all, or one each in the order of the source.");
        }

        if (marks == 0 && row.FindingCount is null && (row.Messages.Count > 0 || row.Fixed.Count > 0 || row.Refusals.Count > 0))
        {
            throw new RowException("The row speaks of findings and marks none.");
        }
    }

    /// <summary>ID, span, message and trail of each finding are as marked; nothing else is found.</summary>
    public static void AreTheMarked(Row row, ImmutableArray<Finding> findings)
    {
        if (row.FindingCount is { } count)
        {
            if (findings.Length != count)
            {
                throw RowException.Expected("There are not as many findings as the row says.", [count], findings);
            }

            return;
        }

        var expected = Expected(row);
        var actual = findings.Select(finding => new Expectation(finding.File, finding.Span, finding.Id, finding.Message)).ToList();
        if (!expected.SequenceEqual(actual))
        {
            throw RowException.Expected("The findings are not the marked ones.", expected.Select(item => item.Describe(row)), findings);
        }

        TrailsAreTheMarked(row, findings);
    }

    /// <summary>The findings of the fixed code are those marked in it, none unless any is.</summary>
    public static void AreTheRemaining(Row row, ImmutableArray<Finding> findings)
    {
        if (row.FindingCount is { } count)
        {
            var left = row.Fixed.Count == 0 ? count : 0;
            if (findings.Length != left)
            {
                throw RowException.Expected("The fixed code has not as many findings as the row says.", [left], findings);
            }

            return;
        }

        var expected = Files(row)
            .Select(file => file with { Markup = row.Fixed.GetValueOrDefault(file.Name, file.Markup) })
            .SelectMany(file => file.Markup.Findings.Select(mark => (File: Path(file), mark.Span, Id: mark.Name)))
            .OrderBy(item => item.File, StringComparer.Ordinal).ThenBy(item => item.Span).ThenBy(item => item.Id, StringComparer.Ordinal);
        if (!expected.SequenceEqual(findings.Where(finding => finding.File.Length > 0).Select(finding => (finding.File, finding.Span, finding.Id))))
        {
            throw RowException.Expected("The fixed code has other findings than those marked in it.", expected.Select(item => (object)item), findings);
        }
    }

    public static async Task AreTheSameFileByFileAsync(Row row, Solution solution, ImmutableArray<Finding> findings)
    {
        // What has no place in a file is said at the end of a compilation, which an IDE does not wait for.
        var byFile = await AnalyzerRun.FileByFileAsync(solution, row.Tools);
        if (!findings.Where(finding => finding.File.Length > 0).SequenceEqual(byFile.Where(finding => finding.File.Length > 0)))
        {
            throw RowException.Expected("The findings differ when each file is analysed by itself, as in an editor.", findings, byFile);
        }
    }

    public static async Task AreTheSameHoweverRunAsync(Row row, Solution solution, ImmutableArray<Finding> findings)
    {
        // Two runs of the same analyzer objects side by side: what they keep from one compilation shows up in the other.
        var shuffled = Shuffle.Of(row);
        var both = await Task.WhenAll(
            AnalyzerRun.WholeAsync(solution, row.Tools, concurrent: false, static files => files.Reverse()),
            AnalyzerRun.WholeAsync(solution, row.Tools, concurrent: true, shuffled.Order));
        Same("on one thread, the last file first, side by side with another run", both[0]);
        Same($"on all threads, the files in the order of the seed {shuffled.Seed}, side by side with another run", both[1]);

        void Same(string how, ImmutableArray<Finding> others)
        {
            if (!findings.SequenceEqual(others))
            {
                throw RowException.Expected($"The findings differ {how}.", findings, others);
            }
        }
    }

    /// <summary>Generated code and suppressed code have no finding.</summary>
    public static async Task AreSilencedAsync(Row row, Solution solution)
    {
        var ids = row.Documents.SelectMany(document => document.Markup.Findings).Select(mark => mark.Name).Distinct().ToList();
        if (ids.Count == 0)
        {
            return;
        }

        await SilentAsync("// <auto-generated/>\n", "There are findings in generated code.");
        await SilentAsync($"#pragma warning disable {string.Join(", ", ids)}\n", "There are findings that a pragma has switched off.");

        async Task SilentAsync(string header, string complaint)
        {
            var silenced = solution;
            foreach (var document in solution.Projects.SelectMany(project => project.Documents))
            {
                var text = await document.GetTextAsync();
                silenced = silenced.WithDocumentText(document.Id, text.Replace(new TextSpan(0, 0), header));
            }

            var findings = (await AnalyzerRun.WholeAsync(silenced, row.Tools)).Where(finding => finding.Diagnostic.Location.IsInSource && ids.Contains(finding.Id)).ToList();
            if (findings.Count > 0)
            {
                throw RowException.Expected(complaint, [], findings);
            }
        }
    }

    private static void TrailsAreTheMarked(Row row, ImmutableArray<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (finding.Roles.Length != finding.Diagnostic.AdditionalLocations.Count || finding.Roles.Length > LongestTrail || finding.Roles.Skip(1).Contains("created"))
            {
                throw new RowException($"The property Trail names each additional location, at most {LongestTrail}, the creation first; here it is '{string.Join(",", finding.Roles)}' for {finding.Diagnostic.AdditionalLocations.Count}:\n    {finding}");
            }
        }

        var steps = Files(row).SelectMany(file => file.Markup.Steps.Select(mark => (mark.Finding, Step: (mark.Name, Path(file), mark.Span)))).ToList();
        if (steps.Count == 0)
        {
            return;
        }

        if (findings.All(finding => finding.Roles.IsEmpty))
        {
            throw RowException.Expected("The row marks a trail and no finding has one.", steps.Select(step => (object)step.Step), findings);
        }

        for (var i = 0; i < findings.Length; i++)
        {
            var number = i + 1;
            var own = steps.Where(step => step.Finding == number || (step.Finding == 0 && !findings[i].Roles.IsEmpty)).Select(step => step.Step).ToList();
            if (!own.Order().SequenceEqual(findings[i].Steps.Order()))
            {
                throw RowException.Expected($"The trail of finding {number} is not the marked one.", own.Select(step => (object)step), [findings[i]]);
            }
        }
    }

    private static List<(RowDocument File, Mark Mark)> Marked(Row row) =>
        [.. Files(row)
            .SelectMany(file => file.Markup.Findings.Select(mark => (file, mark)))
            .OrderBy(item => Path(item.file), StringComparer.Ordinal).ThenBy(item => item.mark.Span).ThenBy(item => item.mark.Name, StringComparer.Ordinal)];

    private static List<Expectation> Expected(Row row)
    {
        var marked = Marked(row).Select((item, i) => new Expectation(Path(item.File), item.Mark.Span, item.Mark.Name, row.Messages[row.Messages.Count == 1 ? 0 : i]));
        return [.. row.Unlocated.Select(item => new Expectation("", default, item.Id, item.Message)), .. marked];
    }

    private static IEnumerable<RowDocument> Files(Row row) =>
        row.Documents.Concat(row.ReferencedProjects.SelectMany(project => project.Documents)).Concat(row.AdditionalFiles);

    private static string Path(RowDocument file) => RowSolution.Folder(0) + file.Name;

    private sealed record Expectation(string File, TextSpan Span, string Id, string Message)
    {
        public string Describe(Row row)
        {
            var text = Files(row).FirstOrDefault(file => Path(file) == File)?.Markup.Text;
            return text is null ? $"(no place) {Id}: {Message}" : $"{File}{SourceText.From(text).Lines.GetLinePosition(Span.Start)} `{text.Substring(Span.Start, Span.Length)}` {Id}: {Message}";
        }
    }
}
