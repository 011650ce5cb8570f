using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>
/// One page that needs nothing else. The findings stand in it as text, so that it can be read without script; a short script filters them.
/// Its content security policy allows that script and that style sheet, by their hashes, and nothing else: no network, no other script.
/// </summary>
internal static class HtmlReport
{
    public static string Write(ReportInput input)
    {
        var content = new ReportContent(input);
        var main = new HtmlWriter();
        Header(main, input);
        main.Add($"<main>\n");
        SummarySection.Write(main, content);
        FindingsSection.Write(main, content);
        ChangesSection.Write(main, content);
        LeftOutSection.Write(main, content);
        main.Add($"</main>\n");

        var style = Resource("Report.css");
        var script = Resource("Report.js");
        // The parts are put together in one go: what stands in a part is never taken for a place of another.
        var page = Resource("Report.html").Split("<!--part-->");
        return string.Concat([page[0], Hash(style), page[1], Hash(script), page[2], style, page[3], main.ToString(), page[4], script, page[5]]);
    }

    private static void Header(HtmlWriter page, ReportInput input)
    {
        var made = input.Made.ToUniversalTime();
        page.Add($"<header><h1>Contexts that are not real</h1>\n<p class=\"dim\"><b>{Path.GetFileName(Path.TrimEndingDirectorySeparator(input.Now.Root))}</b>, ");
        page.Add($"<time datetime=\"{made.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)}\">{made.ToString("d MMMM yyyy HH:mm", CultureInfo.InvariantCulture)} UTC</time>, ecguard {ToolVersion.Text}</p></header>\n");
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
