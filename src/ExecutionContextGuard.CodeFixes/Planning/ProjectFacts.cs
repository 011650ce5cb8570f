using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Planning;

/// <summary>What the planner knows of one project: the same rooms that the rules ask.</summary>
internal sealed class ProjectFacts
{
    private ProjectFacts(Project project, Compilation compilation, CancellationToken cancellationToken)
    {
        var provider = project.AnalyzerOptions.AnalyzerConfigOptionsProvider;
        var options = GuardOptions.Read(project.AnalyzerOptions, compilation, cancellationToken);
        Project = project;
        Compilation = compilation;
        Guarded = GuardedTypes.Find(compilation, options, cancellationToken);
        var isTestProject = TestProjects.Contains(compilation, provider, options);
        RealTypes = new RealTypes(compilation, Guarded, options, isTestProject);
        HandWritten = new HandWrittenDoubles(compilation, Guarded, RealTypes, isTestProject);
        Doubles = new DoubleCatalogue(compilation, options);
        Roles = IdentityRoles.Read(provider, compilation);
    }

    public Project Project { get; }

    public Compilation Compilation { get; }

    public GuardedTypes Guarded { get; }

    public RealTypes RealTypes { get; }

    public HandWrittenDoubles HandWritten { get; }

    public DoubleCatalogue Doubles { get; }

    public IdentityRoles Roles { get; }

    public static async Task<ProjectFacts?> ReadAsync(Project project, CancellationToken cancellationToken, Compilation? bound = null) =>
        (bound ?? await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false)) is { } compilation
            ? new ProjectFacts(project, compilation, cancellationToken)
            : null;
}
