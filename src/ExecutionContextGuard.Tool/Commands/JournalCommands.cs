using System.CommandLine;
using System.Text.Json;
using ExecutionContextGuard.Tool.Journal;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Reports;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Commands;

/// <summary>`ecguard status` and `ecguard rollback`: what the journal knows, and the way back.</summary>
internal static class JournalCommands
{
    public static Command Status()
    {
        var folder = Folder();
        var json = new Option<bool>("--json") { Description = "As JSON (docs/schemas/status.schema.json)." };
        var command = new Command("status", "Tell which runs there were, which were interrupted, and whether each file is the old or the new one. Changes nothing.") { folder, json };
        command.SetAction(parsed => Status(RootOf(parsed.GetValue(folder)!), parsed.GetValue(json), Screen.OfProcess(progress: false)));
        return command;
    }

    public static Command Rollback()
    {
        var id = new Argument<string?>("RUN") { Description = "The run, as 'ecguard status' names it. Without it: the last one that is not rolled back.", Arity = ArgumentArity.ZeroOrOne };
        var path = new Option<string>("--path") { Description = "A folder of the tree.", HelpName = "FOLDER", DefaultValueFactory = static _ => "." };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON (docs/schemas/rollback.schema.json) to the standard output." };
        var command = new Command("rollback", "Take a run back, byte for byte. A file that was changed since is refused and named, with those that belong to it; the others go back. Exits with 1 when one was refused.") { id, path, json };
        command.SetAction(parsed => Rollback(RootOf(parsed.GetValue(path)!), parsed.GetValue(id), parsed.GetValue(json), Screen.OfProcess(progress: false)));
        return command;
    }

    private static Argument<string> Folder() => new("PATH") { Description = "A folder of the tree, or a solution in it.", DefaultValueFactory = static _ => "." };

    private static string RootOf(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) ? Target.RootOf(Path.GetDirectoryName(full)!)
            : Directory.Exists(full) ? Target.RootOf(full)
            : throw new CommandException(ExitCode.Usage, $"There is no file or folder '{path}'.");
    }

    private static int Status(string root, bool json, Screen screen)
    {
        var store = new RunStore(root);
        var runs = store.Ids().Select(id => RunStatus.Of(store, id)).ToList();
        if (json)
        {
            screen.Results.Write(JsonSerializer.Serialize(new { JsonReport.Version, Tool = ToolVersion.Text, Runs = runs }, JsonReport.Options) + "\n");
            return ExitCode.Success;
        }

        if (runs.Count == 0)
        {
            screen.Results.WriteLine($"No run in {root}.");
        }

        foreach (var run in runs)
        {
            screen.Results.WriteLine($"{run.Id}  {run.Words}");
            screen.Results.WriteLine($"  {TableReport.Count(run.Findings, "finding")} in {TableReport.Count(run.Files, "file")}: {run.New} new, {run.Old} old, {run.Other.Count} changed since.");
            foreach (var file in run.Other)
            {
                screen.Results.WriteLine($"  {file} is neither what it was nor what the run wrote.");
            }
        }

        return ExitCode.Success;
    }

    private static int Rollback(string root, string? id, bool json, Screen screen)
    {
        using var treeLock = TreeLock.Take(root);
        var store = new RunStore(root);
        id ??= store.Ids().LastOrDefault(candidate => store.StateOf(candidate) is not (RunState.RolledBack or RunState.Prepared));
        if (id is not null && !store.Ids().Contains(id))
        {
            throw new CommandException(ExitCode.Usage, $"There is no run '{id}'; 'ecguard status' lists those there are.");
        }

        var (files, refused) = (0, (IReadOnlyList<NotWritten>)[]);
        if (id is null)
        {
            screen.Note($"There is no run to take back in {root}.");
        }
        else if (store.Read(id) is not { } run)
        {
            store.Drop(id);
            screen.Note($"Run {id} was interrupted before it changed a file; it is dropped.");
        }
        else
        {
            refused = new RunWriter(store).RollBack(run);
            files = run.Files.Count - refused.Count;
            foreach (var file in refused)
            {
                screen.Warn($"{file.Path} is left as it is: {file.Reason}.");
            }

            screen.Note($"Run {id} is rolled back: {TableReport.Count(files, "file")} as before{(refused.Count == 0 ? "" : $", {refused.Count} left as they are")}.");
        }

        if (json)
        {
            screen.Results.Write(JsonSerializer.Serialize(new { JsonReport.Version, Tool = ToolVersion.Text, Run = id, Files = files, NotWritten = refused }, JsonReport.Options) + "\n");
        }

        return refused.Count == 0 ? ExitCode.Success : ExitCode.Findings;
    }
}

/// <summary>A run, and what its files are now.</summary>
internal sealed record RunStatus(string Id, RunState State, int Findings, int Files, int Old, int New, IReadOnlyList<string> Other)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Words => State switch
    {
        RunState.Prepared => "interrupted before it changed a file",
        RunState.Applying => "interrupted: 'ecguard migrate' finishes it, 'ecguard rollback' takes it back",
        RunState.Applied => "applied",
        RunState.RollingBack => "interrupted while it was rolled back: 'ecguard rollback' finishes it",
        _ => "rolled back",
    };

    public static RunStatus Of(RunStore store, string id)
    {
        if (store.Read(id) is not { } run)
        {
            return new RunStatus(id, RunState.Prepared, 0, 0, 0, 0, []);
        }

        var states = run.Files.Select(file => (file.Path, State: store.StateOf(file))).ToList();
        return new RunStatus(
            id,
            store.StateOf(id),
            run.Findings,
            run.Files.Count,
            states.Count(static file => file.State == FileState.Old),
            states.Count(static file => file.State == FileState.New),
            [.. states.Where(static file => file.State is FileState.Changed or FileState.Missing).Select(static file => file.Path)]);
    }
}
