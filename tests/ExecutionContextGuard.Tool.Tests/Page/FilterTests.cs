using System.Globalization;

namespace ExecutionContextGuard.Tool.Tests.Page;

/// <summary>The page's own script on the page's own elements.</summary>
public sealed class FilterTests
{
    public static TheoryData<string> Pages => SamplePage.Names;

    [Theory]
    [MemberData(nameof(Pages))]
    public void Shows_everything_at_first_and_the_controls_that_work_now(string name)
    {
        var page = Open(name);

        Assert.Equal(page.Document.QuerySelectorAll(".finding"), page.Shown);
        Assert.All(page.Document.QuerySelectorAll("input, select, button"), control => Assert.True(control.IsSeen()));
    }

    [Theory]
    [InlineData("", "6 findings at 4 creations.")]
    [InlineData("first", "2 of 6 findings at 1 creation.")]
    [InlineData("CONTEXTS.cs", "3 of 6 findings at 1 creation.")]
    [InlineData("  firsttests refuses ", "1 of 6 findings at 1 creation.")]
    [InlineData("null);", "1 of 6 findings at 1 creation.")]
    [InlineData("first null", "0 of 6 findings at 0 creations.")]
    [InlineData("say which", "1 of 6 findings at 1 creation.")]
    public void Searches_all_words_in_path_code_message_and_test(string words, string status)
    {
        var page = Open("findings");

        page.Set("q", words);

        Assert.Equal(status, page.Document.Status());
        Assert.Equal(status.Split(' ')[0], page.Shown.Count().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(status[0] == '0', page.Document.GetElementById("none")!.IsSeen());
        Assert.All(page.Document.QuerySelectorAll(".group, .tier"), part => Assert.Equal(part.IsSeen(), part.QuerySelectorAll(".finding").Any(finding => finding.IsSeen())));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_row_of_each_table_leads_to_as_many_findings_as_it_says(string name)
    {
        var page = Open(name);

        foreach (var row in page.Document.QuerySelectorAll(".tables tbody tr"))
        {
            page.Follow(row.QuerySelector("a")!.GetAttribute("href")!);

            Assert.Equal(row.QuerySelector("td")!.TextContent, page.Shown.Count().ToString(CultureInfo.InvariantCulture));
            Assert.Equal("findings", page.Focused?.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_choice_shows_its_findings_and_together_they_are_all(string name)
    {
        var page = Open(name);

        foreach (var choice in page.Document.QuerySelectorAll("select").Where(choice => choice.Id is not ("reason" or "since")))
        {
            var shown = 0;
            foreach (var option in choice.QuerySelectorAll("option").Skip(1))
            {
                page.Set(choice.Id!, option.GetAttribute("value")!);
                Assert.NotEmpty(page.Shown);
                shown += page.Shown.Count();
            }

            page.Set(choice.Id!, "");
            Assert.Equal(page.Shown.Count(), shown);
        }
    }

    [Fact]
    public void Choices_and_words_hold_together_and_the_address_says_them()
    {
        var page = Open("findings");
        page.Set("project", "Tests & more");
        page.Set("q", "null");
        var address = page.Location.Hash;
        page.Set("rule", "ECG1001");
        var none = page.Shown.Count();

        var again = new ScriptedPage(SamplePage.Of("findings"), address);

        Assert.Equal(0, none);
        Assert.Equal("#project=Tests%20%26%20more&q=null", address);
        Assert.Equal("1 of 6 findings at 1 creation.", again.Document.Status());
    }

    [Fact]
    public void One_creation_is_opened_and_clearing_brings_the_others_back()
    {
        var page = Open("findings");

        page.Follow("#at=tests%2FThirdTests.cs%3A9");
        var opened = page.Document.QuerySelectorAll(".group[open]");
        var one = page.Shown.Count();
        page.Reset();

        Assert.Equal("tests/ThirdTests.cs:9", Assert.Single(opened).QuerySelector(".where")!.TextContent);
        Assert.Equal(1, one);
        Assert.Equal(6, page.Shown.Count());
        Assert.Equal("", page.Location.Hash);
    }

    [Fact]
    public void Opens_what_is_shown_and_closes_everything()
    {
        var page = Open("findings");
        page.Set("tier", "3");

        page.Click("open");
        var opened = page.Document.QuerySelectorAll(".group[open]").Length;
        page.Reset();
        page.Click("close");

        Assert.Equal(2, opened);
        Assert.Empty(page.Document.QuerySelectorAll("[open]"));
    }

    [Fact]
    public void Paper_shows_what_is_folded_and_the_screen_is_as_it_was()
    {
        var page = Open("migrated");
        page.Click("open");
        page.Click("close");
        page.Follow("#status=Mended");

        page.Fire(null, "beforeprint");
        var printed = page.Document.QuerySelectorAll("details[open]").Length;
        page.Fire(null, "afterprint");

        Assert.Equal(2, printed);
        Assert.Empty(page.Document.QuerySelectorAll("[open]"));
    }

    [Theory]
    [InlineData("#findings")]
    [InlineData("#q=%E0%A4%A")]
    [InlineData("#rule=ECG0000&tier=9")]
    [InlineData("#=&&==")]
    public void An_address_that_makes_no_sense_shows_everything(string hash) =>
        Assert.Equal(6, new ScriptedPage(SamplePage.Of("findings"), hash).Shown.Count());

    private static ScriptedPage Open(string name) => new(SamplePage.Of(name));
}
