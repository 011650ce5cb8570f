using System.Globalization;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>The page on one screen: what there is, what became of it, and where it lies.</summary>
internal static class SummarySection
{
    private static readonly Status[] s_statuses = Enum.GetValues<Status>();

    public static void Write(HtmlWriter page, ReportContent content)
    {
        page.Add($"<section aria-labelledby=\"summary\"><h2 id=\"summary\">Summary</h2>\n");
        Sentences(page, content);
        if (content.Entries.Count > 0)
        {
            Bar(page, content);
            Totals(page, content);
            Tables(page, content);
        }

        page.Add($"</section>\n");
    }

    private static void Sentences(HtmlWriter page, ReportContent content)
    {
        var now = content.Input.Now;
        var open = now.Open.ToList();
        var fixable = content.Count(Status.Fixable);
        page.Add($"<p class=\"lead\">{Lead(open, fixable, content.Count(Status.Accepted))}</p>\n");
        if (content.Input.Before is { } before)
        {
            var added = content.Entries.Count(static entry => entry.IsNew);
            var gone = content.Count(Status.Mended) + content.Count(Status.Gone);
            page.Add($"<p>Since the earlier state: {TableReport.Count(before.Findings.Count(static finding => !finding.Suppressed), "finding")} then, {open.Count + content.Count(Status.Accepted)} now; {gone} gone");
            if (content.Count(Status.Mended) > 0)
            {
                page.Add($", {(content.Count(Status.Mended) == gone ? "" : $"{content.Count(Status.Mended)} of them ")}by changes that are shown below");
            }

            page.Add($"; {added} new.</p>\n");
        }

        var accepted = content.Count(Status.Accepted);
        if (content.Input.Baseline is { } baseline)
        {
            page.Add($"<p>Against the baseline: it accepts {TableReport.Count(baseline, "finding")}, of which {accepted} {(accepted == 1 ? "is" : "are")} on this page; {(open.Count == 0 ? "nothing is" : open.Count == 1 ? "1 finding is" : $"{open.Count} findings are")} beyond it.</p>\n");
        }
        else if (accepted > 0)
        {
            page.Add($"<p>{TableReport.Count(accepted, "finding")} {(accepted == 1 ? "is" : "are")} accepted by a baseline.</p>\n");
        }

        foreach (var failure in now.Failures)
        {
            page.Add($"<p class=\"note\"><strong>Not looked at:</strong> {failure.Project} could not be loaded. {failure.Reason}</p>\n");
        }

        foreach (var project in now.Projects.Where(static project => project.CompileErrors > 0))
        {
            page.Add($"<p class=\"note\"><strong>Perhaps incomplete:</strong> {project.Name}{(project.TargetFramework is null ? "" : $" ({project.TargetFramework})")} does not compile ({TableReport.Count(project.CompileErrors, "error")}); findings may be missing.</p>\n");
        }
    }

    private static string Lead(List<Finding> open, int fixable, int accepted)
    {
        if (open.Count == 0)
        {
            return accepted == 0
                ? "Nothing is open: whatever runs an agent gets a real context."
                : $"Nothing is open but what the baseline accepts: {TableReport.Count(accepted, "finding")}.";
        }

        var files = open.Select(static finding => finding.At.File).Distinct().Count();
        var mend = fixable == open.Count ? "ecguard migrate can mend all of them" : fixable == 0 ? "none can be mended by ecguard migrate" : $"ecguard migrate can mend {fixable}, and {open.Count - fixable} {(open.Count - fixable == 1 ? "needs" : "need")} a person";
        return $"{TableReport.Count(open.Count, "open finding")} in {TableReport.Count(files, "file")}: {mend}.";
    }

    /// <summary>One bar for all findings; what it shows is also said, here and in the totals.</summary>
    private static void Bar(HtmlWriter page, ReportContent content)
    {
        var parts = s_statuses.Select(status => (Status: status, Count: content.Count(status))).Where(static part => part.Count > 0).ToList();
        page.Add($"<svg class=\"bar\" role=\"img\" aria-label=\"{string.Join(", ", parts.Select(static part => $"{part.Count} {ReportContent.Name(part.Status).ToLowerInvariant()}"))}\">");
        Segments(page, parts, content.Entries.Count);
        page.Add($"</svg>\n");
    }

