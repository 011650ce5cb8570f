using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using ExecutionContextGuard.Tool.Batches;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Terminal;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Makes the inventory: analyses every project in portions, asks the planner what it would mend, and puts the target frameworks of a finding together.</summary>
internal sealed class Scanner(Estate estate, Screen screen, int documentsAtATime = Scanner.DocumentsAtATime)
{
    // Syntax trees and bound symbols of so many documents stay well within a gigabyte.
    private const int DocumentsAtATime = 1500;

    // Nobody reads further, and a project that was never restored has thousands.
    private const int CountedErrors = 1000;

    private readonly List<ScannedProject> _projects = [];
    private readonly List<Allowance> _allowances = [];
    private readonly FindingSet _findings = new();
    private readonly SettingMatches _settings = new(estate);

    public Task<ScanResult> ScanAsync(CancellationToken cancellationToken) => screen.WhileAsync("Analysing", step => ScanAsync(step, cancellationToken));

    private async Task<ScanResult> ScanAsync(Step step, CancellationToken cancellationToken)
    {
        var tiers = TierRules.Read(estate.Root);
        step.Of(estate.Named.Count, estate.Named.Sum(static project => project.Documents.Count));
        foreach (var portion in estate.Portions(documentsAtATime))
        {
            var solution = estate.Open(portion);
            var scans = new ProjectScan?[portion.Count];
            // The analyzers use every core by themselves, the planner one: several projects at a time leave none idle. Their compilations share
            // the memory of the portion.
            await Parallel.ForAsync(0, portion.Count, Side(cancellationToken), async (i, token) =>
            {
                var project = solution.GetProject(portion[i])!;
                step.Begin("Analysing", project.Name);
                scans[i] = await ScanAsync(project, alone: false, token);
                step.Done(1, project.DocumentIds.Count);
            });

            for (var i = 0; i < portion.Count; i++)
            {
                // A helper that other projects use changes along with them or not at all: the planner has to see them.
                Add(scans[i] ?? (await ScanAsync(estate.Open(estate.WithDependents([portion[i]])).GetProject(portion[i])!, alone: true, cancellationToken))!);
            }
        }

        return new ScanResult
        {
            Root = estate.Root,
            Projects = _projects,
            Findings = [.. _findings.ToList().Select(finding => finding with { Tier = tiers.Of(finding.At.File, finding.Traits) })],
            Allowances = [.. _allowances.Distinct().OrderBy(static allowance => allowance.At.File, StringComparer.Ordinal).ThenBy(static allowance => allowance.At.StartLine)],
            UnmatchedSettings = _settings.Unmatched(),
            Failures = estate.Failures,
        };
    }

    private static ParallelOptions Side(CancellationToken cancellationToken) => new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };

    private void Add(ProjectScan scan)
    {
        _projects.Add(scan.Project);
        _allowances.AddRange(scan.Allowances);
        foreach (var finding in scan.Findings)
        {
            _findings.Add(finding);
        }
    }

    /// <summary>Null when the project has findings that a fix may mend and a solution is needed that also has those that see it.</summary>
    private async Task<ProjectScan?> ScanAsync(Project project, bool alone, CancellationToken cancellationToken)
    {
        var compilation = (await project.GetCompilationAsync(cancellationToken))!;
        var isSeen = estate.WithDependents([project.Id]).Count > 1;
        var (analysis, bound) = isSeen
            ? (await ProjectAnalysis.RunAsync(project, compilation, cancellationToken), (BoundProject?)null)
            : await ProjectAnalysis.RunAndKeepAsync(project, compilation, cancellationToken);
        compilation = bound?.Compilation ?? compilation;
        var diagnostics = analysis.Findings;
        if (!alone && diagnostics.Any(static diagnostic => !diagnostic.IsSuppressed && Fixes.Exists(diagnostic)) && isSeen && estate.WithDependents([project.Id]).Any(id => project.Solution.GetProject(id) is null))
        {
            return null;
        }

        var options = GuardOptions.Read(project.AnalyzerOptions, compilation, cancellationToken);
        var isTestProject = TestProjects.Contains(compilation, project.AnalyzerOptions.AnalyzerConfigOptionsProvider, options);
        var errors = Math.Min(CountedErrors, analysis.Errors.Count(static error => error.DefaultSeverity == DiagnosticSeverity.Error));
        var name = ProjectName.Of(project);
        _settings.Look(project, compilation);

        var reasons = await ReasonsAsync(project, diagnostics, bound, cancellationToken);
        var baseline = new BaselineCount(options.Baseline);
        var reader = new FindingReader(estate.Relative, name.Name, name.TargetFramework);
        return new ProjectScan(
            new ScannedProject(name.Name, name.TargetFramework, estate.Relative(project.FilePath ?? project.Name), project.DocumentIds.Count, isTestProject, errors),
            [.. AllowanceReader.Read(compilation, estate.Relative, cancellationToken)],
            [.. diagnostics.Select(diagnostic => reader.Read(diagnostic, compilation, reasons.GetValueOrDefault(diagnostic), baseline.Covers(diagnostic), cancellationToken))]);
    }

    /// <summary>For each finding that no fix would mend, why.</summary>
    private static async Task<Dictionary<Diagnostic, Decline>> ReasonsAsync(Project project, IReadOnlyList<Diagnostic> diagnostics, BoundProject? bound, CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<Diagnostic, Decline>();
        var plan = await Fixes.PlanAsync(project.Solution, Fixes.Of(project.Solution, diagnostics), cancellationToken, bound);
        foreach (var declined in plan.Declined)
        {
            reasons[declined.Diagnostic] = declined.Why;
        }

        return reasons;
    }
}

/// <summary>What one project says; nothing of its compilation is kept.</summary>
internal sealed record ProjectScan(ScannedProject Project, IReadOnlyList<Allowance> Allowances, IReadOnlyList<Finding> Findings);

/// <summary>What a project is called, without the target framework that a host puts behind it.</summary>
internal readonly record struct ProjectName(string Name, string? TargetFramework)
{
    public static ProjectName Of(Project project)
    {
        var open = project.Name.LastIndexOf('(');
        return open > 0 && project.Name.EndsWith(')')
            ? new ProjectName(project.Name[..open].TrimEnd(), project.Name[(open + 1)..^1])
            : new ProjectName(project.Name, null);
    }
}
