using ExecutionContextGuard.Tool.Commands;
using ExecutionContextGuard.Tool.Journal;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Terminal;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>Writes what was planned and proven: the journal first, then the files.</summary>
internal sealed class Migrator(Estate estate, RunStore store, Screen screen)
{
    public MigrationReport DryRun(MigrationPlan plan)
    {
        foreach (var file in plan.Files)
        {
            screen.Results.Write(UnifiedDiff.Of(estate.Relative(file.Path), file.Before.ToString(), file.After.ToString()));
        }

        return Report(plan, null, plan.Files.Select(file => estate.Relative(file.Path)), []) with { DryRun = true };
    }

    /// <summary>Call it with the tree locked.</summary>
    public async Task<MigrationReport> WriteAsync(MigrationPlan plan, TestRuns? tests, CancellationToken cancellationToken)
    {
        var refused = new List<NotWritten>();
        var files = new List<(string Path, string Source, byte[] Old, byte[] New)>();
        foreach (var file in plan.Files)
        {
            var (source, refusal) = SourceFile.Read(file.Path, file.Before);
            if (source is null)
            {
                refused.Add(new NotWritten(estate.Relative(file.Path), refusal!));
            }
            else
            {
                files.Add((source.Path, file.Path, source.Content, source.Encode(file.After.ToString())));
            }
        }

        WithoutPartners(plan, files, refused);
        if (files.Count == 0)
        {
            return Report(plan, null, [], refused) with { Findings = 0 };
        }

        var sources = files.Select(static file => file.Source).ToList();
        var run = Begin(files, FileSets.Of(sources, plan.Groups), plan.FindingsIn(sources));
        // From here on an interruption leaves a run that 'migrate' or 'rollback' finishes.
        cancellationToken.ThrowIfCancellationRequested();
        var writer = new RunWriter(store);
        refused.AddRange(Apply(run, writer));
        var worse = tests is null ? [] : await tests.GiveBackWorseAsync(run, writer, sources, cancellationToken);
        var written = sources.Where((_, file) => store.StateOf(run.Files[file]) == FileState.New).ToList();
        return Report(plan, run.Id, written.Select(estate.Relative), refused) with { Findings = plan.FindingsIn(written), WorseTests = worse };
    }

    private RunManifest Begin(List<(string Path, string Source, byte[] Old, byte[] New)> files, IReadOnlyList<IReadOnlyList<int>> sets, int findings)
    {
        try
        {
            return store.Begin([.. files.Select(static file => (file.Path, file.Old, file.New))], sets, findings);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Findings, $"The journal cannot be written: {failure.Message.TrimEnd('.')}. Nothing is changed.");
        }
    }

    private static IReadOnlyList<NotWritten> Apply(RunManifest run, RunWriter writer)
    {
        try
        {
            return writer.Apply(run);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Each file is the old or the new one; what could not be written is how far it got.
            throw new CommandException(ExitCode.Findings, $"The journal cannot be written: {failure.Message.TrimEnd('.')}. 'ecguard migrate' finishes what was begun, 'ecguard rollback {run.Id}' takes it back.");
        }
    }

    /// <summary>What changes together with a file that may not be written does not change either.</summary>
    private void WithoutPartners(MigrationPlan plan, List<(string Path, string Source, byte[] Old, byte[] New)> files, List<NotWritten> refused)
    {
        var all = plan.Files.Select(static file => file.Path).ToList();
        foreach (var set in FileSets.Of(all, plan.Groups))
        {
            var missing = set.Where(file => !files.Exists(other => other.Source == all[file])).Select(file => all[file]).FirstOrDefault();
            if (missing is null)
            {
                continue;
            }

            foreach (var partner in set.Select(file => all[file]).Where(file => files.Exists(other => other.Source == file)))
            {
                files.RemoveAll(file => file.Source == partner);
                refused.Add(new NotWritten(estate.Relative(partner), $"it changes together with {estate.Relative(missing)}"));
            }
        }
    }

    private static MigrationReport Report(MigrationPlan plan, string? run, IEnumerable<string> files, IReadOnlyList<NotWritten> refused) => new()
    {
        Run = run,
        DryRun = false,
        Findings = plan.Findings,
        Files = [.. files],
        LeftOut = plan.LeftOut,
        NotWritten = refused,
        WorseTests = [],
        Remaining = plan.Remaining,
    };
}
