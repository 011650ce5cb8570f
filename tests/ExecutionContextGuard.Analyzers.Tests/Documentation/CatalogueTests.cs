using System.Reflection;
using System.Text.RegularExpressions;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Diagnostics;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Documentation;

/// <summary>The catalogue of rules keeps its own conventions, and the release file says the same as it.</summary>
public sealed partial class CatalogueTests
{
    private static IEnumerable<(string Name, string Id)> Ids =>
        typeof(DiagnosticIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (constant.Name, (string)constant.GetValue(null)!));

    [Fact]
    public void Rules_stand_in_the_order_of_their_ids_and_none_stands_twice()
    {
        var ids = Descriptors.All.Select(rule => rule.Id).ToList();

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^ECG[0-9]{4}$", id));
    }

    [Fact]
    public void Every_id_has_one_descriptor_of_the_same_name()
    {
        var descriptors = typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (field.Name, ((DiagnosticDescriptor)field.GetValue(null)!).Id));

        Assert.Equal(Ids, descriptors);
        Assert.Equal(Ids.Select(rule => rule.Id), Descriptors.All.Select(rule => rule.Id));
    }

    [Fact]
    public void Every_analyzer_supports_rules_of_the_catalogue_only_and_all_of_them_are_supported()
    {
        var supported = Verification.Toolbox.Shipped.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct();

        Assert.Equal(Descriptors.All.Order(ById), supported.Order(ById));
    }

    [Fact]
    public void The_first_digit_of_an_id_tells_the_category() => Assert.All(Descriptors.All, rule => Assert.Equal(
        rule.Id[3] switch
        {
            '1' => "Context",
            '2' => "Identity",
            '3' => "Isolation",
            '9' => "Configuration",
            _ => "(a category that this test does not know yet)",
        },
        rule.Category));

    [Fact]
    public void A_title_is_a_phrase_and_a_description_is_sentences() => Assert.All(Descriptors.All, rule =>
    {
        var title = Text(rule.Title);
        Assert.Matches("^[A-Z].*[^.!:; ]$", title);
        var description = Text(rule.Description);
        Assert.Matches(@"^[A-Z].*[a-z]\.$", description);
        Assert.NotEqual(title, description);
    });

    [Fact]
    public void A_message_ends_with_what_to_do() => Assert.All(Descriptors.All, rule =>
    {
        var message = Text(rule.MessageFormat);
        Assert.Matches(
            rule.Id == DiagnosticIds.InvalidConfiguration ? @"^\{0\}$" : @"(instead of|; construct|; pass|; declare|; require) a (real )?'\{[0-9]\}'$|; (let|hold|use|pass|throw where|take) [^;]*[\w}']$",
            message);
    });

    [Fact]
    public void A_complaint_about_a_setting_ends_with_what_happens_instead() => Assert.All(OptionKeys.All, key =>
    {
        var complaint = OptionText.Complaint(key, "7 up");
        Assert.NotNull(complaint);
        Assert.StartsWith("'", complaint, StringComparison.Ordinal);
        Assert.Contains(key.Name, complaint, StringComparison.Ordinal);
        Assert.Matches("; (the entry is left out|the default '[a-z_]+' is used)$", complaint);
    });

    [Fact]
    public void The_release_file_says_the_same_as_the_catalogue()
    {
        var rows = ReleaseRow().Matches(Repository.Read("src/ExecutionContextGuard.Analyzers/AnalyzerReleases.Shipped.md") + Repository.Read("src/ExecutionContextGuard.Analyzers/AnalyzerReleases.Unshipped.md"))
            .Select(row => string.Join(' ', row.Groups.Values.Skip(1).Select(cell => cell.Value)));

        Assert.Equal(Ids.Zip(Descriptors.All, (id, rule) => $"{rule.Id} {rule.Category} {rule.DefaultSeverity} {id.Name}"), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_help_link_leads_to_the_rule_s_page_or_nowhere()
    {
        Assert.All(Descriptors.All, rule => Assert.True(
            string.IsNullOrEmpty(rule.HelpLinkUri) || rule.HelpLinkUri.EndsWith("/" + MarkdownPage.RulePage(rule.Id), StringComparison.Ordinal),
            rule.HelpLinkUri));
    }

    private static Comparer<DiagnosticDescriptor> ById { get; } = Comparer<DiagnosticDescriptor>.Create((one, other) => string.CompareOrdinal(one.Id, other.Id));

    private static string Text(LocalizableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(ECG[0-9]{4}) +\| *(\w+) +\| *(\w+) +\| *(\w+) *$", RegexOptions.Multiline)]
    private static partial Regex ReleaseRow();
}
