using System;

namespace ExecutionContextGuard.Configuration;

/// <summary>Tells from their names which additional files are ours to read.</summary>
internal static class ConfigurationFiles
{
    /// <summary>An .editorconfig or global config, handed over as text.</summary>
    public static bool IsSettings(string path) =>
        path.EndsWith(".editorconfig", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".globalconfig", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>ExecutionContextGuard*.txt</c>.</summary>
    public static bool IsCatalogue(string path)
    {
        var name = NameStart(path);
        return path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
            && string.Compare(path, name, "ExecutionContextGuard", 0, "ExecutionContextGuard".Length, StringComparison.OrdinalIgnoreCase) == 0;
    }

    /// <summary><c>ecguard.baseline</c>.</summary>
    public static bool IsBaseline(string path)
    {
        var name = NameStart(path);
        return path.Length - name == "ecguard.baseline".Length
            && path.EndsWith("ecguard.baseline", StringComparison.OrdinalIgnoreCase);
    }

    private static int NameStart(string path) => path.LastIndexOfAny(['/', '\\']) + 1;
}
