using ExecutionContextGuard.Tool.Commands;

namespace ExecutionContextGuard.Tool.Journal;

/// <summary>The folder in a tree's root that holds the journals and the originals.</summary>
internal static class TreeFolder
{
    public const string Name = ".ecguard";

    /// <summary>Makes the folder, and keeps it out of version control.</summary>
    public static string Ensure(string root)
    {
        var folder = Path.Combine(root, Name);
        try
        {
            Directory.CreateDirectory(folder);
            var ignore = Path.Combine(folder, ".gitignore");
            if (!File.Exists(ignore))
            {
                File.WriteAllText(ignore, "*\n");
            }

            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Findings, $"The journal goes into {folder}, and that cannot be written: {failure.Message} Nothing is changed.");
        }
    }
}
