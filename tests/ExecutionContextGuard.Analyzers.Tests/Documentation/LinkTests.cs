using System.Text.RegularExpressions;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Diagnostics;

namespace ExecutionContextGuard.Documentation;

/// <summary>What pages point to exists: files, headings, rules, settings.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. MarkdownPage.All.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_leads_to_a_file_and_a_heading(string path)
    {
        var page = MarkdownPage.Load(path);
        foreach (var link in page.Links.Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? path : Normalized(Path.GetDirectoryName(path)!, parts[0]);
            Assert.True(File.Exists(Repository.PathOf(target)) || Directory.Exists(Repository.PathOf(target)), $"{path} links to {link}, and there is no {target}.");
            if (parts.Length > 1)
            {
                Assert.Contains(parts[1], MarkdownPage.Load(target).Anchors);
            }
        }
    }

    [Fact]
    public void The_README_links_only_to_what_the_package_carries_along() =>
        Assert.All(
            MarkdownPage.Load("README.md").Links.Where(link => !link.Contains("://", StringComparison.Ordinal)),
            link => Assert.Matches(@"^docs/((rules/ECG[0-9]{4}|configuration)\.md(#.*)?|report\.png)$", link));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_path_that_is_spoken_of_exists(string path) =>
        Assert.All(
            RepositoryPath().Matches(MarkdownPage.Load(path).Text).Select(match => Repository.PathOf(match.Groups[1].Value)),
            target => Assert.True(File.Exists(target) || Directory.Exists(target), target));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_rule_that_is_spoken_of_exists(string path) =>
        Assert.All(RuleId().Matches(MarkdownPage.Load(path).Text).Select(match => match.Value), id => Assert.Contains(Descriptors.All, rule => rule.Id == id));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_setting_that_is_spoken_of_exists(string path)
    {
        // The examples of mistakes have settings that do not exist: that is their point.
        var page = MarkdownPage.Load(path);
        var mistakes = page.Fences.Where(fence => fence.Words.Contains(ExampleTests.Before)).SelectMany(fence => Setting().Matches(fence.Code)).Select(match => match.Value);
        Assert.All(
            Setting().Matches(page.Text).Select(match => match.Value).Except(mistakes),
            name => Assert.Contains(OptionKeys.All, key => key.Name == name));
    }

    private static string Normalized(string folder, string link) =>
        Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, link))).Replace('\\', '/');

    // In code: `src/..` to its end; what stands for something else (`docs/rules/<id>.md`) is no path.
    [GeneratedRegex("`((?:src|tests|docs|samples)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex("ECG[0-9]{4}")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"execution_context_guard\.[a-z_]+")]
    private static partial Regex Setting();
}
