using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Reports.Html;

namespace ExecutionContextGuard.Tool.Tests.Page;

/// <summary>What the page says.</summary>
public sealed class ContentTests
{
    [Fact]
    public void Totals_count_each_finding_once()
    {
        var page = SamplePage.Of("findings");

        Assert.Equal("5 open findings in 4 files: ecguard migrate can mend 3, and 2 need a person.", page.QuerySelector(".lead")!.TextContent);
        Assert.Contains("Against the baseline: it accepts 3 findings, of which 1 is on this page; 5 findings are beyond it.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Fixable 3", "For a person 2", "In the baseline 1", "Suppressed 1"], page.QuerySelectorAll(".totals div").Select(total => $"{total.QuerySelector("dt")!.TextContent} {total.QuerySelector("dd")!.TextContent}"));
        Assert.Equal("3 fixable, 2 for a person, 1 in the baseline", page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal(6, page.QuerySelectorAll(".finding").Length);
    }

    [Theory]
    [InlineData("By rule", "ECG1001 4 3 2", "ECG1003 1 1 0", "ECG1010 1 1 1")]
    [InlineData("By tier", "1 3 3 3", "2 1 1 0", "3 2 1 0")]
    [InlineData("By project", "Tests 5 4 3", "Tests & more 1 1 0")]
    [InlineData("By library", "Moq 3 3 3", "NSubstitute 2 1 0", "No library 1 1 0")]
    [InlineData("By reason not fixable", "Behaviour 1 0", "EmptyIdentity 1 1", "Verified 1 1")]
    [InlineData("By creation", "tests/Support/Contexts.cs:7 3 3 3", "tests/Integration/SecondTests.cs:4 1 1 0", "tests/ThirdTests.cs:5 1 1 0", "tests/ThirdTests.cs:9 1 0 0")]
    public void Tables_break_the_findings_down(string caption, params string[] rows)
    {
        var table = SamplePage.Of("findings").QuerySelectorAll("table").Single(table => table.QuerySelector("caption")!.TextContent == caption);

        Assert.Equal(rows, table.QuerySelectorAll("tbody tr").Select(row => $"{row.QuerySelector("a")!.TextContent} {string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent))}"));
    }

