// The whole product in one run: packs it, builds a mocked test suite with the packed package, shows what it finds, plans and migrates a copy with ecguard,
// and shows what that changed: findings, red tests, green tests; then holds the line. Nothing in the repository is touched. It is one file on purpose, and longer than others
// for it: `dotnet run samples/demo.cs` must need nothing before it.
#:property PublishAot=false

using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // Ends the step that runs, so that the temporary folder is deleted before this process goes.
    pressed.Cancel = true;
    interrupt.Cancel();
};

var folder = Directory.CreateTempSubdirectory("ecg-demo-").FullName;
try
{
    return await new Demo(folder, interrupt.Token).RunAsync();
}
catch (DemoException failure)
{
    return Screen.Fail(failure.Message);
}
catch (OperationCanceledException)
{
    return Screen.Fail("Interrupted.");
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Win32Exception or JsonException or System.Xml.XmlException)
{
    return Screen.Fail(failure.Message);
}
finally
{
    try
    {
        Directory.Delete(folder, recursive: true);
    }
    catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"The temporary folder {folder} could not be deleted ({failure.Message}); delete it by hand.");
    }
}

/// <summary>The steps, in order.</summary>
internal sealed class Demo(string folder, CancellationToken cancellation)
{
    private const string Suite = "AgentPlatform.Tests.Mocked";

    private readonly string _samples = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
    private readonly string _version = $"0.0.0-demo.{Guid.NewGuid():N}";
    private readonly string _suiteFolder = Path.Combine(folder, "samples", Suite);
    private readonly Dictionary<string, string> _package = [];

    public async Task<int> RunAsync()
    {
        var repository = Path.GetDirectoryName(_samples)!;
        Screen.Heading("ExecutionContextGuard, from the source to a green suite");

        await StepAsync("Pack the analyzers and the run-time library", () => DotnetAsync(
            repository, "pack", "ExecutionContextGuard.sln", "--artifacts-path", Path.Combine(folder, "build"), "--output", Path.Combine(folder, "feed"), $"-p:MinVerVersionOverride={_version}",
            // The build of the repository looks at its own code; this one is to be quick.
            "-p:RunAnalyzers=false"));
        await StepAsync("Copy the sample and restore it with that package", RestoreCopyAsync);
        await StepAsync("Install ecguard, packed along", () => DotnetAsync(
            folder, "tool", "install", "ExecutionContextGuard.Tool", "--tool-path", Path.Combine(folder, "tool"), "--version", _version, "--source", Path.Combine(folder, "feed")));

        await StepAsync("Build the mocked suite", BuildAsync);
        var findingsBefore = Findings();
        if (findingsBefore.Count == 0)
        {
            throw new DemoException("The build of the mocked suite reported nothing; the package was not at work.");
        }

        Screen.Findings(findingsBefore, $"What the build reports: {findingsBefore.Count} findings");
        var testsBefore = await StepAsync("Run the mocked suite", TestAsync);
        Screen.Reasons(testsBefore);

        var sources = Sources();
        var before = Path.Combine(folder, "before.sarif");
        Screen.Said(await StepAsync("Take the inventory (ecguard scan)", () => EcguardAsync("scan", ".", "--format", "sarif", "--output", before)));
        Screen.Said(await StepAsync("Cut it into batches (ecguard plan)", () => EcguardAsync("plan", ".")));
        Screen.Said(await StepAsync("Mend what can be proven (ecguard migrate)", () => EcguardAsync("migrate", ".", "--include-created")));
        await StepAsync("Build it again", BuildAsync);
        var findingsAfter = Findings();
        var testsAfter = await StepAsync("Run it again", TestAsync);
        Screen.Said(await StepAsync("Accept what is left for a person (ecguard baseline)", () => EcguardAsync("baseline", ".")));
        Screen.Said(await StepAsync("Hold the line from here on (ecguard verify)", () => EcguardAsync("verify", ".", "--sarif", Path.Combine(folder, "after.sarif"))));
        var page = Path.Combine(Path.GetTempPath(), "ecguard-report.html");
        Screen.Said(await StepAsync("Put it on a page (ecguard report)", () => EcguardAsync("report", Path.Combine(folder, "after.sarif"), "--before", before, "--migrated", "--output", page)));

        var changed = Sources().Count(file => sources.GetValueOrDefault(file.Key) != file.Value);
        Screen.Outcome(findingsBefore, testsBefore, findingsAfter, testsAfter, changed);
        return findingsAfter.Count < findingsBefore.Count && testsAfter.Green > testsBefore.Green
            ? 0
            : Screen.Fail("The fixes did not turn a single test green. That is what this demo promises, so something is broken.");
    }

