using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Reports.Html;

namespace ExecutionContextGuard.Tool.Tests.Page;

/// <summary>The page as browsers and screen readers take it, in each state that a tree can be in.</summary>
public sealed partial class StructureTests
{
    public static TheoryData<string> Pages => SamplePage.Names;

    [Theory]
    [MemberData(nameof(Pages))]
    public void Ids_are_unique_and_whatever_points_to_one_finds_it(string name)
    {
        var page = SamplePage.Of(name);

        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var pointers = page.QuerySelectorAll("[aria-labelledby]").Select(element => element.GetAttribute("aria-labelledby")!)
            .Concat(page.QuerySelectorAll("label").Select(label => label.GetAttribute("for")!))
            .Concat(page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")![1..]).Where(target => !target.Contains('=', StringComparison.Ordinal)));
        Assert.NotEmpty(pointers);
        Assert.All(pointers, pointer => Assert.Contains(pointer, ids));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Whatever_can_be_operated_or_seen_has_a_name(string name)
    {
        var page = SamplePage.Of(name);

        Assert.All(page.QuerySelectorAll("input, select"), control => Assert.NotEqual("", page.QuerySelector($"label[for='{control.Id}']")!.ChildNodes.OfType<IText>().First().TextContent.Trim()));
        Assert.All(page.QuerySelectorAll("button, summary, a, h1, h2, h3, caption, th, option, title"), element => Assert.NotEqual("", element.TextContent.Trim()));
        Assert.All(page.QuerySelectorAll("svg"), picture => Assert.True(picture.GetAttribute("aria-hidden") == "true" || picture.GetAttribute("aria-label") is { Length: > 0 }));
        Assert.All(page.QuerySelectorAll("section"), section => Assert.NotNull(section.GetAttribute("aria-labelledby")));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
        Assert.All(page.QuerySelectorAll("th"), heading => Assert.Contains(heading.GetAttribute("scope"), (string[])["col", "row"]));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("main"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Headings_go_down_one_step_at_a_time(string name)
    {
        var levels = SamplePage.Of(name).QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} is followed by h{pair.Second}"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Nothing_is_asked_of_any_network(string name)
    {
        var page = SamplePage.Of(name);

        Assert.Empty(page.QuerySelectorAll("link, img, iframe, object, embed, base, audio, video, use, image, [src], [srcset], [action], [style]"));
        Assert.All(page.QuerySelectorAll("[href]"), link => Assert.StartsWith("#", link.GetAttribute("href"), StringComparison.Ordinal));
        Assert.DoesNotMatch("url\\(|@import|@font-face", page.QuerySelector("style")!.TextContent);
        Assert.DoesNotMatch("fetch\\(|XMLHttpRequest|WebSocket|sendBeacon|import\\(|innerHTML|eval", page.QuerySelector("script")!.TextContent);
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("://", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_policy_admits_this_style_and_this_script_and_nothing_else(string name)
    {
        var page = SamplePage.Of(name);

        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{Hash(Assert.Single(page.QuerySelectorAll("style")))}'; script-src 'sha256-{Hash(Assert.Single(page.QuerySelectorAll("script")))}'",
            page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content"));

        static string Hash(IElement element) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.TextContent)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Everything_can_be_read_without_the_script(string name)
    {
        var page = SamplePage.Of(name);
        var findings = page.QuerySelectorAll(".finding");

        Assert.All(findings, finding => Assert.True(finding.IsSeen()));
        Assert.All(findings, finding => Assert.Equal("details", finding.Closest(".group")!.LocalName));
        Assert.All(page.QuerySelectorAll("input, select, button"), control => Assert.False(control.IsSeen(), "It would do nothing."));
    }

    [Fact]
    public void What_others_wrote_stays_text()
    {
        var page = SamplePage.Of("hostile");

        Assert.Equal(1, page.Scripts.Length);
        Assert.Empty(page.Images);
        Assert.Single(page.QuerySelectorAll("main"));
        var finding = page.QuerySelector<IHtmlListItemElement>($".finding:not([data-rule='ECG1001'])")!;
        Assert.Equal(SamplePage.Evil, finding.Dataset["rule"]);
        Assert.Equal(SamplePage.Evil, finding.Dataset["project"]);
        Assert.Equal(SamplePage.Evil, finding.QuerySelector("strong")!.TextContent);
        Assert.Contains(SamplePage.Evil, finding.QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(SamplePage.Evil, finding.Closest(".group")!.QuerySelector(".what")!.TextContent);
        Assert.Equal($"tests/{SamplePage.Evil}.cs:1", finding.Closest(".group")!.QuerySelector(".where")!.TextContent);
        Assert.Equal(SamplePage.Evil + SamplePage.Evil + "\n", page.QuerySelector("ins")!.TextContent);
        // What a terminal or an editor would obey is made visible, and half a character is no character.
        Assert.Equal(SamplePage.Evil + "\u2400\u241b[31m[U+202E]\ufffd", finding.QuerySelectorAll("p")[1].TextContent);
        Assert.All((string[])["left-out", "changes", "summary"], section => Assert.Contains(SamplePage.Evil, page.GetElementById(section)!.ParentElement!.TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Every_text_and_every_mark_stands_out_from_its_ground(string scheme)
    {
        var style = SamplePage.Of("findings").QuerySelector("style")!.TextContent;
        var blocks = style.Split("@media screen and (prefers-color-scheme: dark)");
        var colours = Colour().Matches(blocks[0]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        if (scheme == "dark")
        {
            // The dark scheme says each colour anew: one that it forgot would be the light one.
            var dark = Colour().Matches(blocks[1]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
            Assert.Equal(colours.Keys, dark.Keys);
            colours = dark;
        }

        string[] grounds = ["page", "box"];
        var texts = grounds.SelectMany(ground => ((string[])["text", "dim", "link", "error", "warning", "good"]).Select(text => (text, ground)))
            .Concat([("text", "hit"), ("text", "add"), ("text", "cut"), ("good", "add"), ("error", "cut")]);
        var marks = grounds.SelectMany(ground => ((string[])["edge", "fixable", "person", "accepted", "mended", "gone", "link"]).Select(mark => (mark, ground)));
        Assert.All(texts, pair => Assert.InRange(Contrast(colours[pair.Item1], colours[pair.Item2]), 4.5, 21));
        Assert.All(marks, pair => Assert.InRange(Contrast(colours[pair.Item1], colours[pair.Item2]), 3, 21));
        Assert.All(["line", .. texts.SelectMany(pair => (string[])[pair.Item1, pair.Item2]), .. marks.Select(pair => pair.Item1)], used => Assert.Contains(used, colours.Keys));
        Assert.DoesNotMatch(@"#[0-9a-fA-F]{3,8}\b", Colour().Replace(style, ""));
    }

    [Fact]
    public void Five_thousand_findings_are_a_page_that_opens_at_once()
    {
        using var folder = new TemporaryFolder();
        var line = "var context = new Mock<IUserExecutionContext>(MockBehavior.Loose);";
        var findings = new List<Finding>();
        for (var file = 0; file < 500; file++)
        {
            var path = $"tests/Project{file % 100}/Conversations/Agent{file}Tests.cs";
            folder.Write(path, string.Concat(Enumerable.Repeat("        " + line + "\n", 100)));
            for (var at = 10; at < 60; at += 10)
            {
                TrailPlace[] trail = [new("created", new Place(path, at, 9, at, 60), line), new("stored", new Place(path, at + 2, 9, at + 2, 60), line)];
                findings.Add(SamplePage.Finding("ECG1010", path, at, line) with { At = trail[0].At, Creation = trail[0].At, Test = $"Agent{file}Tests.Answers_{at}" });
                findings.Add(SamplePage.Finding("ECG1001", path, at + 5, line) with { Creation = trail[0].At, Trail = trail, Test = $"Agent{file}Tests.Answers_{at}", Reason = "Verified" });
            }
        }

        var page = HtmlReport.Write(SamplePage.Input(findings, folder.Path));

        // A browser reads ten megabytes in a second; it lays out only what is unfolded and near the window.
        Assert.Equal(5000, findings.Count);
        Assert.InRange(page.Length, 5000 * 500, 5000 * 2500);
        Assert.DoesNotMatch("<details[^>]* open", page);
        Assert.Contains(".group { content-visibility: auto;", page, StringComparison.Ordinal);
    }

    /// <summary>As WCAG 2.2 defines it.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

        static double Luminance(string colour)
        {
            var parts = Convert.FromHexString(colour).Select(part => part / 255.0).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToList();
            return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
        }
    }

    [GeneratedRegex(@"--([a-z]+): #([0-9a-f]{6});")]
    private static partial Regex Colour();
}
