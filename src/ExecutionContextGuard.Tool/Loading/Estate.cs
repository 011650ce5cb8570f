using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Tool.Loading;

/// <summary>
/// The projects that were loaded, as descriptions: nothing is parsed or compiled yet. Solutions are opened for some of them at a time,
/// and dropped again, so that memory does not grow with the number of projects already done.
/// </summary>
internal sealed class Estate
{
    private readonly Dictionary<ProjectId, ProjectInfo> _projects;
    private readonly Dictionary<ProjectId, List<ProjectId>> _dependents = [];
    private readonly Dictionary<string, List<ProjectId>> _holders = new(StringComparer.Ordinal);

    /// <summary>Where some projects were asked for by their paths, and the others came along, those are named; else all are.</summary>
    public Estate(string root, IEnumerable<ProjectInfo> projects, IReadOnlyList<ProjectFailure> failures, IReadOnlySet<string>? named = null)
    {
        Root = root;
        Failures = failures;
        _projects = projects.ToDictionary(static project => project.Id);
        foreach (var project in _projects.Values)
        {
            foreach (var reference in project.ProjectReferences)
            {
                if (!_dependents.TryGetValue(reference.ProjectId, out var list))
                {
                    _dependents.Add(reference.ProjectId, list = []);
                }

                list.Add(project.Id);
            }

            foreach (var document in project.Documents)
            {
                if (document.FilePath is { } path)
                {
                    if (!_holders.TryGetValue(path, out var holders))
                    {
                        _holders.Add(path, holders = []);
                    }

                    holders.Add(project.Id);
                }
            }
        }

        Projects = [.. _projects.Values.OrderBy(static project => project.FilePath, StringComparer.Ordinal).ThenBy(static project => project.Name, StringComparer.Ordinal)];
        Named = named is null ? Projects : [.. Projects.Where(project => named.Contains(project.FilePath ?? ""))];
    }

    /// <summary>The folder that paths are told from.</summary>
    public string Root { get; }

    public IReadOnlyList<ProjectFailure> Failures { get; }

    /// <summary>C# projects, one for each target framework: those that were asked for, what they refer to, and where it matters those that see them.</summary>
    public IReadOnlyList<ProjectInfo> Projects { get; }

    /// <summary>Those that were asked for: their findings are told, and only their files change.</summary>
    public IReadOnlyList<ProjectInfo> Named { get; }

    /// <summary>By the path of a project: why nothing proves a change of it. Another that may see it could not be loaded.</summary>
    public IReadOnlyDictionary<string, ProjectFailure> Unproven { get; init; } = new Dictionary<string, ProjectFailure>();

    /// <summary>The projects that have the file.</summary>
    public IEnumerable<ProjectInfo> Holders(string path) => _holders.GetValueOrDefault(path)?.Select(id => _projects[id]) ?? [];

    public ProjectInfo Info(ProjectId id) => _projects[id];

    /// <summary>The projects that can see the given ones, directly or not, and the given ones.</summary>
    public HashSet<ProjectId> WithDependents(IEnumerable<ProjectId> projects) => Closure(projects, id => _dependents.GetValueOrDefault(id) ?? []);

    /// <summary>All that a change in the given projects can be seen by: those that share a file with one of them, and those that see any.</summary>
    public HashSet<ProjectId> WithWitnesses(IReadOnlyCollection<ProjectId> projects) =>
        WithDependents([.. projects, .. projects.SelectMany(id => _projects[id].Documents).SelectMany(document => document.FilePath is { } path ? _holders[path] : [])]);

    /// <summary>A solution of the given projects and all that they refer to.</summary>
    public Solution Open(IEnumerable<ProjectId> projects)
    {
        var all = Closure(projects, id => _projects[id].ProjectReferences.Select(static reference => reference.ProjectId).Where(_projects.ContainsKey));
        var infos = Projects.Where(project => all.Contains(project.Id));
        return new AdhocWorkspace().AddSolution(SolutionInfo.Create(SolutionId.CreateNewId(), VersionStamp.Create(), filePath: null, infos));
    }

    /// <summary>The projects that were asked for, in portions whose compilations fit into memory together, those that belong together close to each other.</summary>
    public IEnumerable<IReadOnlyList<ProjectId>> Portions(int documents)
    {
        var portion = new List<ProjectId>();
        var size = 0;
        string? last = null;
        foreach (var project in Named)
        {
            // The target frameworks of a project share their files.
            if (size > 0 && size + project.Documents.Count > documents && project.FilePath != last)
            {
                yield return portion;
                portion = [];
                size = 0;
            }

            portion.Add(project.Id);
            last = project.FilePath;
            size += project.Documents.Count;
        }

        if (portion.Count > 0)
        {
            yield return portion;
        }
    }

    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static HashSet<ProjectId> Closure(IEnumerable<ProjectId> start, Func<ProjectId, IEnumerable<ProjectId>> next)
    {
        var seen = new HashSet<ProjectId>();
        var pending = new Stack<ProjectId>(start);
        while (pending.TryPop(out var id))
        {
            if (seen.Add(id))
            {
                foreach (var other in next(id))
                {
                    pending.Push(other);
                }
            }
        }

        return seen;
    }
}

/// <summary>A project that could not be read, and why.</summary>
internal sealed record ProjectFailure(string Project, string Reason);
