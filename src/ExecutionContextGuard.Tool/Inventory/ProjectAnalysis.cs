using System.Collections.Immutable;
using System.Reflection;
using ExecutionContextGuard.Configuration;
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

    /// <summary>All findings, also the suppressed ones, in source order.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(Project project, Compilation compilation, CancellationToken cancellationToken)
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
        var found = await compilation.WithAnalyzers(s_analyzers, options).GetAnalyzerDiagnosticsAsync(cancellationToken);
        if (crashes.Count > 0)
        {
            throw new InvalidOperationException($"The analyzer failed on {project.Name}: {crashes[0]}");
        }

        return
        [
            .. found.Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && diagnostic.Id.StartsWith("ECG", StringComparison.Ordinal))
                .OrderBy(static diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan)
                .ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal),
        ];
    }

    private static AnalyzerOptions WithoutBaseline(AnalyzerOptions options) => new(
        [.. options.AdditionalFiles.Where(static file => !ConfigurationFiles.IsBaseline(file.Path))],
        options.AnalyzerConfigOptionsProvider);
}
