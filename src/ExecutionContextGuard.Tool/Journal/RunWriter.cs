namespace ExecutionContextGuard.Tool.Journal;

/// <summary>A file that was not written, and why.</summary>
internal sealed record NotWritten(string Path, string Reason);

/// <summary>
/// Carries a journalled run out, or takes it back; either can be interrupted at any moment and be repeated. Files that belong together are
/// written together: when one of them cannot be, the others become again what they were.
/// </summary>
internal sealed class RunWriter(RunStore store)
{
    public IReadOnlyList<NotWritten> Apply(RunManifest run) => Write(run, FileState.Old, RunState.Applying, RunState.Applied);

    public IReadOnlyList<NotWritten> RollBack(RunManifest run) => Write(run, FileState.New, RunState.RollingBack, RunState.RolledBack);

    /// <summary>Takes only the given files back, with those that belong to them.</summary>
    public IReadOnlyList<NotWritten> RollBack(RunManifest run, IReadOnlySet<int> files)
    {
        var refused = new List<NotWritten>();
        foreach (var set in run.Sets.Where(set => set.Any(files.Contains)))
        {
            WriteSet(run, set, FileState.New, refused);
        }

        return refused;
    }

    private List<NotWritten> Write(RunManifest run, FileState from, RunState during, RunState after)
    {
        store.SetState(run.Id, during);
        var refused = new List<NotWritten>();
        foreach (var set in run.Sets)
        {
            WriteSet(run, set, from, refused);
        }

        store.SetState(run.Id, after);
        return refused;
    }

    private void WriteSet(RunManifest run, IReadOnlyList<int> set, FileState from, List<NotWritten> refused)
    {
        var to = from == FileState.Old ? FileState.New : FileState.Old;
        foreach (var file in set)
        {
            AtomicFile.CleanUp(store.FullPath(run.Files[file]));
        }

        var blocked = set.Where(file => store.StateOf(run.Files[file]) is var state && state != from && state != to).ToList();
        if (blocked.Count > 0)
        {
            foreach (var file in blocked)
            {
                refused.Add(new NotWritten(run.Files[file].Path, store.StateOf(run.Files[file]) == FileState.Missing ? "it is gone" : "it was changed since"));
            }

            foreach (var file in set.Except(blocked))
            {
                refused.Add(new NotWritten(run.Files[file].Path, $"it belongs to {run.Files[blocked[0]].Path}"));
            }

            return;
        }

        // Read before the first one is written: a copy that is damaged must not leave half a set.
        var pending = set.Where(file => store.StateOf(run.Files[file]) == from)
            .Select(file => (File: file, Content: to == FileState.New ? store.Replacement(run, file) : store.Original(run, file)))
            .ToList();
        var written = new List<int>();
        foreach (var (file, content) in pending)
        {
            try
            {
                store.Replace(store.FullPath(run.Files[file]), content);
                written.Add(file);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                refused.Add(new NotWritten(run.Files[file].Path, "it cannot be written: " + failure.Message));
                refused.AddRange(set.Where(other => other != file).Select(other => new NotWritten(run.Files[other].Path, $"it belongs to {run.Files[file].Path}")));
                TakeBack(run, written, to, refused);
                return;
            }
        }
    }

    private void TakeBack(RunManifest run, List<int> written, FileState now, List<NotWritten> refused)
    {
        foreach (var file in written)
        {
            try
            {
                store.Replace(store.FullPath(run.Files[file]), now == FileState.New ? store.Original(run, file) : store.Replacement(run, file));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                refused.Add(new NotWritten(run.Files[file].Path, "it stays as this run wrote it: " + failure.Message));
            }
        }
    }
}
