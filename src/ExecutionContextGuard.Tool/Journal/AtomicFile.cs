using System.Security.Cryptography;

namespace ExecutionContextGuard.Tool.Journal;

/// <summary>Writes a file so that it is on the disk when this returns; the part of all writing that can fail for want of space or permission.</summary>
internal delegate void FileWriting(string path, byte[] content);

/// <summary>Files that are the old or the new ones, whenever the power or the process goes: written beside, forced to the disk, then renamed over.</summary>
internal static class AtomicFile
{
    /// <summary>What a file is called while it is written. It ends in no extension that a build would take.</summary>
    public const string Suffix = ".ecguard~";

    /// <summary>Replaces the content of a file, or makes it. Permissions stay; a link keeps pointing where it does when the caller names its target.</summary>
    public static void Write(string path, byte[] content, FileWriting? write = null)
    {
        var beside = path + Suffix;
        try
        {
            (write ?? WriteThrough)(beside, content);
            if (!File.Exists(path))
            {
                File.Move(beside, path);
            }
            else if (OperatingSystem.IsWindows())
            {
                // Keeps attributes, owner and access rules.
                File.Replace(beside, path, null);
            }
            else
            {
                File.SetUnixFileMode(beside, File.GetUnixFileMode(path));
                File.Move(beside, path, overwrite: true);
            }
        }
        catch
        {
            TryDelete(beside);
            throw;
        }
    }

    public static void WriteThrough(string path, byte[] content)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The hash of a file's content, or null where there is none or it cannot be read.</summary>
    public static string? HashOf(string path)
    {
        try
        {
            return File.Exists(path) ? Hash(File.ReadAllBytes(path)) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes what a killed write has left beside a file.</summary>
    public static void CleanUp(string path) => TryDelete(path + Suffix);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What stays is no source file of any build, and the next run removes it.
        }
    }
}
