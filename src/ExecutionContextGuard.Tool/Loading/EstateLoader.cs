using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ExecutionContextGuard.Tool.Commands;
using ExecutionContextGuard.Tool.Terminal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;

namespace ExecutionContextGuard.Tool.Loading;

/// <summary>Asks MSBuild what the projects consist of. A project that fails is named; the others are still loaded.</summary>
internal sealed partial class EstateLoader(Screen screen)
{
    private const string NotRestored = "it is not restored; run 'dotnet restore'";
    private const string Unreadable = "MSBuild cannot read it; look at what 'dotnet build' says";
    private const string ExtensionPoint = "CustomAfterMicrosoftCommonTargets";

    /// <param name="target">What was named.</param>
    /// <param name="properties">MSBuild properties.</param>
    /// <param name="withNeighbours">Whether projects of the tree that may see the named ones, or share files with them, are loaded, too: whoever changes files needs them for the proof.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Estate> LoadAsync(Target target, IReadOnlyDictionary<string, string> properties, bool withNeighbours, CancellationToken cancellationToken) =>
        screen.WhileAsync("Loading projects", step => LoadAsync(target, properties, withNeighbours, step, cancellationToken));

    private static async Task<Estate> LoadAsync(Target target, IReadOnlyDictionary<string, string> properties, bool withNeighbours, Step step, CancellationToken cancellationToken)
    {
        using var workspace = new LoadingWorkspace();
        var loading = new ProjectLoading(
            new MSBuildProjectLoader(workspace, BuildProperties(properties)) { SkipUnrecognizedProjects = true },
            ProjectMap.Create(workspace.CurrentSolution),
            new LoadProgress(step));
        var named = target.Projects;
        try
        {
            if (target.Solution is not null)
            {
                named = await SolutionProjects.OfAsync(target.Solution, cancellationToken);
                step.Of(named.Count);
                loading.Add(await loading.Loader.LoadSolutionInfoAsync(target.Solution, loading.Progress, cancellationToken: cancellationToken));
            }
            else
            {
                step.Of(named.Count);
                await loading.LoadAsync(named, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // MSBuild runs in a process of its own and reports whatever goes wrong there in its own types.
            loading.Failed.Add(new ProjectFailure(target.Solution ?? target.Projects[0], ProjectLoading.FirstLine(failure.Message)));
        }

        var (loaded, failures) = Check(named, loading, workspace.Messages);
        var paths = named.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var chosen = loaded.Where(project => paths.Contains(project.FilePath ?? "")).ToList();
        if (chosen.Count == 0)
        {
            throw new CommandException(ExitCode.NotLoaded, failures.Count == 0
                ? $"There is no C# project in '{target.Solution}'."
                : "No project could be loaded.\n" + string.Join('\n', failures.Select(failure => Relative(target, failure)).Select(static failure => $"  {failure.Project}: {failure.Reason}")));
        }

        IReadOnlyDictionary<string, ProjectFailure> unproven = new Dictionary<string, ProjectFailure>();
        IReadOnlyList<ProjectFailure> all = failures;
        if (withNeighbours)
        {
            var neighbours = new Neighbours(target.Root);
            var others = neighbours.Of(chosen).Except(loading.Infos.Values.Select(static info => info.FilePath ?? ""), StringComparer.OrdinalIgnoreCase).ToList();
            await loading.LoadAsync(others, cancellationToken);
            (loaded, all) = Check([.. named, .. others], loading, workspace.Messages);
            unproven = Unproven(target, chosen, neighbours, all);
        }

        return new Estate(target.Root, loaded, [.. failures.Select(failure => Relative(target, failure))], paths) { Unproven = unproven };
    }

    private static Dictionary<string, ProjectFailure> Unproven(Target target, List<ProjectInfo> chosen, Neighbours neighbours, IReadOnlyList<ProjectFailure> failures)
    {
        var unproven = new Dictionary<string, ProjectFailure>(StringComparer.OrdinalIgnoreCase);
        foreach (var project in failures.Count == 0 ? [] : chosen)
        {
            var around = neighbours.Of([project]);
            if (failures.FirstOrDefault(failure => around.Contains(failure.Project)) is { } failure)
            {
                unproven[project.FilePath!] = Relative(target, failure);
            }
        }

        return unproven;
    }

    private static ProjectFailure Relative(Target target, ProjectFailure failure) => failure with { Project = Path.GetRelativePath(target.Root, failure.Project).Replace('\\', '/') };

    private static (List<ProjectInfo> Loaded, List<ProjectFailure> Failures) Check(IReadOnlyList<string> wanted, ProjectLoading loading, List<string> messages)
    {
        var infos = loading.Infos.Values;
        var failed = loading.Failed.ToList();
        var loaded = new List<ProjectInfo>();
        foreach (var info in infos.Where(static info => info.Language == LanguageNames.CSharp))
        {
            // Messages are no test: the warnings of a restore come as failures, and a project that cannot be read, or was never restored, comes without one.
            var intermediate = info.CompilationOutputInfo.AssemblyPath;
            if (intermediate is not null && info.MetadataReferences.Count > 0 && IsRestored(info.FilePath, intermediate))
            {
                // The compiler would take what it may not read for an empty file, and nothing would be found in it.
                if (info.Documents.Select(static document => WhyUnreadable(document.FilePath)).FirstOrDefault(static why => why is not null) is { } why)
                {
                    failed.Add(new ProjectFailure(info.FilePath!, why));
                    continue;
                }

                loaded.Add(info);
                continue;
            }

            var said = intermediate is not null && info.MetadataReferences.Count > 0
                ? NotRestored
                : messages.Find(message => info.FilePath is not null && message.Contains(info.FilePath, StringComparison.OrdinalIgnoreCase));

            // Without a restore, a project of several frameworks has no reference either, and nobody says why.
            said ??= intermediate is not null && !IsRestored(info.FilePath, intermediate) ? NotRestored : null;
            failed.Add(new ProjectFailure(info.FilePath ?? info.Name, Reason(said)));
        }

        // A project that MSBuild cannot even evaluate leaves a message and no description.
        foreach (var message in messages)
        {
            if (ProjectOf().Match(message) is { Success: true } match
                && match.Groups["project"].Value is var project
                && !IsKnown(project))
            {
                failed.Add(new ProjectFailure(project, Reason(message)));
            }
        }

        failed.AddRange(wanted.Where(project => !IsKnown(project)).Select(static project => new ProjectFailure(project, Unreadable)));
        return (loaded, [.. failed.DistinctBy(static failure => failure.Project)]);

        bool IsKnown(string project) =>
            infos.Any(info => string.Equals(info.FilePath, project, StringComparison.OrdinalIgnoreCase)) || failed.Exists(failure => failure.Project == project);
    }

    /// <summary>Null where the file can be read, or is not there: what a build generates need not be.</summary>
    private static string? WhyUnreadable(string? path)
    {
        try
        {
            if (File.Exists(path))
            {
                using var file = File.OpenRead(path);
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }

    private static string Reason(string? message)
    {
        const string Text = "with message: ";
        if (message is null)
        {
            return Unreadable;
        }

        var text = message.IndexOf(Text, StringComparison.Ordinal);
        return ProjectLoading.FirstLine(text < 0 ? message : message[(text + Text.Length)..]);
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
}
