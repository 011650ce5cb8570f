namespace ExecutionContextGuard.Tool.Journal;

/// <summary>What a run set out to do; written once, before the first file is touched.</summary>
internal sealed record RunManifest
{
    public required int Version { get; init; }

    public required string Id { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>In the order in which they are written; paths relative to the root.</summary>
    public required IReadOnlyList<RunFile> Files { get; init; }

    /// <summary>Files that only make sense together, as positions in <see cref="Files"/>; each file is in exactly one set.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Sets { get; init; }

    /// <summary>How many findings it mends.</summary>
    public required int Findings { get; init; }

    /// <summary>The files with all that only make sense together with them, in order.</summary>
    public IEnumerable<int> WithPartners(IReadOnlySet<int> files) => Sets.Where(set => set.Any(files.Contains)).SelectMany(static set => set).Order();
}

/// <summary>One file of a run: where it lies and what it holds before and after.</summary>
internal sealed record RunFile(string Path, string Old, string New);

internal enum RunState
{
    /// <summary>Killed before the journal was complete: no file was touched.</summary>
    Prepared,

    Applying,
    Applied,
    RollingBack,
    RolledBack,
}

internal enum FileState
{
    Old,
    New,

    /// <summary>Neither: somebody changed it since.</summary>
    Changed,

    Missing,
}
