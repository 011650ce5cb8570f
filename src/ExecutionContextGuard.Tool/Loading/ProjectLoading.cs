using System.Collections.Concurrent;
using ExecutionContextGuard.Tool.Terminal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.MSBuild;

namespace ExecutionContextGuard.Tool.Loading;

/// <summary>What has been loaded so far. What one project refers to, another need not load again.</summary>
internal sealed class ProjectLoading(MSBuildProjectLoader loader, ProjectMap map, LoadProgress progress)
{
    public MSBuildProjectLoader Loader { get; } = loader;

    public LoadProgress Progress { get; } = progress;

    public Dictionary<ProjectId, ProjectInfo> Infos { get; } = [];

    public List<ProjectFailure> Failed { get; } = [];

    /// <summary>A solution brings a map of its own.</summary>
    public void Add(SolutionInfo solution)
    {
        foreach (var info in solution.Projects)
        {
            Infos.TryAdd(info.Id, info);
        }

        using var known = new AdhocWorkspace();
        map = ProjectMap.Create(known.AddSolution(SolutionInfo.Create(SolutionId.CreateNewId(), VersionStamp.Default, projects: Infos.Values.Where(static info => info.Language == LanguageNames.CSharp))));
    }

    /// <summary>What of a message a person needs; MSBuild adds its stack.</summary>
    public static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();

    public async Task LoadAsync(IEnumerable<string> projects, CancellationToken cancellationToken)
    {
        foreach (var project in projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Infos.Values.Any(info => string.Equals(info.FilePath, project, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            try
            {
                foreach (var info in await Loader.LoadProjectInfoAsync(project, map, Progress, cancellationToken: cancellationToken))
                {
                    Infos.TryAdd(info.Id, info);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // MSBuild runs in a process of its own and reports whatever goes wrong there in its own types.
                Failed.Add(new ProjectFailure(project, FirstLine(failure.Message)));
            }
        }
    }
}

/// <summary>Hears of failures as they come. The event that every workspace has comes later, from another thread.</summary>
internal sealed class LoadingWorkspace() : Workspace(MefHostServices.DefaultHost, "ecguard")
{
    /// <summary>What the loader says of projects that load all the same, and would be taken for the reason where one does not.</summary>
    private static readonly string[] s_noReasons =
    [
        // A file that is two things at once, as each .editorconfig is that our package hands over.
        "Duplicate source file",
        // Said of who refers to the project that did not load, by that project's name.
        "Found project reference without a matching metadata reference",
    ];

    private readonly List<string> _messages = [];

    public List<string> Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    protected override void OnWorkspaceFailed(WorkspaceDiagnostic diagnostic)
    {
        if (Array.Exists(s_noReasons, text => diagnostic.Message.StartsWith(text, StringComparison.Ordinal)))
        {
            return;
        }

        lock (_messages)
        {
            _messages.Add(diagnostic.Message);
        }
    }
}

internal sealed class LoadProgress(Step step) : IProgress<ProjectLoadProgress>
{
    private readonly ConcurrentDictionary<string, byte> _seen = new(StringComparer.OrdinalIgnoreCase);

    public void Report(ProjectLoadProgress value)
    {
        // Once for each target framework.
        if (value.Operation == ProjectLoadOperation.Resolve && _seen.TryAdd(value.FilePath, 0))
        {
            step.Begin("Loading", Path.GetFileName(value.FilePath));
            step.Done(1, 0);
        }
    }
}
