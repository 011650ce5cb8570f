using System.CommandLine;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>The command line as a whole. Whatever goes wrong ends in a sentence and an exit code.</summary>
internal static class Root
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Create().Parse(arguments);
        try
        {
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? ExitCode.Usage : exitCode;
        }
        catch (CommandException failure)
        {
            Screen.OfProcess(progress: false).Error(failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Screen.OfProcess(progress: false).Error("Interrupted. 'ecguard status' tells what was done, if anything was being written.");
            return ExitCode.Findings;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Screen.OfProcess(progress: false).Error(failure.Message);
            return ExitCode.Findings;
        }
        catch (Exception failure)
        {
            // A mistake of ours: the place is what whoever mends it needs.
            Screen.OfProcess(progress: false).Error($"This should not have happened, and is a mistake in ecguard {ToolVersion.Text}: {failure.GetType().Name}: {failure.Message}\n{failure.StackTrace?.Split('\n')[0]}");
            return ExitCode.Findings;
        }
    }

    public static RootCommand Create() =>
        new("Finds test doubles of user execution contexts in a whole code base, plans their migration, carries it out with proof, and takes it back.\n\nExit codes: 0 done, 1 findings or something left undone, 2 wrong usage, 3 a project, or all, could not be loaded.")
        {
            ScanCommand.Create(),
            PlanCommand.Create(),
            MigrateCommand.Create(),
            JournalCommands.Status(),
            JournalCommands.Rollback(),
            BaselineCommands.Verify(),
            BaselineCommands.Baseline(),
            InitCommand.Create(),
            ReportCommand.Create(),
            CompletionCommand.Create(),
        };
}
