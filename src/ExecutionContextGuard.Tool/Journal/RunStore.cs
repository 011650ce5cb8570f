using System.Globalization;
using System.Text;
using System.Text.Json;
using ExecutionContextGuard.Tool.Commands;
using ExecutionContextGuard.Tool.Reports;

namespace ExecutionContextGuard.Tool.Journal;

/// <summary>The runs of a tree, one folder each: the manifest, the originals, what they become, and how far it got.</summary>
internal sealed class RunStore(string root, FileWriting? write = null)
{
    private const int ManifestVersion = 1;
    private const string ManifestName = "journal.json";
    private const string StateName = "state";
    private const string Originals = "originals";
    private const string Replacements = "new";

    private readonly FileWriting _write = write ?? AtomicFile.WriteThrough;

    private string Runs => Path.Combine(root, TreeFolder.Name, "runs");

    /// <summary>All runs, the oldest first.</summary>
    public IReadOnlyList<string> Ids() =>
        Directory.Exists(Runs) ? [.. Directory.EnumerateDirectories(Runs).Select(static folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)] : [];

    /// <summary>Puts everything on the disk that is needed to finish the run or take it back. The manifest comes last: without it nothing was touched.</summary>
    public RunManifest Begin(IReadOnlyList<(string Path, byte[] Old, byte[] New)> files, IReadOnlyList<IReadOnlyList<int>> sets, int findings)
    {
        TreeFolder.Ensure(root);
        var started = DateTimeOffset.UtcNow;
        var id = started.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N")[..4];
        try
        {
            return Prepare(id, started, files, sets, findings);
        }
        catch
        {
            // Half a journal is of no use, and takes space that may just have run out.
            Drop(id);
            throw;
        }
    }

    /// <summary>Null for a run that was killed before its manifest was written.</summary>
    public RunManifest? Read(string id)
    {
        var path = Path.Combine(Runs, id, ManifestName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<RunManifest>(File.ReadAllBytes(path), JsonReport.Options);
            return manifest is { Version: ManifestVersion }
                ? manifest
                : throw new CommandException(ExitCode.Findings, $"The journal of run {id} was written by another version of ecguard; use that one.");
        }
        catch (JsonException failure)
        {
            throw new CommandException(ExitCode.Findings, $"The journal of run {id} cannot be read ({failure.Message}). The originals lie in {Path.Combine(Runs, id, Originals)}.");
        }
    }

    public RunState StateOf(string id)
    {
        if (!File.Exists(Path.Combine(Runs, id, ManifestName)))
        {
            return RunState.Prepared;
        }

        var path = Path.Combine(Runs, id, StateName);
        return File.Exists(path) && Enum.TryParse<RunState>(File.ReadAllText(path).Trim(), out var state) ? state : RunState.Applying;
    }

    /// <summary>Writes a file of the tree or of the journal, whole or not at all.</summary>
    public void Replace(string path, byte[] content) => AtomicFile.Write(path, content, _write);

    public void SetState(string id, RunState state) => Replace(Path.Combine(Runs, id, StateName), Encoding.UTF8.GetBytes(state.ToString()));

    public string FullPath(RunFile file) => Path.Combine(root, file.Path);

    public FileState StateOf(RunFile file)
    {
        var path = FullPath(file);
        if (!File.Exists(path))
        {
            return FileState.Missing;
        }

        var hash = AtomicFile.HashOf(path);
        return hash == file.Old ? FileState.Old : hash == file.New ? FileState.New : FileState.Changed;
    }

    public byte[] Original(RunManifest run, int file) => ReadChecked(run, Originals, file, run.Files[file].Old);

    public byte[] Replacement(RunManifest run, int file) => ReadChecked(run, Replacements, file, run.Files[file].New);

    /// <summary>Drops a run that never touched anything.</summary>
    public void Drop(string id)
    {
        if (Directory.Exists(Path.Combine(Runs, id)))
        {
            Directory.Delete(Path.Combine(Runs, id), recursive: true);
        }
    }

    private RunManifest Prepare(string id, DateTimeOffset started, IReadOnlyList<(string Path, byte[] Old, byte[] New)> files, IReadOnlyList<IReadOnlyList<int>> sets, int findings)
    {
        Directory.CreateDirectory(Path.Combine(Runs, id, Originals));
        Directory.CreateDirectory(Path.Combine(Runs, id, Replacements));
        for (var i = 0; i < files.Count; i++)
        {
            _write(PathOf(id, Originals, i), files[i].Old);
            _write(PathOf(id, Replacements, i), files[i].New);
        }

        var manifest = new RunManifest
        {
            Version = ManifestVersion,
            Id = id,
            Started = started,
            Files = [.. files.Select(file => new RunFile(Path.GetRelativePath(root, file.Path).Replace('\\', '/'), AtomicFile.Hash(file.Old), AtomicFile.Hash(file.New)))],
            Sets = sets,
            Findings = findings,
        };
        Replace(Path.Combine(Runs, id, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest, JsonReport.Options));
        return manifest;
    }

    private byte[] ReadChecked(RunManifest run, string kind, int file, string hash)
    {
        var content = File.ReadAllBytes(PathOf(run.Id, kind, file));
        return AtomicFile.Hash(content) == hash
            ? content
            : throw new CommandException(ExitCode.Findings, $"The journal's copy of {run.Files[file].Path} is damaged; nothing is written from it.");
    }

    private string PathOf(string id, string kind, int file) => Path.Combine(Runs, id, kind, file.ToString("00000", CultureInfo.InvariantCulture));
}
