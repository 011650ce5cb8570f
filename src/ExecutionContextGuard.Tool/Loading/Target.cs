using ExecutionContextGuard.Tool.Commands;

namespace ExecutionContextGuard.Tool.Loading;

/// <summary>What a command was pointed at: a solution, or projects; and the folder that paths are told from and that holds the journal.</summary>
internal sealed record Target(string? Solution, IReadOnlyList<string> Projects, string Root)
{


    public static Target Find(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return Path.GetExtension(full).ToLowerInvariant() switch
            {
                ".sln" or ".slnx" or ".slnf" => new Target(full, [], RootOf(Path.GetDirectoryName(full)!)),
                ".csproj" => new Target(null, [full], RootOf(Path.GetDirectoryName(full)!)),
                var other => throw new CommandException(ExitCode.Usage, $"'{path}' is a {(other.Length == 0 ? "file without an extension" : other + " file")}; name a .sln, .slnx, .slnf or .csproj, or a folder."),
            };
        }

        if (!Directory.Exists(full))
        {
            throw new CommandException(ExitCode.Usage, $"There is no file or folder '{path}'.");
        }

        var solutions = Directory.EnumerateFiles(full).Where(file => Path.GetExtension(file).ToLowerInvariant() is ".sln" or ".slnx").Order(StringComparer.Ordinal).ToList();
        if (solutions.Count == 1)
        {
            return new Target(solutions[0], [], RootOf(full));
        }

        if (solutions.Count > 1)
        {
            throw new CommandException(ExitCode.Usage, $"'{path}' has several solutions; name one of them: {string.Join(", ", solutions.Select(Path.GetFileName))}.");
        }

        var projects = SourceFolders.Files(full, "*.csproj").ToList();
        return projects.Count > 0
            ? new Target(null, projects, RootOf(full))
            : throw new CommandException(ExitCode.NotLoaded, $"There is no solution and no C# project in '{path}'. For sources without a project: ecguard scan --loose {path}");
    }

    /// <summary>The repository's folder where there is one; else the folder that was named, or the one above it that already has a journal.</summary>
    public static string RootOf(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (Path.Exists(Path.Combine(current, ".git")) || Directory.Exists(Path.Combine(current, Journal.TreeFolder.Name)))
            {
                return current;
            }
        }

        return folder;
    }


}

/// <summary>The files of a source tree, without what tools put there.</summary>
internal static class SourceFolders
{
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var pending = new Stack<string>();
        pending.Push(folder);
        while (pending.TryPop(out var current))
        {
            foreach (var file in Directory.EnumerateFiles(current, pattern).Order(StringComparer.Ordinal))
            {
                yield return file;
            }

            foreach (var inner in Directory.EnumerateDirectories(current).OrderDescending(StringComparer.Ordinal))
            {
                // A link may lead back up.
                if (Path.GetFileName(inner) is not ("bin" or "obj" or "node_modules" or "artifacts")
                    && !Path.GetFileName(inner).StartsWith('.')
                    && new DirectoryInfo(inner).LinkTarget is null)
                {
                    pending.Push(inner);
                }
            }
        }
    }
}
