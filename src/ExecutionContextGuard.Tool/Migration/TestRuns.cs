using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ExecutionContextGuard.Tool.Commands;
using ExecutionContextGuard.Tool.Journal;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>Runs the tests of the touched projects with `dotnet test` before and after, and gives files back when a test that was green is not any more.</summary>
internal sealed partial class TestRuns(Estate estate, Screen screen)
{
    private readonly Dictionary<string, HashSet<string>> _redBefore = new(StringComparer.Ordinal);

    /// <summary>Runs the tests of the projects that have one of the files, and remembers which are red.</summary>
    public async Task BeforeAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        foreach (var project in ProjectsOf(files))
        {
            var (red, why) = await RunAsync(project, cancellationToken);
            _redBefore[project] = why is null
                ? red
                : throw new CommandException(ExitCode.Findings, $"The tests of {estate.Relative(project)} could not be run: {why}\nNothing is changed. Mend what 'dotnet test' says there, or migrate without --test.");
        }
    }

    /// <summary>Gives files back until no test is red that was green before: first those that declare the red tests, then all of the project.</summary>
    public async Task<IReadOnlyList<WorseTests>> GiveBackWorseAsync(RunManifest run, RunWriter writer, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var worse = new List<WorseTests>();
        foreach (var (project, before) in _redBefore)
        {
            var own = Documents(project);
            var changed = Enumerable.Range(0, files.Count).Where(file => own.Contains(files[file])).ToHashSet();
            var lost = await LostAsync(project, before, cancellationToken);
            if (lost.Count == 0)
            {
                continue;
            }

            var given = changed.Where(file => Declares(files[file], lost)).ToHashSet();
            if (given.Count > 0)
            {
                writer.RollBack(run, given);
            }

            if (given.Count == 0 || (await LostAsync(project, before, cancellationToken)).Count > 0)
            {
                writer.RollBack(run, given = changed);
            }

            worse.Add(new WorseTests(estate.Relative(project), lost, [.. run.WithPartners(given).Select(file => run.Files[file].Path)]));
        }

        return worse;
    }

    private async Task<IReadOnlyList<string>> LostAsync(string project, HashSet<string> before, CancellationToken cancellationToken)
    {
        var (red, why) = await RunAsync(project, cancellationToken);
        return why is null ? [.. red.Except(before).Order(StringComparer.Ordinal)] : [$"(none could be run any more: {why})"];
    }

    /// <summary>By the name of the class, which stands before that of the method: `Acme.Tests.ChatTests.Answers(text: "a.b")`.</summary>
    private static bool Declares(string file, IReadOnlyList<string> tests)
    {
        var text = File.ReadAllText(file);
        return tests.Select(static test => test.Split('(')[0].Split('.')).Any(names => names.Length > 1 && text.Contains("class " + names[^2].Split('+')[^1], StringComparison.Ordinal));
    }

    private IEnumerable<string> ProjectsOf(IEnumerable<string> files)
    {
        var touched = files.ToHashSet(StringComparer.Ordinal);
        return estate.Projects
            .Where(project => project.FilePath is not null && project.Documents.Any(document => document.FilePath is { } path && touched.Contains(path)))
            .Select(static project => project.FilePath!)
            .Distinct();
    }

    private HashSet<string> Documents(string project) =>
        [.. estate.Projects.Where(info => info.FilePath == project).SelectMany(static info => info.Documents).Select(static document => document.FilePath ?? "")];

    /// <summary>The red tests; or why none could be run, as the command said it.</summary>
    private async Task<(HashSet<string> Red, string? WhyNot)> RunAsync(string project, CancellationToken cancellationToken)
    {
        screen.Note($"Running the tests of {estate.Relative(project)}.");
        var results = Directory.CreateTempSubdirectory("ecguard-tests-").FullName;
        try
        {
            var platform = UsesTestingPlatform(project);
            var start = new ProcessStartInfo("dotnet")
            {
                WorkingDirectory = Path.GetDirectoryName(project)!,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
            // On the testing platform a report of its own would need an extension that the project may not have: its lines name the red tests.
            foreach (var argument in platform ? ["test", "--project", project] : new[] { "test", project, "--nologo", "--logger", "trx", "--results-directory", results })
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start) ?? throw new CommandException(ExitCode.Findings, "'dotnet' could not be started.");
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            var all = output + await errors;
            await process.WaitForExitAsync(cancellationToken);
            var (red, ran) = platform ? (Red(output), Summary().IsMatch(output)) : FromTrx(results);
            return (red, ran ? null : WhyNot(all));
        }
        finally
        {
            Directory.Delete(results, recursive: true);
        }
    }

    private static string WhyNot(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Find(lines, static line => line.Contains(": error ", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it said nothing";
    }

    private static HashSet<string> Red(string output) => [.. FailedLine().Matches(output).Select(static match => match.Groups["test"].Value)];

    /// <summary>What a run under VSTest has reported. Some frameworks name a test without its class, which then its definition tells.</summary>
    internal static (HashSet<string> Red, bool Ran) FromTrx(string folder)
    {
        var red = new HashSet<string>(StringComparer.Ordinal);
        var any = false;
        foreach (var file in Directory.EnumerateFiles(folder, "*.trx"))
        {
            try
            {
                var report = XDocument.Load(file);
                var classes = Named(report, "UnitTest").ToLookup(static test => (string?)test.Attribute("id"), static test => (string?)Named(test, "TestMethod").FirstOrDefault()?.Attribute("className"));
                foreach (var result in Named(report, "UnitTestResult"))
                {
                    any = true;
                    if ((string?)result.Attribute("outcome") == "Failed")
                    {
                        var name = (string?)result.Attribute("testName") ?? "";
                        var @class = classes[(string?)result.Attribute("testId")].FirstOrDefault() ?? "";
                        red.Add(@class.Length == 0 || name.StartsWith(@class + ".", StringComparison.Ordinal) ? name : $"{@class}.{name}");
                    }
                }
            }
            catch (XmlException)
            {
                // A report that was cut off says that the run was, too.
                return (red, false);
            }
        }

        return (red, any);
    }

    private static IEnumerable<XElement> Named(XContainer container, string name) => container.Descendants().Where(element => element.Name.LocalName == name);

    private static bool UsesTestingPlatform(string project)
    {
        for (var folder = Path.GetDirectoryName(project); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "global.json");
            if (File.Exists(file))
            {
                return File.ReadAllText(file).Contains("Microsoft.Testing.Platform", StringComparison.Ordinal);
            }
        }

        return false;
    }

    [GeneratedRegex("^\\s*failed (?<test>.+?) \\(\\d[^()]*\\)\\s*$", RegexOptions.Multiline)]
    private static partial Regex FailedLine();

    [GeneratedRegex("^Test run summary: (Passed|Failed)", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
