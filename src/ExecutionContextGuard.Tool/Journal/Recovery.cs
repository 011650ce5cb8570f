namespace ExecutionContextGuard.Tool.Journal;

/// <summary>Finishes what a killed ecguard had begun: a migration forwards, a rollback backwards.</summary>
internal sealed class Recovery(RunStore store)
{
    /// <summary>What was finished, in words; nothing when nothing was interrupted. Call it with the tree locked.</summary>
    public IReadOnlyList<string> Finish()
    {
        var said = new List<string>();
        foreach (var id in store.Ids())
        {
            var state = store.StateOf(id);
            if (state == RunState.Prepared)
            {
                store.Drop(id);
                said.Add($"Run {id} was interrupted before it changed a file; it is dropped.");
            }
            else if (state is RunState.Applying or RunState.RollingBack && store.Read(id) is { } run)
            {
                var writer = new RunWriter(store);
                var refused = state == RunState.Applying ? writer.Apply(run) : writer.RollBack(run);
                said.Add($"Run {id} was interrupted and is now {(state == RunState.Applying ? "applied" : "rolled back")} to its end.");
                said.AddRange(refused.Select(static file => $"  {file.Path} is left as it is: {file.Reason}."));
            }
        }

        return said;
    }
}
