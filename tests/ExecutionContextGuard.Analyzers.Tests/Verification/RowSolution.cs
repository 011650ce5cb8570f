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
        RowDocument usings = new(Preamble.UsingsFileName, new Markup(ImplicitUsings(row), []));
        RowDocument context = new(Preamble.FileName, new Markup(row.ContextSource, []));
        for (var copy = 0; copy < copies; copy++)
        {
            var folder = Folder(copy);
            var referenced = new List<ProjectReference>();
            foreach (var (name, documents) in row.ReferencedProjects)
            {
                // The platform's types are in the first project of all, which every later one references.
                ImmutableArray<RowDocument> all = referenced.Count == 0 ? [.. documents, usings, context] : [.. documents, usings];
                var id = ProjectId.CreateNewId(folder + name);
                solution = solution.AddProject(Project(row, id, folder, name, all, age, lineEnding, symbols: [], [.. referenced]));
                referenced.Add(new ProjectReference(id));
            }

            for (var build = 0; build < row.Builds.Count; build++)
            {
                ImmutableArray<RowDocument> all = referenced.Count == 0 ? [.. row.Documents, usings, context] : [.. row.Documents, usings];
                var id = ProjectId.CreateNewId($"{folder}Tests{build}");
                solution = solution.AddProject(Project(row, id, folder, $"Tests{build}", all, age, lineEnding, row.Builds[build], [.. referenced]));
            }
        }

        return solution;
    }

    public static string Folder(int copy) => copy == 0 ? "/src/" : "/copy/";

    private static ProjectInfo Project(
        Row row,
        ProjectId id,
        string folder,
        string name,
        ImmutableArray<RowDocument> documents,
        int age,
        string lineEnding,
        ImmutableArray<string> symbols,
        ImmutableArray<ProjectReference> projectReferences)
    {
        return ProjectInfo.Create(
                id,
                VersionStamp.Default,
                folder + name,
                assemblyName: folder.Trim('/') + "." + name,
                LanguageNames.CSharp,
                filePath: $"{folder}{name}.csproj",
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: row.LanguageVersion < LanguageVersion.CSharp8 ? NullableContextOptions.Disable : NullableContextOptions.Enable, allowUnsafe: true),
                // With documentation comments parsed, the compiler tells which using directives are dead.
                parseOptions: new CSharpParseOptions(row.LanguageVersion, DocumentationMode.Parse, preprocessorSymbols: symbols),
                documents: documents.Select(document => Info(document.Name, document.Markup.WithLineEnding(lineEnding).Text, Utf8WithMark)),
                projectReferences: projectReferences,
                metadataReferences: MetadataReferences(row, age),
                additionalDocuments: row.AdditionalFiles.Select(file => Info(file.Name, file.Markup.Text, Encoding.UTF8)))
            .WithAnalyzerConfigDocuments(row.Configs.Select(config => Info(config.Name, config.Text, Encoding.UTF8)));

        DocumentInfo Info(string file, string text, Encoding encoding) => DocumentInfo.Create(
            DocumentId.CreateNewId(id, file),
            Path.GetFileName(file),
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text, encoding), VersionStamp.Default, folder + file)),
            filePath: folder + file);
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
