using ExecutionContextGuard.Tool.Loading;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>What a script can rely on.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Findings (scan, verify), or something that could not be done as asked (migrate, rollback).</summary>
    public const int Findings = 1;

    /// <summary>The command line, a file or a setting that it names, is not understood.</summary>
    public const int Usage = 2;

    /// <summary>Something could not be loaded: nothing at all, or a project whose findings nobody knows.</summary>
    public const int NotLoaded = 3;

    /// <summary>What was found or left undone weighs more than what was not looked at; that weighs more than nothing.</summary>
    public static int Of(bool undone, IReadOnlyCollection<ProjectFailure> failures) => undone ? Findings : failures.Count > 0 ? NotLoaded : Success;
}

/// <summary>Ends a command; the message is what the person reads, so it says what to do next.</summary>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
