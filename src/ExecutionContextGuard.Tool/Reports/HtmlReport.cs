using System.Globalization;
using System.Net;
using System.Text;
using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports;

/// <summary>One page that needs nothing else: the findings stand in it as text, and a short script only filters them.</summary>
internal static class HtmlReport
{
    public static string Write(ScanResult result, ScanResult? before, IReadOnlyList<(string File, string Diff)> migrated)
    {
        var findings = result.Findings.Where(static finding => !finding.Suppressed).ToList();
        var main = new StringBuilder();
        Summary(main, result, findings, before);
        Filters(main, findings);
        Groups(main, findings);
        Migrated(main, migrated);
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("Report.html")!);
        return reader.ReadToEnd().Replace("<!--content-->", main.ToString(), StringComparison.Ordinal);
    }

    private static void Summary(StringBuilder page, ScanResult result, List<Finding> findings, ScanResult? before)
    {
        var totals = Totals.Of(result);
        page.Append("<section aria-labelledby=\"summary\"><h2 id=\"summary\">Summary</h2><dl class=\"totals\">");
        Total(page, "Findings", totals.Findings, before is null ? null : totals.Findings - Totals.Of(before).Findings);
        Total(page, "Fixable", totals.Fixable, null);
        Total(page, "For a person", totals.Findings - totals.Fixable, null);
        Total(page, "Files", totals.Files, before is null ? null : totals.Files - Totals.Of(before).Files);
        Total(page, "In the baseline", totals.Accepted, null);
        Total(page, "Suppressed", totals.Suppressed, null);
        page.Append("</dl><div class=\"tables\">");
        Counts(page, "Rule", findings.GroupBy(static finding => finding.Rule));
        Counts(page, "Tier", findings.GroupBy(static finding => "Tier " + finding.Tier.ToString(CultureInfo.InvariantCulture)));
        Counts(page, "Project", findings.GroupBy(static finding => finding.Project));
        Counts(page, "Library", findings.GroupBy(static finding => finding.Library ?? "(none)"));
        Counts(page, "Why a person", findings.Where(static finding => !finding.Fixable).GroupBy(static finding => finding.Reason ?? "(not said)"));
        page.Append("</div></section>");
    }

    private static void Total(StringBuilder page, string name, int count, int? difference)
    {
        page.Append($"<div><dt>{name}</dt><dd>{count}");
        if (difference is { } change)
        {
            page.Append($" <span class=\"change\">({(change > 0 ? "+" : "")}{change} since before)</span>");
        }

        page.Append("</dd></div>");
    }

    private static void Counts(StringBuilder page, string name, IEnumerable<IGrouping<string, Finding>> groups)
    {
        page.Append($"<table><caption>By {name.ToLowerInvariant()}</caption><thead><tr><th scope=\"col\">{name}</th><th scope=\"col\">Findings</th><th scope=\"col\">Fixable</th></tr></thead><tbody>");
        foreach (var group in groups.OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal))
        {
            page.Append($"<tr><th scope=\"row\">{Text(group.Key)}</th><td>{group.Count()}</td><td>{group.Count(static finding => finding.Fixable)}</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    private static void Filters(StringBuilder page, List<Finding> findings)
    {
        page.Append("<section aria-labelledby=\"findings\"><h2 id=\"findings\">Findings by creation</h2><form id=\"filter\" role=\"search\">");
        page.Append("<label>Search <input type=\"search\" id=\"q\" autocomplete=\"off\"></label>");
        Choice(page, "rule", "Rule", findings.Select(static finding => finding.Rule));
        Choice(page, "library", "Library", findings.Select(static finding => finding.Library ?? "(none)"));
        Choice(page, "project", "Project", findings.Select(static finding => finding.Project));
        Choice(page, "tier", "Tier", findings.Select(static finding => finding.Tier.ToString(CultureInfo.InvariantCulture)));
        Choice(page, "fix", "Fix", findings.Select(Fix));
        page.Append($"</form><p id=\"shown\" role=\"status\">{findings.Count} findings shown.</p>");
    }

    private static void Choice(StringBuilder page, string id, string name, IEnumerable<string> values)
    {
        page.Append($"<label>{name} <select id=\"{id}\"><option value=\"\">all</option>");
        foreach (var value in values.Distinct().Order(StringComparer.Ordinal))
        {
            page.Append($"<option>{Text(value)}</option>");
        }

        page.Append("</select></label>");
    }

    private static void Groups(StringBuilder page, List<Finding> findings)
    {
        foreach (var group in findings.GroupBy(static finding => finding.Creation ?? finding.At).OrderBy(static group => group.Min(static finding => finding.Tier)).ThenBy(static group => group.Key.File, StringComparer.Ordinal).ThenBy(static group => group.Key.StartLine))
        {
            var first = group.First();
            page.Append($"<details class=\"group\"><summary><code>{Text(group.Key.File)}:{group.Key.StartLine}</code> <span>{TableReport.Count(group.Count(), "finding")}{(first.Library is null ? "" : ", " + Text(first.Library))}</span></summary><ul>");
            foreach (var finding in group)
            {
                Write(page, finding);
            }

            page.Append("</ul></details>");
        }

        page.Append("</section>");
    }

    private static void Write(StringBuilder page, Finding finding)
    {
        page.Append($"<li class=\"finding\" data-rule=\"{Text(finding.Rule)}\" data-library=\"{Text(finding.Library ?? "(none)")}\" data-project=\"{Text(finding.Project)}\" data-tier=\"{finding.Tier}\" data-fix=\"{Text(Fix(finding))}\">");
        page.Append($"<p><strong>{Text(finding.Rule)}</strong> <span class=\"level {finding.Severity}\">{finding.Severity}</span> <span class=\"fix\">{Text(Fix(finding))}</span>{(finding.Accepted ? " <span>in the baseline</span>" : "")}</p>");
        page.Append($"<p>{Text(finding.Message)}</p>");
        if (finding.Test is not null)
        {
            page.Append($"<p>Test: <code>{Text(finding.Test)}</code></p>");
        }

        page.Append("<ol class=\"trail\">");
        foreach (var step in finding.Trail)
        {
            Step(page, step.Role, step.At, step.Code);
        }

        Step(page, "found", finding.At, finding.Code);
        page.Append("</ol></li>");
    }

    private static void Step(StringBuilder page, string role, Place at, string code) =>
        page.Append($"<li><span>{Text(role)} at {Text(at.File)}:{at.StartLine}</span><pre tabindex=\"0\"><code>{Text(code)}</code></pre></li>");

    private static void Migrated(StringBuilder page, IReadOnlyList<(string File, string Diff)> migrated)
    {
        if (migrated.Count == 0)
        {
            return;
        }

        page.Append("<section aria-labelledby=\"migrated\"><h2 id=\"migrated\">Migrated, before and after</h2>");
        foreach (var (file, diff) in migrated)
        {
            page.Append($"<details><summary><code>{Text(file)}</code></summary><pre tabindex=\"0\" class=\"diff\"><code>");
            foreach (var line in diff.Split('\n').Skip(2))
            {
                var tag = line.StartsWith('+') ? "ins" : line.StartsWith('-') ? "del" : "span";
                page.Append($"<{tag}>{Text(line.TrimEnd('\r'))}</{tag}>\n");
            }

            page.Append("</code></pre></details>");
        }

        page.Append("</section>");
    }

    private static string Fix(Finding finding) => finding.Fixable ? "fixable" : finding.Reason ?? "(not said)";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
