using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Benchmarks;

/// <summary>
/// A code base that nobody here wrote, fixed whole on a copy in memory: what is found, mended and declined, and whether anything compiles worse than before. It need
/// not restore: what it refers to and is not there is an error before and after.
/// </summary>
internal static class RealFix
{
    private static readonly CSharpParseOptions s_parse = new(
        LanguageVersion.Latest,
        DocumentationMode.Parse,
        preprocessorSymbols: ["NET", "NET8_0", "NET8_0_OR_GREATER", "NET7_0_OR_GREATER", "NET6_0_OR_GREATER", "NET5_0_OR_GREATER", "NETCOREAPP"]);

    /// <param name="folder">The code base.</param>
    /// <param name="arguments">`--add file` for a real context type that it has not; `--option key=value` for lines of its .editorconfig; `--to folder` to look at the changed files.</param>
    public static async Task RunAsync(string folder, string[] arguments)
    {
        using var workspace = new AdhocWorkspace();
        var (solution, tests) = Load(workspace.CurrentSolution, folder, Values("--add"), Values("--option"));
        var errors = await ErrorsAsync(solution);
        var found = await FindingsAsync(solution);
        var plan = await Planner.PlanAsync(solution, found, CancellationToken.None);
        var changed = await EditApplier.ApplyAsync(solution, plan.Groups, CancellationToken.None);
        var left = await FindingsAsync(changed);
        var added = await ErrorsAsync(changed);
        foreach (var error in errors)
        {
            added.Remove(error);
        }

        Table.Head("findings", "by rule", "mended", "files changed", "left", "declined", "new compile errors");
        Table.Row(
            $"{found.Count:N0}",
            string.Join(", ", found.GroupBy(static finding => finding.Diagnostic.Id).OrderBy(static rule => rule.Key).Select(static rule => $"{rule.Key} {rule.Count()}")),
            $"{plan.Groups.Sum(static group => group.Diagnostics.Length):N0}",
            $"{changed.GetChanges(solution).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()).Count():N0}",
            $"{left.Count:N0}",
            string.Join(", ", plan.Declined.GroupBy(static declined => declined.Why.Reason).OrderByDescending(static reason => reason.Count()).Select(static reason => $"{reason.Key} {reason.Count()}")),
            $"{added.Count:N0}");
        Console.WriteLine();
        Console.WriteLine($"{solution.GetProject(tests)!.DocumentIds.Count:N0} test files, {errors.Count:N0} errors before, for what is not restored.");
        foreach (var error in added)
        {
            Console.WriteLine("new: " + error);
        }

        foreach (var declined in plan.Declined)
        {
            var at = declined.Diagnostic.Location.GetLineSpan();
            Console.WriteLine($"{declined.Why.Reason} {declined.Why.Detail}: {Path.GetRelativePath(folder, at.Path)}({at.StartLinePosition.Line + 1}) {declined.Diagnostic.Id}");
        }

        if (Values("--to").FirstOrDefault() is { } target)
        {
            foreach (var id in changed.GetChanges(solution).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()))
            {
                var document = changed.GetDocument(id)!;
                var path = Path.Combine(target, Path.GetRelativePath(folder, document.FilePath!));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, (await document.GetTextAsync()).ToString());
            }
        }

        List<string> Values(string option) =>
            [.. arguments.Index().Where(argument => argument.Index > 0 && arguments[argument.Index - 1] == option).Select(static argument => argument.Item)];
    }

    /// <summary>Production code in one project, tests in another that refers to it.</summary>
    private static (Solution Solution, ProjectId Tests) Load(Solution solution, string folder, List<string> additions, List<string> options)
    {
        var production = ProjectId.CreateNewId();
        var tests = ProjectId.CreateNewId();
        var config = "root = true\n[*.cs]\n" + string.Concat(options.Select(static option => option + "\n"));
        solution = solution
            .AddProject(Project(production, "Production", References.Net8.AddRange(References.AspNet8), []))
            .AddProject(Project(
                tests,
                "Tests",
                References.Net8.AddRange(References.AspNet8)
                    .AddRange(References.Of("Moq", "4.20.72")).AddRange(References.Of("NSubstitute", "5.3.0")).AddRange(References.Of("FakeItEasy", "6.0.1"))
                    .AddRange(References.Of("xunit.abstractions", "2.0.3")).AddRange(References.Of("xunit.assert", "2.9.3")).AddRange(References.Of("xunit.extensibility.core", "2.9.3")),
                [new ProjectReference(production)]));
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var group in files.GroupBy(path => Path.GetRelativePath(folder, path).Contains("test", StringComparison.OrdinalIgnoreCase) ? tests : production))
        {
            solution = solution.AddDocuments([.. group.Select(path => Document(group.Key, path, File.ReadAllText(path)))]);
        }

        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
        solution = solution.AddDocuments(
        [
            Document(production, Path.Combine(folder, "Usings.cs"), Usings + "\n[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]"),
            Document(tests, Path.Combine(folder, "TestUsings.cs"), Usings + " global using Xunit;"),
            .. additions.Select(path => Document(production, Path.Combine(folder, Path.GetFileName(path)), File.ReadAllText(path))),
        ]);
        foreach (var project in new[] { production, tests })
        {
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(project), ".editorconfig", SourceText.From(config), filePath: Path.Combine(folder, ".editorconfig"));
        }

        return (solution, tests);
    }

    private static ProjectInfo Project(ProjectId id, string name, ImmutableArray<MetadataReference> references, ProjectReference[] projects) => ProjectInfo.Create(
        id,
        VersionStamp.Default,
        name,
        name,
        LanguageNames.CSharp,
        compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Annotations),
        parseOptions: s_parse,
        metadataReferences: references,
        projectReferences: projects);

    private static DocumentInfo Document(ProjectId project, string path, string text) => DocumentInfo.Create(
        DocumentId.CreateNewId(project),
        Path.GetFileName(path),
        loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text, System.Text.Encoding.UTF8), VersionStamp.Default, path)),
        filePath: path);

    private static async Task<List<(Document Document, Diagnostic Diagnostic)>> FindingsAsync(Solution solution)
    {
        var fixable = new ConstructRealContextFix().FixableDiagnosticIds;
        var findings = new List<(Document, Diagnostic)>();
        foreach (var project in solution.Projects)
        {
            var run = (await project.GetCompilationAsync())!.WithAnalyzers([new ExecutionContextAnalyzer()], project.AnalyzerOptions);
            findings.AddRange((await run.GetAnalyzerDiagnosticsAsync())
                .Where(diagnostic => fixable.Contains(diagnostic.Id))
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => (solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic)));
        }

        return findings;
    }

    /// <summary>What the compiler says, without the lines, which a fix may move.</summary>
    private static async Task<List<string>> ErrorsAsync(Solution solution)
    {
        var errors = new List<string>();
        foreach (var project in solution.Projects)
        {
            errors.AddRange((await project.GetCompilationAsync())!.GetDiagnostics()
                .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree?.FilePath}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
        }

        return errors;
    }
}