    private async Task RestoreCopyAsync()
    {
        // In place first: what the sample needs from elsewhere then lies in the user's own packages folder and is downloaded once, not once a run.
        await DotnetAsync(_samples, "restore", Suite);
        var located = await DotnetAsync(_samples, "nuget", "locals", "global-packages", "--list");
        var userPackages = located[(located.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

        CopySources(_samples, Path.Combine(folder, "samples"));
        await File.WriteAllTextAsync(Path.Combine(folder, "sarif.targets"), $"""
            <Project>
              <PropertyGroup>
                <ErrorLog>{Path.Combine(folder, "findings", "$(MSBuildProjectName).sarif")},version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """, cancellation);

        // What is packed here is read from its own feed into its own folder: NuGet never looks again at a version that it has.
        _package["ECGPackageVersion"] = _version;
        _package["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
        _package["RestoreAdditionalProjectSources"] = Path.Combine(folder, "feed");
        _package["CustomAfterMicrosoftCommonTargets"] = Path.Combine(folder, "sarif.targets");
        if (Directory.Exists(userPackages))
        {
            _package["RestoreFallbackFolders"] = userPackages;
        }

        await DotnetAsync(_suiteFolder, "restore");
    }

    private Task<string> BuildAsync()
    {
        Directory.CreateDirectory(Path.Combine(folder, "findings"));

        // A team's build may turn warnings into errors. Here the suite has to run too, so a finding is shown and stops nothing.
        return DotnetAsync(_suiteFolder, "build", "--no-restore", "--no-incremental", "-p:TreatWarningsAsErrors=false");
    }

    private async Task<TestRun> TestAsync()
    {
        var report = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "results")).FullName, "suite.trx");
        File.Delete(report);
        var (exitCode, output) = await Dotnet.RunAsync(
            Path.Combine(folder, "samples"),
            _package,
            ["test", "--project", Path.Combine(Suite, $"{Suite}.csproj"), "--no-build", "--results-directory", Path.GetDirectoryName(report)!, "--report-xunit-trx", "--report-xunit-trx-filename", Path.GetFileName(report)],
            cancellation);

        // Red tests are what this is about, so the exit code says nothing; a missing report says that nothing ran.
        return File.Exists(report) ? TestRun.Read(report) : throw new DemoException($"The suite did not run (exit code {exitCode}):{Environment.NewLine}{Dotnet.Tail(output)}");
    }

