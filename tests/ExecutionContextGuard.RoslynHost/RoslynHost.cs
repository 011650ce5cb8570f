using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.RoslynHost;

/// <summary>
/// A host of analyzers and code fixes, as small as one can be. It is loaded beside one version of Roslyn, so only text and arrays of text
/// pass its boundary: the caller's context knows no Roslyn at all.
/// </summary>
public static class RoslynHost
{
    /// <summary>The version of Roslyn that this copy of the host runs on.</summary>
    public static string Version() => typeof(Compilation).Assembly.GetName().Version!.ToString(3);

    /// <summary>Each rule that the assembly's analyzers support: id, default severity, title.</summary>
    public static string[] Rules(string analyzerAssembly) =>
        LoadAnalyzers(analyzerAssembly)
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Distinct()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .Select(rule => $"{rule.Id} {rule.DefaultSeverity} {rule.Title.ToString(CultureInfo.InvariantCulture)}")
            .ToArray();

    /// <summary>Everything that the compiler and all analyzers of the assembly report at warning, info or error, in source order.</summary>
    public static string[] Findings(string analyzerAssembly, string source, string[] references)
    {
        using var workspace = new AdhocWorkspace();
        return Findings(analyzerAssembly, CreateDocument(workspace, source, references).Project).Select(Describe).ToArray();
    }

    /// <summary>The source after the first offered fix of each finding, one after the other, until no fix is offered any more.</summary>
    public static string FixedSource(string analyzerAssembly, string codeFixAssembly, string source, string[] references)
    {
        using var workspace = new AdhocWorkspace();
        var document = CreateDocument(workspace, source, references);
        var providers = LoadCodeFixes(codeFixAssembly);

        // Every round mends one finding; a source with more findings than this is no test row.
        for (var round = 0; round < 50; round++)
        {
            var changed = TryFixOne(analyzerAssembly, providers, document);
            if (changed is null)
            {
                break;
            }

            document = changed;
        }

        return document.GetTextAsync().GetAwaiter().GetResult().ToString();
    }

    private static Document? TryFixOne(string analyzerAssembly, IReadOnlyList<CodeFixProvider> providers, Document document)
    {
        foreach (var finding in Findings(analyzerAssembly, document.Project))
        {
            foreach (var provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(finding.Id)))
            {
                CodeAction? offered = null;
                var context = new CodeFixContext(document, finding, (action, _) => offered ??= action, CancellationToken.None);
                provider.RegisterCodeFixesAsync(context).GetAwaiter().GetResult();
                var operations = offered?.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult();
                var solution = operations?.OfType<ApplyChangesOperation>().Single().ChangedSolution;
                if (solution is not null)
                {
                    return solution.GetDocument(document.Id);
                }
            }
        }

        return null;
    }

    private static Diagnostic[] Findings(string analyzerAssembly, Project project)
    {
        var compilation = project.GetCompilationAsync().GetAwaiter().GetResult()!;
        var analyzers = LoadAnalyzers(analyzerAssembly);
        return compilation
            .WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(project.AnalyzerOptions, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAllDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult()
            .Where(finding => finding.Severity != DiagnosticSeverity.Hidden)
            .OrderBy(finding => finding.Location.SourceSpan.Start)
            .ThenBy(finding => finding.Id, StringComparer.Ordinal)
            .ToArray();
    }

    private static Document CreateDocument(AdhocWorkspace workspace, string source, string[] references)
    {
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Consumer",
            "Consumer",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
                // A library built for an older .NET than the one it is compiled with: every SDK project leaves this warning out.
                .WithSpecificDiagnosticOptions(ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("CS1701", ReportDiagnostic.Suppress)),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12),
            metadataReferences: references.Select(path => MetadataReference.CreateFromFile(path))));
        return project.AddDocument("Test0.cs", source, filePath: "Test0.cs");
    }

    private static ImmutableArray<DiagnosticAnalyzer> LoadAnalyzers(string path)
    {
        // The compiler's own way of loading: it checks the attribute, the language and the version that the assembly was built for.
        var failures = new List<string>();
        var reference = new AnalyzerFileReference(path, new Loader());
        reference.AnalyzerLoadFailed += (_, failure) => failures.Add($"{failure.ErrorCode}: {failure.Message}");
        var analyzers = reference.GetAnalyzers(LanguageNames.CSharp);
        return failures.Count == 0 ? analyzers : throw new InvalidOperationException(string.Join(Environment.NewLine, failures));
    }

    private static CodeFixProvider[] LoadCodeFixes(string path) =>
        new Loader().LoadFromPath(path).GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
            .ToArray();

    private static string Describe(Diagnostic finding)
    {
        var start = finding.Location.GetLineSpan().StartLinePosition;
        return $"({start.Line + 1},{start.Character + 1}) {finding.Severity} {finding.Id}: {finding.GetMessage(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Loads by name from the context of this host, which knows where the shipped assemblies lie.</summary>
    internal sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(fullPath)));
    }
}
