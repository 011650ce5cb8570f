using System.Diagnostics;

namespace ExecutionContextGuard.Package.Tests;

internal sealed record CommandResult(string CommandLine, int ExitCode, string Output)
{
    public CommandResult EnsureSuccess() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"'{CommandLine}' ended with {ExitCode}:{Environment.NewLine}{Output}");
}

/// <summary>Runs the dotnet command as a person would: nothing of the surrounding test run reaches it.</summary>
internal static class DotnetCommand
{
    // The command line that runs these tests tells its children where its own SDK parts lie; a consumer finds its own.
    private static readonly string[] InheritedFromTestRun =
    [
        "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILDFAILONDRIVEENUMERATINGWILDCARD",
        "DOTNET_CLI_TELEMETRY_SESSIONID", "DOTNET_HOST_PATH", "TESTINGPLATFORM_NOBANNER", "CI",
    ];

    public static async Task<CommandResult> RunAsync(string workingDirectory, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in InheritedFromTestRun)
        {
            start.Environment.Remove(name);
        }

        // Messages are compared, so they are English; no server outlives the run, so that its folder can be deleted.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        // Commands this short end before a profile pays for itself (measured: a twelfth of all that the tests of the tool start).
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The dotnet command could not be started.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult("dotnet " + string.Join(' ', arguments), process.ExitCode, await output + await error);
    }
}