    [Fact]
    public void A_creation_stands_once_above_all_that_it_leads_to()
    {
        var group = SamplePage.Of("findings").QuerySelector(".group")!;

        Assert.Equal("var context = new Mock<IUserExecutionContext>();", group.QuerySelector(".what")!.TextContent);
        Assert.Equal("2 × ECG1001, ECG1010", group.QuerySelector(".count")!.TextContent);
        Assert.Equal(
            ["Created at tests/Support/Contexts.cs:7", "Returned at tests/Support/Contexts.cs:9", "Reported at tests/GoldenPath/FirstTests.cs:12", "Returned at tests/Support/Contexts.cs:9", "Reported at tests/GoldenPath/FirstTests.cs:30"],
            group.QuerySelectorAll(".step > p").Select(step => step.TextContent));
        Assert.Contains("Test FirstTests.Answers", group.QuerySelector(".finding")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_it_is_not_fixable_is_said_with_what_to_do()
    {
        var why = SamplePage.Of("findings").QuerySelector("[data-reason=EmptyIdentity] .why")!.TextContent;

        Assert.StartsWith("Not fixable: EmptyIdentity (UserId). An ID is null, empty", why, StringComparison.Ordinal);
        Assert.Contains("Say which ID the test means.", why, StringComparison.Ordinal);
        Assert.All(Enum.GetNames<Planning.DeclineReason>(), reason => Assert.NotNull(Reasons.Of(reason)));
    }

    [Fact]
    public void Nothing_found_is_said_and_leaves_out_what_would_be_empty()
    {
        var page = SamplePage.Of("nothing found");

        Assert.Equal("Nothing is open: whatever runs an agent gets a real context.", page.QuerySelector(".lead")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("form, table, dl, svg, details, #changes, #left-out"));
        Assert.DoesNotContain("aseline", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".empty"));
    }

    [Fact]
    public void What_is_accepted_is_not_called_real()
    {
        var accepted = SamplePage.Findings().Where(finding => finding.Accepted).ToList();

        var page = SamplePage.Of(SamplePage.Input(accepted));

        Assert.Equal("Nothing is open but what the baseline accepts: 1 finding.", page.QuerySelector(".lead")!.TextContent);
        Assert.Single(page.QuerySelectorAll(".finding"));
    }

    [Fact]
    public void What_was_migrated_is_shown_before_and_after_beside_its_finding()
    {
        var page = SamplePage.Of("migrated");

        Assert.Contains("Since the earlier state: 3 findings then, 2 now; 2 gone, 1 of them by changes that are shown below; 1 new.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var mended = page.QuerySelector("[data-status=Mended]")!.Closest(".group")!;
        var sides = mended.QuerySelectorAll(".sides > div");
        Assert.Equal(["Before", "After"], sides.Select(side => side.QuerySelector("p")!.TextContent));
        Assert.Contains("    {\n        var context = new Mock<IUserExecutionContext>();\n        Run(context.Object);\n", sides[0].QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["        var context = new UserExecutionContext(\"u<1>\");\n", "        Run(context);\n"], sides[1].QuerySelectorAll("ins").Select(line => line.TextContent));
        // The way is shown as it was, from the original that the run kept.
        Assert.Equal(["void M()\n", "{\n", "    var context = new Mock<IUserExecutionContext>();\n", "    Run(context.Object);\n", "}\n"], mended.QuerySelector(".step pre")!.QuerySelectorAll("span").Select(line => line.TextContent));
        Assert.Equal("tests/U.cs:20", page.QuerySelector("[data-since=New]")!.GetAttribute("data-at"));
        Assert.Equal("tests/V.cs:3", page.QuerySelector("[data-status=Gone]")!.GetAttribute("data-at"));
        Assert.Single(page.QuerySelectorAll(".file"));
    }

    [Fact]
    public void An_excerpt_marks_what_is_meant_between_its_neighbours()
    {
        using var folder = new TemporaryFolder();
        folder.Write("T.cs", "class T\n{\n    void M()\n    {\n\n        Run(default!);\n    }\n}\n");
        var finding = SamplePage.Finding("ECG1003", "T.cs", 6, "Run(default!);") with { At = new Place("T.cs", 6, 13, 6, 21) };

        var excerpt = SamplePage.Of(SamplePage.Input([finding], folder.Path)).QuerySelector("pre")!;

        Assert.Equal("    {\n\n        Run(default!);\n    }\n}\n", excerpt.TextContent);
        Assert.Equal(["4", "5", "6", "7", "8"], excerpt.QuerySelectorAll("span").Select(line => line.GetAttribute("data-n")));
        Assert.Equal("default!", Assert.Single(excerpt.QuerySelectorAll("mark")).TextContent);
    }

    [Theory]
    [InlineData("Moved.cs", "another line\n")]
    [InlineData("Gone.cs", null)]
    [InlineData("../outside/Secret.cs", "the recorded line\n")]
    public void A_file_that_is_not_the_one_is_not_quoted(string file, string? text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("root/Root.cs", "");
        if (text is not null)
        {
            folder.Write("root/" + file, text + "a neighbour\n");
        }

        var excerpt = SamplePage.Of(SamplePage.Input([SamplePage.Finding("ECG1003", file, 1, "the recorded line")], folder.Combine("root"))).QuerySelector("pre")!;

        Assert.Equal("the recorded line\n", excerpt.TextContent);
    }

    [Fact]
    public void Moved_code_is_the_same_finding_and_a_second_one_is_new()
    {
        var old = SamplePage.Finding("ECG1001", "A.cs", 10);
        var moved = old with { At = old.At with { StartLine = 40, EndLine = 40 } };
        var renamed = moved with { At = moved.At with { File = "B.cs" } };
        var reworded = moved with { Code = "Run(other.Object);" };

        Assert.Empty(Between([old], [moved]).Added);
        Assert.Empty(Between([old], [moved]).Gone);
        Assert.Empty(Between([old], [renamed]).Added);
        // Of two that a baseline cannot tell apart, the one that says the same is the old one.
        Assert.Same(reworded, Assert.Single(Between([old], [reworded, moved]).Added));
        Assert.Same(old, Assert.Single(Between([old, reworded], [reworded with { }]).Gone));
        // One that is suppressed now is neither.
        Assert.Empty(Between([old], [moved with { Suppressed = true }]).Gone);

        static Difference Between(IReadOnlyList<Finding> before, IReadOnlyList<Finding> now) => Difference.Between(SamplePage.Input(before).Now, SamplePage.Input(now).Now);
    }
}
