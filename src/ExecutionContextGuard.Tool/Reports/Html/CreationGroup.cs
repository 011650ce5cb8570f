using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>One creation: its line, the findings that it leads to with the way of each, and what became of the code.</summary>
internal static class CreationGroup
{
    private const string CreatedRole = "created";

    public static void Write(HtmlWriter page, ReportContent content, Place at, IReadOnlyList<Entry> entries)
    {
        var code = CodeAt(at, entries);
        page.Add($"<details class=\"group\"><summary><span class=\"what\"><code>{(code.Length == 0 ? entries[0].Finding.Message : code)}</code></span> <span class=\"where\">");
        Path(page, at);
        page.Add($"</span> <span class=\"count\">{Rules(entries)}</span> <span class=\"state\">{string.Join(", ", entries.Select(static entry => entry.Status).Distinct().Order().Select(ReportContent.Name))}</span></summary><div class=\"body\">\n");
        var elsewhere = entries.Any(entry => entry.Finding.At != at);
        if (elsewhere && code.Length > 0)
        {
            Step(page, content, "div", "Created", at, code);
        }

        page.Add($"<ul role=\"list\">\n");
        foreach (var entry in entries)
        {
            Write(page, content, entry, at, elsewhere);
        }

        page.Add($"</ul>\n");
        foreach (var change in entries.SelectMany(static entry => entry.Changes).Distinct())
        {
            ChangesSection.SideBySide(page, change.File, change.Hunk);
        }

        page.Add($"</div></details>\n");
    }

    public static void Path(HtmlWriter page, Place at)
    {
        var name = at.File.LastIndexOf('/') + 1;
        page.Add($"<code class=\"path\">");
        Foldable(page, at.File.Length == 0 ? "(no file)" : at.File[..name]);
        page.Add($"<b>{at.File[name..]}</b>");
        if (at.File.Length > 0)
        {
            page.Add($":{at.StartLine}");
        }

        page.Add($"</code>");
    }

    /// <summary>A path that can be folded at each of its folders.</summary>
    public static void Foldable(HtmlWriter page, string path)
    {
        var start = 0;
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', start))
        {
            page.Add($"{path[start..(end + 1)]}<wbr>");
            start = end + 1;
        }

        page.Add($"{path[start..]}");
    }

    private static void Write(HtmlWriter page, ReportContent content, Entry entry, Place at, bool creationIsShown)
    {
        var finding = entry.Finding;
        page.Add($"<li class=\"finding\" data-rule=\"{finding.Rule}\" data-library=\"{FindingsSection.Library(finding)}\" data-project=\"{finding.Project}\" data-tier=\"{finding.Tier}\" data-status=\"{ReportContent.Name(entry.Status)}\" data-at=\"{FindingsSection.MadeAt(entry)}\"");
        var reason = FindingsSection.Reason(entry);
        if (reason is not null)
        {
            page.Add($" data-reason=\"{reason}\"");
        }

        if (entry.IsNew)
        {
            page.Add($" data-since=\"New\"");
        }

        page.Add($">\n<p class=\"tags\"><strong>{finding.Rule}</strong> <span class=\"level {finding.Severity}\">{finding.Severity}</span> <span class=\"tag is-{entry.Status.ToString().ToLowerInvariant()}\">{ReportContent.Name(entry.Status)}</span>");
        if (entry.IsNew)
        {
            page.Add($" <span class=\"tag\">New</span>");
        }

        page.Add($"</p>\n<p>{finding.Message}</p>\n");
        if (finding.Test is not null)
        {
            page.Add($"<p class=\"dim\">Test <code>{finding.Test}</code></p>\n");
        }

        if (reason is not null)
        {
            Why(page, finding, reason);
        }

        Trail(page, content, finding, at, creationIsShown);
        page.Add($"</li>\n");
    }

    private static void Why(HtmlWriter page, Finding finding, string reason)
    {
        page.Add($"<p class=\"why\"><strong>Not fixable: {reason}</strong>");
        if (finding.ReasonDetail is not null)
        {
            page.Add($" (<code>{finding.ReasonDetail}</code>)");
        }

        if (Reasons.Of(reason) is var (saw, todo))
        {
            page.Add($". {saw} <em>{todo}</em>");
        }

        page.Add($"</p>\n");
    }

    private static void Trail(HtmlWriter page, ReportContent content, Finding finding, Place at, bool creationIsShown)
    {
        // The creation stands above, once for all that it leads to.
        var steps = finding.Trail.Where(step => step.At != at || !creationIsShown).Select(static step => (Name(step.Role), step.At, step.Code)).ToList();
        if (finding.At != at || !creationIsShown)
        {
            steps.Add((steps.Count == 0 && finding.At == at ? "Made and reported" : "Reported", finding.At, finding.Code));
        }

        if (steps.Count == 0)
        {
            return;
        }

        page.Add($"<ol class=\"trail\">\n");
        foreach (var (name, place, code) in steps)
        {
            Step(page, content, "li", name, place, code);
        }

        page.Add($"</ol>\n");
    }

    private static void Step(HtmlWriter page, ReportContent content, string element, string name, Place at, string code)
    {
        page.Add($"<{element} class=\"step\"><p>{name} at ");
        Path(page, at);
        page.Add($"</p>");
        var lines = content.Sources.Around(at, code);
        if (lines.Count > 0)
        {
            page.Add($"<pre><code>");
            foreach (var line in lines)
            {
                page.Add($"<span data-n=\"{line.Number}\">{line.Text[..line.From]}");
                if (line.To > line.From)
                {
                    page.Add($"<mark>{line.Text[line.From..line.To]}</mark>");
                }

                page.Add($"{line.Text[line.To..]}\n</span>");
            }

            page.Add($"</code></pre>");
        }

        page.Add($"</{element}>\n");
    }

    private static string Name(string role) => role switch
    {
        CreatedRole => "Created",
        "stored" => "Stored",
        "returned" => "Returned",
        "passed" => "Handed on",
        _ => "Related",
    };

    private static string CodeAt(Place at, IReadOnlyList<Entry> entries) =>
        entries.SelectMany(static entry => entry.Finding.Trail).FirstOrDefault(step => step.At == at)?.Code
        ?? entries.FirstOrDefault(entry => entry.Finding.At == at)?.Finding.Code
        ?? "";

    private static string Rules(IReadOnlyList<Entry> entries) => string.Join(", ", entries.GroupBy(static entry => entry.Finding.Rule).OrderBy(static rule => rule.Key, StringComparer.Ordinal).Select(static rule => rule.Count() == 1 ? rule.Key : $"{rule.Count()} × {rule.Key}"));
}
