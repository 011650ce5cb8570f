using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ExecutionContextGuard.Tool.Reports.Html;

namespace ExecutionContextGuard.Tool.Tests.Page;

/// <summary>
/// The page in a real browser: one that CHROMIUM names, or else one on the PATH. Where there is none, the same is asked of the script engine
/// of the other tests, so that the test always says something.
/// </summary>
public sealed class BrowserTests
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"];

    [Theory]
    [InlineData("findings", "", 6)]
    [InlineData("findings", "#rule=ECG1001&q=thirdtests", 2)]
    [InlineData("findings", "#project=Tests%20%26%20more", 1)]
    [InlineData("findings", "#q=no-such-word", 0)]
    [InlineData("migrated", "#since=New", 1)]
    [InlineData("hostile", "", 2)]
    public async Task Shows_what_the_address_asks_for_and_complains_of_nothing(string name, string hash, int findings)
    {
        var page = await OpenAsync(SamplePage.All[name], hash);

        Assert.Equal(findings, page.QuerySelectorAll(".finding").Count(finding => finding.IsSeen()));
        Assert.StartsWith($"{findings} ", page.Status(), StringComparison.Ordinal);
        Assert.True(page.GetElementById("filter")!.IsSeen());
    }

    private static async Task<IDocument> OpenAsync(ReportInput input, string hash)
    {
        if (Browser() is not { } browser)
        {
            return new ScriptedPage(SamplePage.Of(input), hash).Document;
        }

        using var folder = new TemporaryFolder();
        folder.Write("report.html", HtmlReport.Write(input));
        var start = new ProcessStartInfo(browser, [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr",
            $"--user-data-dir={folder.Combine("profile")}", "--dump-dom", new Uri(folder.Combine("report.html")).AbsoluteUri + hash])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var dom = process.StandardOutput.ReadToEndAsync();
        var notes = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, await notes);
        // A script that fails, and whatever the policy forbids, is said on the console.
        Assert.DoesNotContain(":CONSOLE", await notes, StringComparison.Ordinal);
        return new HtmlParser().ParseDocument(await dom);
    }

    private static string? Browser()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named)
        {
            Assert.True(File.Exists(named), $"CHROMIUM names {named}, and there is no such file.");
            return named;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))).FirstOrDefault(File.Exists);
    }
}