    private static void Segments(HtmlWriter page, List<(Status Status, int Count)> parts, int whole)
    {
        var sum = 0;
        foreach (var (status, count) in parts)
        {
            page.Add($"<rect class=\"{Class(status)}\" x=\"{Percent(sum, whole)}%\" width=\"{Percent(count, whole)}%\" height=\"100%\"/>");
            sum += count;
        }
    }

    private static void Totals(HtmlWriter page, ReportContent content)
    {
        page.Add($"<dl class=\"totals\">");
        foreach (var status in s_statuses)
        {
            var count = content.Count(status);
            if (count > 0 || status is Status.Fixable or Status.Person)
            {
                page.Add($"<div><dt><span class=\"key {Class(status)}\"></span>{ReportContent.Name(status)}</dt><dd>{count}</dd></div>");
            }
        }

        if (content.Input.Before is not null)
        {
            page.Add($"<div><dt>New</dt><dd>{content.Entries.Count(static entry => entry.IsNew)}</dd></div>");
        }

        page.Add($"<div><dt>Suppressed</dt><dd>{content.Suppressed.Count()}</dd></div></dl>\n");
    }

    private static void Tables(HtmlWriter page, ReportContent content)
    {
        page.Add($"<div class=\"tables\">\n");
        Table(page, content, "Rule", "rule", static entry => entry.Finding.Rule, static rule => Descriptors.All.FirstOrDefault(known => known.Id == rule)?.Title.ToString(CultureInfo.InvariantCulture));
        Table(page, content, "Tier", "tier", static entry => FindingsSection.Tier(entry), static tier => FindingsSection.TierMeaning(tier), inOrder: true);
        Table(page, content, "Project", "project", static entry => entry.Finding.Project);
        Table(page, content, "Library", "library", static entry => FindingsSection.Library(entry.Finding));
        Table(page, content, "Reason not fixable", "reason", static entry => FindingsSection.Reason(entry), static reason => Reasons.Of(reason)?.Saw.Split(": ")[0], fixable: false);
        Table(page, content, "Creation", "at", static entry => FindingsSection.MadeAt(entry), most: 10);
        page.Add($"</div>\n");
    }

    /// <summary>Each row leads to its findings: the link is a filter.</summary>
    private static void Table(HtmlWriter page, ReportContent content, string name, string key, Func<Entry, string?> by, Func<string, string?>? meaning = null, int most = int.MaxValue, bool fixable = true, bool inOrder = false)
    {
        var groups = content.Entries.Where(entry => by(entry) is not null).GroupBy(entry => by(entry)!).OrderByDescending(group => inOrder ? 0 : group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal).ToList();
        if (groups.Count == 0)
        {
            return;
        }

        var largest = groups.Max(static group => group.Count());
        page.Add($"<table><caption>By {name.ToLowerInvariant()}{(groups.Count > most ? $": the first {most} of {groups.Count}" : "")}</caption><thead><tr><th scope=\"col\">{name}</th><th scope=\"col\">Findings</th><th scope=\"col\">Open</th>");
        if (fixable)
        {
            page.Add($"<th scope=\"col\">Fixable</th>");
        }

        page.Add($"</tr></thead><tbody>\n");
        foreach (var group in groups.Take(most))
        {
            page.Add($"<tr><th scope=\"row\"><a href=\"#{key}={Uri.EscapeDataString(group.Key)}\">");
            CreationGroup.Foldable(page, group.Key);
            page.Add($"</a>");
            if (meaning?.Invoke(group.Key) is { } text)
            {
                page.Add($" <span class=\"means\">{text}</span>");
            }

            page.Add($"<svg class=\"bar\" aria-hidden=\"true\">");
            Segments(page, [.. s_statuses.Select(status => (status, group.Count(entry => entry.Status == status))).Where(static part => part.Item2 > 0)], largest);
            page.Add($"</svg></th><td>{group.Count()}</td><td>{group.Count(static entry => entry.Status is Status.Fixable or Status.Person)}</td>");
            if (fixable)
            {
                page.Add($"<td>{group.Count(static entry => entry.Status == Status.Fixable)}</td>");
            }

            page.Add($"</tr>\n");
        }

        page.Add($"</tbody></table>\n");
    }

    private static string Class(Status status) => "is-" + status.ToString().ToLowerInvariant();

    private static string Percent(int part, int whole) => (100.0 * part / whole).ToString("0.##", CultureInfo.InvariantCulture);
}
