using System.Globalization;
using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>The findings, grouped by the place where the object is made, which is where it is mended. All of them stand in the page; the script only hides some.</summary>
internal static class FindingsSection
{
    public static void Write(HtmlWriter page, ReportContent content)
    {
        page.Add($"<section aria-labelledby=\"findings\"><h2 id=\"findings\" tabindex=\"-1\">Findings by creation</h2>\n");
        if (content.Entries.Count == 0)
        {
            page.Add($"<p class=\"empty\">No finding, neither open nor accepted. The next one fails the build where <code>ecguard verify</code> runs in CI.</p></section>\n");
            return;
        }

        Filters(page, content);
        foreach (var tier in content.Entries.GroupBy(Tier).OrderBy(static tier => tier.Key, StringComparer.Ordinal))
        {
            page.Add($"<div class=\"tier\"><h3>Tier {tier.Key}: {TierMeaning(tier.Key)}</h3>\n");
            foreach (var creation in tier.GroupBy(static entry => entry.MadeAt))
            {
                CreationGroup.Write(page, content, creation.Key, [.. creation]);
            }

            page.Add($"</div>\n");
        }

        page.Add($"<p class=\"empty\" id=\"none\" hidden>No finding fits. Take a word out of the search, or clear the filter.</p></section>\n");
    }

    public static string Tier(Entry entry) => entry.Finding.Tier.ToString(CultureInfo.InvariantCulture);

    public static string TierMeaning(string tier) => tier switch { "1" => "what the business stands on", "2" => "integration", _ => "the rest" };

    public static string Library(Finding finding) => finding.Library ?? "No library";

    public static string MadeAt(Entry entry) => $"{entry.MadeAt.File}:{entry.MadeAt.StartLine}";

    /// <summary>Why it is left for a person; null for what is not.</summary>
    public static string? Reason(Entry entry) => entry.Status is Status.Person or Status.Accepted && !entry.Finding.Fixable ? entry.Finding.Reason ?? "Not said" : null;

    private static void Filters(HtmlWriter page, ReportContent content)
    {
        // Hidden until the script that makes it work is there.
        page.Add($"<form id=\"filter\" role=\"search\" aria-label=\"Findings\" hidden>\n<label class=\"wide\" for=\"q\">Search <input type=\"search\" id=\"q\" autocomplete=\"off\" spellcheck=\"false\" placeholder=\"Path, test, code, message\"></label>\n");
        Choice(page, "status", "Status", content.Entries.Select(static entry => entry.Status).Distinct().Order().Select(ReportContent.Name));
        Choice(page, "rule", "Rule", Sorted(content, static entry => entry.Finding.Rule));
        Choice(page, "library", "Library", Sorted(content, static entry => Library(entry.Finding)));
        Choice(page, "project", "Project", Sorted(content, static entry => entry.Finding.Project));
        Choice(page, "tier", "Tier", Sorted(content, Tier));
        Choice(page, "reason", "Reason not fixable", Sorted(content, Reason));
        if (content.Input.Before is not null)
        {
            Choice(page, "since", "Since before", ["New"]);
        }

        page.Add($"<div class=\"buttons\"><button type=\"reset\">Clear</button><button type=\"button\" id=\"open\">Open all shown</button><button type=\"button\" id=\"close\">Close all</button></div>\n</form>\n");
        page.Add($"<p id=\"shown\" role=\"status\">{TableReport.Count(content.Entries.Count, "finding")} at {TableReport.Count(content.Entries.Select(static entry => entry.MadeAt).Distinct().Count(), "creation")}.</p>\n");
    }

    private static IEnumerable<string> Sorted(ReportContent content, Func<Entry, string?> by) => content.Entries.Select(by).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    private static void Choice(HtmlWriter page, string id, string name, IEnumerable<string> values)
    {
        page.Add($"<label for=\"{id}\">{name} <select id=\"{id}\"><option value=\"\">All</option>");
        foreach (var value in values)
        {
            page.Add($"<option value=\"{value}\">{value}</option>");
        }

        page.Add($"</select></label>\n");
    }
}
