using ExecutionContextGuard.Tool.Commands;

namespace ExecutionContextGuard.Tool.Journal;

/// <summary>One ecguard at a time writes to a tree. The operating system gives the lock back when the process ends, however it ends.</summary>
internal sealed class TreeLock : IDisposable
{
    private readonly FileStream _file;

    private TreeLock(FileStream file) => _file = file;

    public static TreeLock Take(string root)
    {
        var path = Path.Combine(TreeFolder.Ensure(root), "lock");
        try
        {
            return new TreeLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new CommandException(ExitCode.Findings, $"Another ecguard is writing to {root}. Wait for it to end, and try again.");
        }
    }

    public void Dispose() => _file.Dispose();
}
