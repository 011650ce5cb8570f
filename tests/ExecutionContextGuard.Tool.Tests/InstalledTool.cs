using System.Diagnostics;
using ExecutionContextGuard.Tool.Tests;

[assembly: AssemblyFixture(typeof(InstalledTool))]

namespace ExecutionContextGuard.Tool.Tests;

internal sealed record ToolResult(int ExitCode, string Output, string Notes)
{
    public ToolResult Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"ecguard ended with {ExitCode} instead of {exitCode}:{Environment.NewLine}{Output}{Environment.NewLine}{Notes}");
        return this;
    }
}

/// <summary>The command, packed and installed once a test run where a test asks for it: a version that no cache has seen, a feed and a packages folder of its own.</summary>
public sealed class InstalledTool : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task> _installed;

    private string Command => _folder.Combine("tool", OperatingSystem.IsWindows() ? "ecguard.exe" : "ecguard");

    /// <summary>The version of all that is in the feed.</summary>
    internal string Version { get; } = $"0.0.0-test.{Guid.NewGuid():N}";

    internal string Feed => _folder.Combine("feed");

    /// <summary>What an estate is restored with: the packages that this machine already has.</summary>
    internal static Dictionary<string, string> RestoreEnvironment(TemporaryFolder folder) => new()
    {
        ["NUGET_PACKAGES"] = folder.Combine("packages"),
        ["RestoreFallbackFolders"] = RepositoryPaths.Packages,
    };

    public InstalledTool() => _installed = new Lazy<Task>(InstallAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Packs and installs it, once, for the first test that needs it: many run inside.</summary>
    internal Task EnsureAsync() => _installed.Value;

    private async Task InstallAsync()
    {
        // What analyzers say of this code, the build of the repository and the tests of the packages have heard: without them it takes half as long.
        var environment = new Dictionary<string, string> { ["MinVerVersionOverride"] = Version, ["NUGET_PACKAGES"] = RepositoryPaths.Packages };
        foreach (var project in new[] { "ExecutionContextGuard.Tool", "ExecutionContextGuard.Package", "ExecutionContextGuard.Abstractions" })
        {
            (await DotnetCommand.RunAsync(
                RepositoryPaths.Root, environment, "pack", Path.Combine(RepositoryPaths.Root, "src", project), "--artifacts-path", _folder.Combine("build"), "--output", Feed, "-p:RunAnalyzers=false")).EnsureSuccess();
        }

        environment["NUGET_PACKAGES"] = _folder.Combine("installed");
        (await DotnetCommand.RunAsync(
            _folder.Path, environment, "tool", "install", "ExecutionContextGuard.Tool", "--tool-path", _folder.Combine("tool"), "--version", Version, "--source", Feed)).EnsureSuccess();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Task<ToolResult> RunAsync(string folder, params string[] arguments) => RunAsync(folder, new Dictionary<string, string>(), arguments);

    internal async Task<ToolResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await EnsureAsync();
        using var process = Start(folder, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var notes = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, await output, await notes);
    }

    internal Process Start(string folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    private Process Start(string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As in a terminal of its own: the test run's SDK parts are not the tool's business.
        foreach (var name in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "DOTNET_HOST_PATH", "CI" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("ecguard could not be started.");
    }
}
