using System.Collections.Immutable;
using System.Reflection;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>Runs the shipped analyzers over one project, as the compiler would with our package, but without a baseline: what that covers is counted here.</summary>
internal static class ProjectAnalysis
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(ExecutionContextAnalyzer).Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Compiles and analyses at one go: what the compiler binds for its own diagnostics, the analyzers see.</summary>
    public static Task<Analysis> RunAsync(Project project, Compilation compilation, CancellationToken cancellationToken) =>
        RunAsync(project, compilation, s_analyzers, cancellationToken);

    /// <summary>The same, and what was bound for it, which takes memory for as long as it is kept.</summary>
    public static async Task<(Analysis Analysis, BoundProject? Bound)> RunAndKeepAsync(Project project, Compilation compilation, CancellationToken cancellationToken)
    {
        var keeper = new ModelKeeper();
        var analysis = await RunAsync(project, compilation, s_analyzers.Add(keeper), cancellationToken);
        // The driver works on a copy of the compilation, which only its models name.
        return (analysis, keeper.Models.Values.FirstOrDefault() is { } any ? new BoundProject(project.Id, any.Compilation, keeper.Models) : null);
    }

    private static async Task<Analysis> RunAsync(
        Project project,
        Compilation compilation,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        CancellationToken cancellationToken)
    {
        var crashes = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            WithoutBaseline(project.AnalyzerOptions),
            (crash, _, _) =>
            {
                lock (crashes)
                {
                    crashes.Add(crash.Message);
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true);
        var found = await compilation.WithAnalyzers(analyzers, options).GetAllDiagnosticsAsync(cancellationToken);
        if (crashes.Count > 0)
        {
            throw new InvalidOperationException($"The analyzer failed on {project.Name}: {crashes[0]}");
        }

        var ours = found.Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && IsOurs(diagnostic))
            .OrderBy(static diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan)
            .ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal);
        return new Analysis([.. ours], [.. found.Where(static diagnostic => diagnostic is { Severity: DiagnosticSeverity.Error, IsSuppressed: false } && !IsOurs(diagnostic))]);
    }

    private static bool IsOurs(Diagnostic diagnostic) => diagnostic.Id.StartsWith("ECG", StringComparison.Ordinal);

    private static AnalyzerOptions WithoutBaseline(AnalyzerOptions options) => new(
        [.. options.AdditionalFiles.Where(static file => !ConfigurationFiles.IsBaseline(file.Path))],
        options.AnalyzerConfigOptionsProvider);
}

/// <summary>What a compilation says: all findings, also the suppressed ones, in source order, and the compiler's errors, with the warnings that count as such.</summary>
internal sealed record Analysis(IReadOnlyList<Diagnostic> Findings, IReadOnlyList<Diagnostic> Errors);
