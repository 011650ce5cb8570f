using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>What the runs of `migrate` changed: each file whole here, each creation's own lines beside its findings.</summary>
internal static class ChangesSection
{
    public static void Write(HtmlWriter page, ReportContent content)
    {
        var migrated = content.Input.Migrated;
        if (migrated.Count == 0)
        {
            return;
        }

        page.Add($"<section aria-labelledby=\"changes\"><h2 id=\"changes\">Migrated files, before and after</h2>\n<p>{TableReport.Count(migrated.Count, "file")} rewritten by {TableReport.Count(migrated.Select(static file => file.Run).Distinct().Count(), "run")} of <code>ecguard migrate</code>, each change proven to compile before it was written.</p>\n");
        foreach (var file in migrated)
        {
            page.Add($"<details class=\"file\"><summary><code class=\"path\">{file.Path}</code> <span class=\"count\">{TableReport.Count(file.Hunks.Count, "change")}</span></summary><div class=\"body\">\n");
            foreach (var hunk in file.Hunks)
            {
                SideBySide(page, file, hunk);
            }

            page.Add($"</div></details>\n");
        }

        page.Add($"</section>\n");
    }

    public static void SideBySide(HtmlWriter page, MigratedFile file, Hunk hunk)
    {
        page.Add($"<figure class=\"change\"><figcaption>Changed by run {file.Run} in ");
        CreationGroup.Path(page, new Place(file.Path, hunk.Lines.First(static line => line.Kind != ' ').Number, 1, 1, 1));
        page.Add($"</figcaption><div class=\"sides\">");
        Side(page, "Before", hunk, other: '+');
        Side(page, "After", hunk, other: '-');
        page.Add($"</div></figure>\n");
    }

    private static void Side(HtmlWriter page, string name, Hunk hunk, char other)
    {
        page.Add($"<div><p>{name}</p><pre><code>");
        var indent = hunk.Lines.Where(static line => line.Text.Trim().Length > 0).Select(static line => line.Text.Length - line.Text.TrimStart().Length).DefaultIfEmpty().Min();
        foreach (var (kind, _, whole) in hunk.Lines)
        {
            var text = whole.Length < indent ? "" : whole[indent..];
            if (kind == other)
            {
                continue;
            }

            switch (kind)
            {
                case '-':
                    page.Add($"<del>{text}\n</del>");
                    break;
                case '+':
                    page.Add($"<ins>{text}\n</ins>");
                    break;
                default:
                    page.Add($"<span>{text}\n</span>");
                    break;
            }
        }

        page.Add($"</code></pre></div>");
    }
}
