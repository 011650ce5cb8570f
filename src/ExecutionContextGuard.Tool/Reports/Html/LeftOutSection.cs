namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>What is not counted, because somebody said so, and settings that say nothing.</summary>
internal static class LeftOutSection
{
    public static void Write(HtmlWriter page, ReportContent content)
    {
        var now = content.Input.Now;
        var suppressed = content.Suppressed.ToList();
        if (suppressed.Count + now.Allowances.Count + now.UnmatchedSettings.Count == 0)
        {
            return;
        }

        page.Add($"<section aria-labelledby=\"left-out\"><h2 id=\"left-out\">Left out</h2>\n");
        if (suppressed.Count > 0)
        {
            page.Add($"<table class=\"wide\"><caption>Suppressed in source</caption><thead><tr><th scope=\"col\">Place</th><th scope=\"col\">Rule</th><th scope=\"col\">Message</th></tr></thead><tbody>\n");
            foreach (var finding in suppressed)
            {
                page.Add($"<tr><th scope=\"row\">");
                CreationGroup.Path(page, finding.At);
                page.Add($"</th><td>{finding.Rule}</td><td>{finding.Message}</td></tr>\n");
            }

            page.Add($"</tbody></table>\n");
        }

        if (now.Allowances.Count > 0)
        {
            page.Add($"<table class=\"wide\"><caption>Allowed by [AllowContextDouble]</caption><thead><tr><th scope=\"col\">Place</th><th scope=\"col\">Member</th><th scope=\"col\">Reason</th></tr></thead><tbody>\n");
            foreach (var allowance in now.Allowances)
            {
                page.Add($"<tr><th scope=\"row\">");
                CreationGroup.Path(page, allowance.At);
                page.Add($"</th><td><code>{allowance.Member}</code></td><td>{allowance.Reason}</td></tr>\n");
            }

            page.Add($"</tbody></table>\n");
        }

        if (now.UnmatchedSettings.Count > 0)
        {
            page.Add($"<table class=\"wide\"><caption>Settings that fit nothing in any project</caption><thead><tr><th scope=\"col\">Place</th><th scope=\"col\">Entry</th></tr></thead><tbody>\n");
            foreach (var setting in now.UnmatchedSettings)
            {
                page.Add($"<tr><th scope=\"row\"><code class=\"path\">{setting.File}:{setting.Line}</code></th><td><code>{setting.Entry}</code></td></tr>\n");
            }

            page.Add($"</tbody></table>\n");
        }

        page.Add($"</section>\n");
    }
}
