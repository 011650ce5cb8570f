using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Verification;

/// <summary>Makes the solution that a row describes.</summary>
internal static class RowSolution
{
    // Composing the host costs more than many rows: once a test run.
    private static readonly AdhocWorkspace Workspace = new(MefHostServices.DefaultHost);

    // With a byte order mark, so that a fix which loses the encoding of a file is found out.
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <param name="row">The row.</param>
    /// <param name="age">Which versions of the libraries, counted back from the newest.</param>
    /// <param name="lineEnding">The line ending of every file.</param>
    /// <param name="copies">How often the project stands in the solution, each time in a folder of its own.</param>
    public static Solution Create(Row row, int age = 0, string lineEnding = "\n", int copies = 1)
    {
        var solution = Workspace.CurrentSolution;
        for (var copy = 0; copy < copies; copy++)
        {
            var folder = Folder(copy);
            var referenced = new List<ProjectReference>();
            foreach (var (name, documents) in row.ReferencedProjects)
            {
                solution = AddProject(solution, row, age, lineEnding, $"{folder}{name}", folder, documents, [], [], out var id);
                referenced.Add(new ProjectReference(id));
            }

            for (var build = 0; build < row.Builds.Count; build++)
            {
                ImmutableArray<RowDocument> preamble = [
                    new(Preamble.FileName, new Markup(row.ContextSource, [])),
                    new(Preamble.UsingsFileName, new Markup(ImplicitUsings(row), []))];
                // Beside a referenced project, the platform's types are that project's business.
                ImmutableArray<RowDocument> documents = [.. row.Documents, .. row.ReferencedProjects.Count > 0 ? preamble.RemoveAt(0) : preamble];
                solution = AddProject(solution, row, age, lineEnding, $"{folder}Tests{build}", folder, documents, row.Builds[build], [.. referenced], out _);
            }
        }

        return solution;
    }

    public static string Folder(int copy) => copy == 0 ? "/src/" : "/copy/";

    private static Solution AddProject(
        Solution solution,
        Row row,
        int age,
        string lineEnding,
        string name,
        string folder,
        ImmutableArray<RowDocument> documents,
        ImmutableArray<string> symbols,
        ImmutableArray<ProjectReference> projectReferences,
        out ProjectId id)
    {
        var projectId = id = ProjectId.CreateNewId(name);
        var isReferenced = projectReferences.IsEmpty && row.ReferencedProjects.Count > 0;
        if (isReferenced)
        {
            documents = [.. documents, new(Preamble.FileName, new Markup(row.ContextSource, [])), new(Preamble.UsingsFileName, new Markup(ImplicitUsings(row), []))];
        }

        DocumentInfo Info(string file, string text, bool isSource) => DocumentInfo.Create(
            DocumentId.CreateNewId(projectId, file),
            Path.GetFileName(file),
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text, isSource ? Utf8WithMark : Encoding.UTF8), VersionStamp.Default, folder + file)),
            filePath: folder + file);

        return solution.AddProject(ProjectInfo.Create(
                projectId,
                VersionStamp.Default,
                name,
                assemblyName: name.Trim('/').Replace('/', '.'),
                LanguageNames.CSharp,
                filePath: $"{folder}{name.Split('/')[^1]}.csproj",
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true),
                // With documentation comments parsed, the compiler tells which using directives are dead.
                parseOptions: new CSharpParseOptions(row.LanguageVersion, DocumentationMode.Parse, preprocessorSymbols: symbols),
                documents: documents.Select(document => Info(document.Name, document.Markup.WithLineEnding(lineEnding).Text, isSource: true)),
                projectReferences: projectReferences,
                metadataReferences: MetadataReferences(row, age),
                additionalDocuments: row.AdditionalFiles.Select(file => Info(file.Name, file.Markup.Text, isSource: false)))
            .WithAnalyzerConfigDocuments(row.Configs.Select(config => Info(config.Name, config.Text, isSource: false))));
    }

    private static IEnumerable<MetadataReference> MetadataReferences(Row row, int age) =>
        References.Net8
            .Concat(row.HasAspNet ? References.AspNet8 : [])
            .Concat(row.Libraries.SelectMany(library => library.Packages(age)).SelectMany(package => References.Of(package.Package, package.Version)));

    private static string ImplicitUsings(Row row)
    {
        if (!row.HasImplicitUsings)
        {
            return "";
        }

        var usings = new StringBuilder();
        foreach (var name in Preamble.Usings.Concat(row.Libraries.Select(library => library.Namespace)))
        {
            usings.Append("global using ").Append(name).Append(";\n");
        }

        if (row.ContextSource.Contains($"namespace {Preamble.ContextNamespace}", StringComparison.Ordinal))
        {
            usings.Append("global using ").Append(Preamble.ContextNamespace).Append(";\n");
        }

        return usings.ToString();
    }
}
