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

    public Estate(string root, IEnumerable<ProjectInfo> projects, IReadOnlyList<ProjectFailure> failures)
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
        }

        Projects = [.. _projects.Values.OrderBy(static project => project.FilePath, StringComparer.Ordinal).ThenBy(static project => project.Name, StringComparer.Ordinal)];
    }

    /// <summary>The folder that paths are told from.</summary>
    public string Root { get; }

    public IReadOnlyList<ProjectFailure> Failures { get; }

    /// <summary>C# projects, one for each target framework.</summary>
    public IReadOnlyList<ProjectInfo> Projects { get; }

    public ProjectInfo Info(ProjectId id) => _projects[id];

    /// <summary>The projects that can see the given ones, directly or not, and the given ones.</summary>
    public HashSet<ProjectId> WithDependents(IEnumerable<ProjectId> projects) => Closure(projects, id => _dependents.GetValueOrDefault(id) ?? []);

    /// <summary>A solution of the given projects and all that they refer to.</summary>
    public Solution Open(IEnumerable<ProjectId> projects)
    {
        var all = Closure(projects, id => _projects[id].ProjectReferences.Select(static reference => reference.ProjectId).Where(_projects.ContainsKey));
        var infos = Projects.Where(project => all.Contains(project.Id));
        return new AdhocWorkspace().AddSolution(SolutionInfo.Create(SolutionId.CreateNewId(), VersionStamp.Create(), filePath: null, infos));
    }

    /// <summary>The projects in portions whose compilations fit into memory together, those that belong together close to each other.</summary>
    public IEnumerable<IReadOnlyList<ProjectId>> Portions(int documents)
    {
        var portion = new List<ProjectId>();
        var size = 0;
        string? last = null;
        foreach (var project in Projects)
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
