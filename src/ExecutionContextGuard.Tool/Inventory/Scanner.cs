using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using ExecutionContextGuard.Tool.Batches;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Terminal;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Makes the inventory: analyses every project in portions, asks the planner what it would mend, and puts the target frameworks of a finding together.</summary>
internal sealed class Scanner(Estate estate, Screen screen)
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
        step.Of(estate.Projects.Sum(static project => project.Documents.Count));
        var done = 0;
        foreach (var portion in estate.Portions(DocumentsAtATime))
        {
            var solution = estate.Open(portion);
            var later = new List<ProjectId>();
            foreach (var id in portion)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var project = solution.GetProject(id)!;
                step.Done(done, "Analysing " + project.Name);
                if (!await ScanAsync(project, later, cancellationToken))
                {
                    later.Add(id);
                }

                done += project.DocumentIds.Count;
            }

            // A helper that other projects use changes along with them or not at all: the planner has to see them.
            foreach (var id in later)
            {
                await ScanAsync(estate.Open(estate.WithDependents([id])).GetProject(id)!, null, cancellationToken);
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

    /// <summary>False when the project has findings and a solution is needed that also has those that see it.</summary>
    private async Task<bool> ScanAsync(Project project, List<ProjectId>? wider, CancellationToken cancellationToken)
    {
        var compilation = (await project.GetCompilationAsync(cancellationToken))!;
        var analysis = await ProjectAnalysis.RunAsync(project, compilation, cancellationToken);
        var diagnostics = analysis.Findings;
        if (wider is not null && diagnostics.Count > 0 && estate.WithDependents([project.Id]).Any(id => project.Solution.GetProject(id) is null))
        {
            return false;
        }

        var options = GuardOptions.Read(project.AnalyzerOptions, compilation, cancellationToken);
        var isTestProject = TestProjects.Contains(compilation, project.AnalyzerOptions.AnalyzerConfigOptionsProvider, options);
        var errors = Math.Min(CountedErrors, analysis.Errors.Count(static error => error.DefaultSeverity == DiagnosticSeverity.Error));
        var name = ProjectName.Of(project);
        _projects.Add(new ScannedProject(name.Name, name.TargetFramework, estate.Relative(project.FilePath ?? project.Name), project.DocumentIds.Count, isTestProject, errors));
        _settings.Look(project, compilation);
        _allowances.AddRange(AllowanceReader.Read(compilation, estate.Relative, cancellationToken));

        var reasons = await ReasonsAsync(project, diagnostics, cancellationToken);
        var baseline = new BaselineCount(options.Baseline);
        var reader = new FindingReader(estate.Relative, name.Name, name.TargetFramework);
        foreach (var diagnostic in diagnostics)
        {
            _findings.Add(reader.Read(diagnostic, compilation, reasons.GetValueOrDefault(diagnostic), baseline.Covers(diagnostic), cancellationToken));
        }

        return true;
    }

    /// <summary>For each finding that no fix would mend, why.</summary>
    private static async Task<Dictionary<Diagnostic, Decline>> ReasonsAsync(Project project, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<Diagnostic, Decline>();
        var plan = await Fixes.PlanAsync(project.Solution, Fixes.Of(project.Solution, diagnostics), cancellationToken);
        foreach (var declined in plan.Declined)
        {
            reasons[declined.Diagnostic] = declined.Why;
        }

        return reasons;
    }
}

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
