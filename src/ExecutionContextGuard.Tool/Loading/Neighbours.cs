using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Tool.Loading;

/// <summary>
/// The projects of a tree that may see a project, or share a file with it, as far as their texts tell. Nobody wants a hundred projects loaded to
/// migrate one, and one too many costs time where one too few costs the proof: so what a text leaves open counts.
/// </summary>
internal sealed class Neighbours
{
    private readonly string _root;
    private readonly Dictionary<string, string> _projects;

    // What every project below it may import.
    private readonly List<string> _imports;

    public Neighbours(string root)
    {
        _root = Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar;
        _projects = SourceFolders.Files(root, "*.csproj").ToDictionary(static path => path, File.ReadAllText, StringComparer.OrdinalIgnoreCase);
        _imports = [.. new[] { "*.props", "*.targets", "*.projitems" }.SelectMany(pattern => SourceFolders.Files(root, pattern)).Select(File.ReadAllText)];
    }

    /// <summary>Those that may see one of the projects, through others, too, or share a file with one; without the projects themselves.</summary>
    public HashSet<string> Of(IReadOnlyCollection<ProjectInfo> projects)
    {
        var own = projects.Select(static project => project.FilePath ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var sought = projects.SelectMany(Places).ToHashSet(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            // Where an import stands says nothing about whom it is for.
            var all = _imports.Exists(text => sought.Any(place => Mentions(text, "", place)));
            var more = _projects
                .Where(project => !own.Contains(project.Key) && !found.Contains(project.Key)
                    && (all || sought.Any(place => Mentions(project.Value, Path.GetDirectoryName(project.Key)!, place))))
                .Select(static project => project.Key)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (more.Count == 0)
            {
                return found;
            }

            found.UnionWith(more);
            sought = more;
        }
    }

    /// <summary>What a text must name to refer to the project or take its files: itself, its folder, and the files, with their folders, that it takes from elsewhere.</summary>
    private IEnumerable<string> Places(ProjectInfo project)
    {
        var folder = Path.GetDirectoryName(project.FilePath)!;
        return project.Documents.Select(static document => document.FilePath).OfType<string>()
            .Where(path => IsTaken(path, folder))
            .SelectMany(static path => new[] { path, Path.GetDirectoryName(path)! })
            .Append(project.FilePath!)
            .Append(folder);
    }

    /// <summary>Whether it lies in the tree, elsewhere than the project; what a build writes or a package brings is nobody else's.</summary>
    private bool IsTaken(string path, string folder) =>
        path.StartsWith(_root, StringComparison.OrdinalIgnoreCase)
        && !path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
        && !path[_root.Length..].Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "artifacts");

    /// <summary>Whether the text of a file in the folder names the place, or, by a property, a wildcard or from an unknown folder, something that may be it.</summary>
    private static bool Mentions(string text, string folder, string place)
    {
        if (text.Contains("*.csproj", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var name = Path.GetFileName(place);
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0 && name.Length > 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var start = text.LastIndexOfAny(['"', '\'', ';', '>', '\n'], at) + 1;
            var written = text[start..(at + name.Length)].Trim().Replace('\\', '/');
            var isWhole = at + name.Length == text.Length || text[at + name.Length] is '/' or '\\' or '"' or '\'' or ';' or '<' or ' ' or '\r' or '\n';
            var isPart = at == start || text[at - 1] is '/' or '\\' or ')' or ' ';
            if (isWhole && isPart
                && (folder.Length == 0 || written.Contains("$(", StringComparison.Ordinal) || written.Contains("@(", StringComparison.Ordinal) || written.Contains('*', StringComparison.Ordinal)
                    || string.Equals(Path.GetFullPath(Path.Combine(folder, written)), place, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
