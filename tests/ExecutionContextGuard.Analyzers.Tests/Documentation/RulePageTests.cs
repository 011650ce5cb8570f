using System.Globalization;
using System.Text.RegularExpressions;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Documentation;

/// <summary>Every rule has a page of one structure, whose header says what the catalogue says; the README's table does, too.</summary>
public sealed partial class RulePageTests
{
    public static TheoryData<string> RuleIds => [.. Descriptors.All.Select(rule => rule.Id)];

    [Fact]
    public void There_is_a_page_for_each_rule_and_no_other() =>
        Assert.Equal(Descriptors.All.Select(rule => MarkdownPage.RulePage(rule.Id)), Repository.Files("docs/rules", "*"));

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void The_header_says_what_the_catalogue_says(string id)
    {
        var rule = Rule(id);
        var page = MarkdownPage.Load(MarkdownPage.RulePage(id));

        Assert.Equal($"{id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}", page.Title);
        Assert.Equal(
            [
                $"Name: {NameOf(id)}",
                $"Category: {rule.Category}",
                $"Severity: {SeverityOf(rule)}",
                $"Enabled: {(rule.IsEnabledByDefault ? "yes" : "no")}",
                $"Code fix: {FixOf(id)}",
                $"Message: {rule.MessageFormat.ToString(CultureInfo.InvariantCulture)}",
            ],
            page.Table("Rule").Select(row => $"{row[0]}: {(row[0] == "Message" ? Numbered(row[1]) : row[1])}"));
    }

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void The_sections_are_the_same_on_every_page(string id) =>
        Assert.Equal(
            ["Cause", "Why", "Example", "How to fix", HasFix(id) ? "Why no fix is offered" : "Why there is no fix", "When to suppress", "Options", "What is not reported"],
            MarkdownPage.Load(MarkdownPage.RulePage(id)).Sections);

    [Fact]
    public void The_page_of_ECG1001_explains_every_reason_to_decline() =>
        Assert.Equal(
            Enum.GetNames<DeclineReason>(),
            MarkdownPage.Load(MarkdownPage.RulePage(DiagnosticIds.MockedContext)).Table("Reason").Select(row => row[0]));

    [Fact]
    public void The_README_lists_every_rule() =>
        Assert.Equal(
            Descriptors.All.Select(rule => $"{rule.Id} {NameOf(rule.Id)} | {rule.Title.ToString(CultureInfo.InvariantCulture)} | {SeverityOf(rule)} | {FixOf(rule.Id)}"),
            MarkdownPage.Load("README.md").Table("Rule").Select(row => string.Join(" | ", row)));

    internal static bool HasFix(string id) => Toolbox.Shipped.FixesFor(id).Any();

    private static DiagnosticDescriptor Rule(string id) => Descriptors.All.Single(rule => rule.Id == id);

    private static string NameOf(string id) => typeof(DiagnosticIds).GetFields().Single(field => (string)field.GetValue(null)! == id).Name;

    private static string SeverityOf(DiagnosticDescriptor rule) => rule.DefaultSeverity.ToString().ToLowerInvariant();

    private static string FixOf(string id) => HasFix(id) ? "yes" : "no";

    // The page names what stands in a message; the catalogue numbers it.
    private static string Numbered(string message)
    {
        var number = 0;
        return Placeholder().Replace(message, _ => $"{{{number++}}}");
    }

    [GeneratedRegex(@"\{[a-z ]+\}")]
    private static partial Regex Placeholder();
}
