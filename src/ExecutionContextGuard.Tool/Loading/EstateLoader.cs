using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ExecutionContextGuard.Tool.Commands;
using ExecutionContextGuard.Tool.Terminal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.MSBuild;

namespace ExecutionContextGuard.Tool.Loading;

/// <summary>Asks MSBuild what the projects consist of. A project that fails is named; the others are still loaded.</summary>
internal sealed partial class EstateLoader(Screen screen)
{
    private const string NotRestored = "it is not restored; run 'dotnet restore'";
    private const string Unreadable = "MSBuild cannot read it; look at what 'dotnet build' says";
    private const string ExtensionPoint = "CustomAfterMicrosoftCommonTargets";

    public Task<Estate> LoadAsync(Target target, IReadOnlyDictionary<string, string> properties, CancellationToken cancellationToken) =>
        screen.WhileAsync("Loading projects", step => LoadAsync(target, properties, step, cancellationToken));

    private static async Task<Estate> LoadAsync(Target target, IReadOnlyDictionary<string, string> properties, Step step, CancellationToken cancellationToken)
    {
        using var workspace = new LoadingWorkspace();
        var loader = new MSBuildProjectLoader(workspace, BuildProperties(properties)) { SkipUnrecognizedProjects = true };
        var progress = new LoadProgress(step);
        var infos = new Dictionary<ProjectId, ProjectInfo>();
        var failed = new List<ProjectFailure>();
        try
        {
            if (target.Solution is not null)
            {
                // Whichever of the forms it has, it names each of its projects once.
                step.Of((await File.ReadAllTextAsync(target.Solution, cancellationToken)).Split(".csproj").Length - 1);
                foreach (var info in (await loader.LoadSolutionInfoAsync(target.Solution, progress, cancellationToken: cancellationToken)).Projects)
                {
                    infos.TryAdd(info.Id, info);
                }
            }
            else
            {
                await LoadProjectsAsync(loader, workspace, target.Projects, infos, failed, progress, step, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // MSBuild runs in a process of its own and reports whatever goes wrong there in its own types.
            failed.Add(new ProjectFailure(target.Solution ?? target.Projects[0], FirstLine(failure.Message)));
        }

        return Check(target, infos.Values, failed, workspace.Messages);
    }

    private static async Task LoadProjectsAsync(
        MSBuildProjectLoader loader,
        Workspace workspace,
        IReadOnlyList<string> projects,
        Dictionary<ProjectId, ProjectInfo> infos,
        List<ProjectFailure> failed,
        LoadProgress progress,
        Step step,
        CancellationToken cancellationToken)
    {
        var map = ProjectMap.Create(workspace.CurrentSolution);
        step.Of(projects.Count);
        foreach (var project in projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (infos.Values.Any(info => string.Equals(info.FilePath, project, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            try
            {
                foreach (var info in await loader.LoadProjectInfoAsync(project, map, progress, cancellationToken: cancellationToken))
                {
                    infos.TryAdd(info.Id, info);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // MSBuild runs in a process of its own and reports whatever goes wrong there in its own types.
                failed.Add(new ProjectFailure(project, FirstLine(failure.Message)));
            }
        }
    }

    private static Estate Check(Target target, IEnumerable<ProjectInfo> infos, List<ProjectFailure> failed, List<string> messages)
    {
        var loaded = new List<ProjectInfo>();
        foreach (var info in infos.Where(static info => info.Language == LanguageNames.CSharp))
        {
            // Messages are no test: the warnings of a restore come as failures, and a project that cannot be read, or was never restored, comes without one.
            var intermediate = info.CompilationOutputInfo.AssemblyPath;
            if (intermediate is not null && info.MetadataReferences.Count > 0 && IsRestored(info.FilePath, intermediate))
            {
                loaded.Add(info);
                continue;
            }

            var said = intermediate is not null && info.MetadataReferences.Count > 0
                ? NotRestored
                : messages.Find(message => info.FilePath is not null && message.Contains(info.FilePath, StringComparison.OrdinalIgnoreCase));
            failed.Add(new ProjectFailure(info.FilePath ?? info.Name, Reason(said)));
        }

        // A project that MSBuild cannot even evaluate leaves a message and no description.
        foreach (var message in messages)
        {
            if (!message.StartsWith("Duplicate source file", StringComparison.Ordinal)
                && ProjectOf().Match(message) is { Success: true } match
                && match.Groups["project"].Value is var project
                && !infos.Any(info => string.Equals(info.FilePath, project, StringComparison.OrdinalIgnoreCase))
                && !failed.Exists(failure => failure.Project == project))
            {
                failed.Add(new ProjectFailure(project, Reason(message)));
            }
        }

        foreach (var project in target.Projects)
        {
            if (!infos.Any(info => string.Equals(info.FilePath, project, StringComparison.OrdinalIgnoreCase)) && !failed.Exists(failure => failure.Project == project))
            {
                failed.Add(new ProjectFailure(project, Unreadable));
            }
        }

        var failures = failed.DistinctBy(static failure => failure.Project).Select(failure => failure with { Project = Path.GetRelativePath(target.Root, failure.Project).Replace('\\', '/') }).ToList();
        return loaded.Count > 0
            ? new Estate(target.Root, loaded, failures)
            : throw new CommandException(ExitCode.NotLoaded, failures.Count == 0
                ? $"There is no C# project in '{target.Solution}'."
                : "No project could be loaded.\n" + string.Join('\n', failures.Select(static failure => $"  {failure.Project}: {failure.Reason}")));
    }

    private static string Reason(string? message)
    {
        const string Text = "with message: ";
        if (message is null)
        {
            return Unreadable;
        }

        var text = message.IndexOf(Text, StringComparison.Ordinal);
        return FirstLine(text < 0 ? message : message[(text + Text.Length)..]);
    }

    /// <summary>A restore leaves its result in the folder of the intermediate output, or above it. Projects of the old form have none.</summary>
    private static bool IsRestored(string? project, string intermediate)
    {
        if (project is null || !File.ReadAllText(project).Contains("Sdk", StringComparison.Ordinal))
        {
            return true;
        }

        var folder = Path.GetDirectoryName(intermediate);
        for (var depth = 0; depth < 4 && folder is not null; depth++, folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "project.assets.json")))
            {
                return true;
            }
        }

        return false;
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();

    private static ImmutableDictionary<string, string> BuildProperties(IReadOnlyDictionary<string, string> properties)
    {
        var all = properties.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);
        var own = all.GetValueOrDefault(ExtensionPoint) ?? Environment.GetEnvironmentVariable(ExtensionPoint);
        if (!string.IsNullOrEmpty(own))
        {
            all = all.SetItem("ECGuardCustomAfterMicrosoftCommonTargets", own);
        }

        return all.SetItem(ExtensionPoint, Path.Combine(AppContext.BaseDirectory, "targets", "ecguard.targets"));
    }

    [GeneratedRegex("'(?<project>[^']+\\.csproj)'")]
    private static partial Regex ProjectOf();

    /// <summary>Hears of failures as they come. The event that every workspace has comes later, from another thread.</summary>
    private sealed class LoadingWorkspace() : Workspace(MefHostServices.DefaultHost, "ecguard")
    {
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
            lock (_messages)
            {
                _messages.Add(diagnostic.Message);
            }
        }
    }

    private sealed class LoadProgress(Step step) : IProgress<ProjectLoadProgress>
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
}