    private List<Finding> Findings() =>
    [
        .. Directory.GetFiles(Path.Combine(folder, "findings"), "*.sarif").SelectMany(path => Finding.Read(path, _suiteFolder))
            .OrderBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column),
    ];

    private Dictionary<string, string> Sources() =>
        Directory.GetFiles(_suiteFolder, "*.cs", SearchOption.AllDirectories).Where(path => !IsOutput(Path.GetRelativePath(_suiteFolder, path))).ToDictionary(path => path, File.ReadAllText);

    private static void CopySources(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (!IsOutput(relative))
            {
                var target = Path.Combine(to, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    private static bool IsOutput(string relativePath) => relativePath.Split('/', '\\').Any(part => part is "bin" or "obj" or "TestResults");

    private async Task<string> DotnetAsync(string workingDirectory, params string[] arguments)
    {
        var (exitCode, output) = await Dotnet.RunAsync(workingDirectory, _package, arguments, cancellation);
        return exitCode == 0 ? output : throw new DemoException($"'dotnet {string.Join(' ', arguments)}' ended with exit code {exitCode}:{Environment.NewLine}{Dotnet.Tail(output)}");
    }

    /// <summary>What it said; an exit code of 1 tells of findings, and this suite has some.</summary>
    private async Task<string> EcguardAsync(params string[] arguments)
    {
        var (exitCode, output) = await Dotnet.RunAsync(_suiteFolder, _package, arguments, cancellation, Path.Combine(folder, "tool", OperatingSystem.IsWindows() ? "ecguard.exe" : "ecguard"));
        return exitCode is 0 or 1 ? output : throw new DemoException($"'ecguard {string.Join(' ', arguments)}' ended with exit code {exitCode}:{Environment.NewLine}{Dotnet.Tail(output)}");
    }

    private static async Task<T> StepAsync<T>(string title, Func<Task<T>> step)
    {
        var elapsed = Screen.Begin(title);
        var result = await step();
        Screen.End(elapsed);
        return result;
    }

    private static Task StepAsync(string title, Func<Task> step) =>
        StepAsync(title, async () =>
        {
            await step();
            return 0;
        });
}

/// <summary>A finding as the compiler wrote it to its SARIF log.</summary>
internal sealed record Finding(string Rule, string Title, string File, int Line, int Column, string Message)
{
    public static IEnumerable<Finding> Read(string path, string root)
    {
        using var log = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        foreach (var run in log.RootElement.GetProperty("runs").EnumerateArray())
        {
            var titles = new Dictionary<string, string>();
            foreach (var rule in run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray())
            {
                titles[rule.GetProperty("id").GetString()!] = rule.TryGetProperty("shortDescription", out var title) ? title.GetProperty("text").GetString()! : "";
            }

            foreach (var result in run.GetProperty("results").EnumerateArray())
            {
                var rule = result.GetProperty("ruleId").GetString()!;
                if (rule.StartsWith("ECG", StringComparison.Ordinal) && !result.TryGetProperty("suppressions", out _))
                {
                    yield return Read(result, rule, titles.GetValueOrDefault(rule, ""), root);
                }
            }
        }
    }

    private static Finding Read(JsonElement result, string rule, string title, string root)
    {
        var message = result.GetProperty("message").GetProperty("text").GetString()!;
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
        {
            return new Finding(rule, title, "(project)", 0, 0, message);
        }

        var location = locations[0].GetProperty("physicalLocation");
        var region = location.GetProperty("region");
        var file = new Uri(location.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        return new Finding(
            rule, title, Path.GetRelativePath(root, file).Replace('\\', '/'), region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32(), message);
    }
}

internal sealed record RedTest(string Class, string Name, string Reason);

internal sealed record TestRun(int Green, IReadOnlyList<RedTest> Red)
{
    public static TestRun Read(string path)
    {
        var report = XDocument.Load(path);
        var classes = Named(report, "UnitTest").ToDictionary(test => (string)test.Attribute("id")!, test => (string?)Named(test, "TestMethod").Single().Attribute("className") ?? "");
        var results = Named(report, "UnitTestResult").ToList();
        var red = results.Where(result => (string?)result.Attribute("outcome") == "Failed").Select(result => Read(result, classes[(string)result.Attribute("testId")!]));
        return new TestRun(results.Count(result => (string?)result.Attribute("outcome") == "Passed"), [.. red]);
    }

    private static RedTest Read(XElement result, string testClass)
    {
        var name = (string)result.Attribute("testName")!;

        // "Some.Exception : What happened. What to do next." Here the first sentence is enough.
        var message = Named(result, "Message").FirstOrDefault()?.Value.Split('\n')[0].Trim() ?? "";
        var reason = message[(message.IndexOf(" : ", StringComparison.Ordinal) is var colon and >= 0 ? colon + 3 : 0)..].Split(". ")[0];
        return new RedTest(testClass.Split('.')[^1], name.StartsWith(testClass + ".", StringComparison.Ordinal) ? name[(testClass.Length + 1)..] : name, reason);
    }

    private static IEnumerable<XElement> Named(XContainer container, string name) => container.Descendants().Where(element => element.Name.LocalName == name);
}

/// <summary>Runs the dotnet command, or another, as a person would: nothing that the surrounding `dotnet run` told its child reaches it.</summary>
internal static class Dotnet
{
    private static readonly string[] Inherited = ["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"];

    public static async Task<(int ExitCode, string Output)> RunAsync(string workingDirectory, IReadOnlyDictionary<string, string> environment, string[] arguments, CancellationToken cancellation, string? command = null)
    {
        var start = new ProcessStartInfo(command ?? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in Inherited)
        {
            start.Environment.Remove(name);
        }

        // No server outlives the run: it would hold files of the folder that is deleted at the end.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Commands this short end before a profile pays for itself.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new DemoException("The dotnet command could not be started.");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>What tells why: the lines that name errors, or else the last ones.</summary>
    public static string Tail(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(line => line.Contains(" error ", StringComparison.Ordinal) || line.StartsWith("error", StringComparison.Ordinal)).Distinct().Take(15).ToList();
        return string.Join(Environment.NewLine, (errors.Count > 0 ? errors : lines.TakeLast(15)).Select(line => "  " + line));
    }
}

/// <summary>Everything that is printed.</summary>
internal static class Screen
{
    // https://no-color.org: any value but an empty one switches colours off. A file gets none either.
    private static readonly bool Colours =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public static void Heading(string text) => Console.WriteLine($"{Environment.NewLine}{Bold(text)}{Environment.NewLine}");

    public static Stopwatch Begin(string title)
    {
        Console.Write($"  {title} ".PadRight(64, '.'));
        return Stopwatch.StartNew();
    }

    public static void End(Stopwatch elapsed) => Console.WriteLine($" {elapsed.Elapsed.TotalSeconds,5:0.0} s");

    /// <summary>What a command said, beneath its step.</summary>
    public static void Said(string output)
    {
        foreach (var line in output.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            Console.WriteLine("      " + line);
        }
    }

    public static int Fail(string message)
    {
        Console.WriteLine();
        Console.Error.WriteLine($"{Red("The demo failed.")} {message}");
        return 1;
    }

    public static void Findings(IReadOnlyList<Finding> findings, string heading)
    {
        Heading(heading);
        foreach (var rule in findings.GroupBy(finding => finding.Rule))
        {
            Console.WriteLine($"  {Yellow(rule.Key)} {rule.First().Title}: {rule.Count()}");
            foreach (var message in rule.GroupBy(finding => finding.Message))
            {
                Console.WriteLine($"    {message.Key}");
                foreach (var file in message.GroupBy(finding => finding.File))
                {
                    Console.WriteLine($"      {Bold(file.Key)}:{string.Join(',', file.Select(finding => finding.Line).Distinct())}");
                }
            }

            Console.WriteLine();
        }
    }

    /// <summary>Why tests are red, in their own words, the most frequent first.</summary>
    public static void Reasons(TestRun run)
    {
        Heading($"{run.Red.Count} of {run.Red.Count + run.Green} tests are red");
        foreach (var reason in run.Red.GroupBy(test => test.Reason).OrderByDescending(reason => reason.Count()).ThenBy(reason => reason.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {reason.Count(),4} x {reason.Key}");
        }

        Console.WriteLine();
    }

    public static void Outcome(IReadOnlyList<Finding> findingsBefore, TestRun before, IReadOnlyList<Finding> findingsAfter, TestRun after, int changedFiles)
    {
        if (findingsAfter.Count > 0)
        {
            Findings(findingsAfter, $"Left for a person: {findingsAfter.Count} findings");
        }

        if (after.Red.Count > 0)
        {
            Heading($"Still red: {after.Red.Count} tests");
            foreach (var testClass in after.Red.GroupBy(test => test.Class).OrderBy(testClass => testClass.Key, StringComparer.Ordinal))
            {
                Console.WriteLine($"  {Bold(testClass.Key)}: {string.Join(", ", testClass.Select(test => test.Name).Order(StringComparer.Ordinal))}");
            }
        }

        Heading("Before and after");
        Console.WriteLine($"  {"",-12}{"before",8}{"after",8}");
        Row("findings", findingsBefore.Count, findingsAfter.Count, Yellow);
        foreach (var rule in findingsBefore.Concat(findingsAfter).Select(finding => finding.Rule).Distinct().Order(StringComparer.Ordinal))
        {
            Row("  " + rule, findingsBefore.Count(finding => finding.Rule == rule), findingsAfter.Count(finding => finding.Rule == rule), text => text);
        }

        Row("red tests", before.Red.Count, after.Red.Count, Red);
        Row("green tests", before.Green, after.Green, Green);
        Console.WriteLine($"{Environment.NewLine}  {changedFiles} files changed in the copy; the repository is as it was.{Environment.NewLine}");
    }

    private static void Row(string name, int before, int after, Func<string, string> colour) => Console.WriteLine(colour($"  {name,-12}{before,8}{after,8}"));

    private static string Bold(string text) => Coloured("1", text);

    private static string Red(string text) => Coloured("31", text);

    private static string Green(string text) => Coloured("32", text);

    private static string Yellow(string text) => Coloured("33", text);

    private static string Coloured(string code, string text) => Colours ? $"\u001b[{code}m{text}\u001b[0m" : text;
}

/// <summary>A step that did not do what it should; its message is what the person reads.</summary>
internal sealed class DemoException(string message) : Exception(message);
