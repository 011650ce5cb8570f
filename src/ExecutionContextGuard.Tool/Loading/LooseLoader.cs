using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using ExecutionContextGuard.Tool.Commands;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Tool.Loading;

/// <summary>
/// One error-tolerant compilation of all the C# in a folder, for code that does not even restore. It sees this runtime's base class library,
/// and stand-ins for the mocking libraries, so that doubles are known; what else is missing is an error that stops nothing.
/// </summary>
internal static class LooseLoader
{
    public static Estate Load(string folder)
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
        {
            throw new CommandException(ExitCode.Usage, $"There is no folder '{folder}'.");
        }

        var files = SourceFolders.Files(root, "*.cs").ToList();
        if (files.Count == 0)
        {
            throw new CommandException(ExitCode.NotLoaded, $"There is no C# file in '{folder}'.");
        }

        var id = ProjectId.CreateNewId();
        var documents = files.Select(file => DocumentInfo.Create(DocumentId.CreateNewId(id), Path.GetFileName(file), loader: new FileTextLoader(file, null), filePath: file));
        var config = SourceFolders.Files(root, ".editorconfig").Select(file => DocumentInfo.Create(DocumentId.CreateNewId(id), ".editorconfig", loader: new FileTextLoader(file, null), filePath: file));
        var catalogues = SourceFolders.Files(root, "ExecutionContextGuard*.txt").Select(file => DocumentInfo.Create(DocumentId.CreateNewId(id), Path.GetFileName(file), loader: new FileTextLoader(file, null), filePath: file));
        var framework = Framework();
        var info = ProjectInfo.Create(
                id,
                VersionStamp.Default,
                Path.GetFileName(root),
                Path.GetFileName(root),
                LanguageNames.CSharp,
                filePath: Path.Combine(root, "loose.csproj"),
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Annotations, allowUnsafe: true),
                parseOptions: new CSharpParseOptions(LanguageVersion.Preview),
                documents: documents,
                metadataReferences: [.. framework, StandIns(framework)],
                additionalDocuments: catalogues)
            .WithAnalyzerConfigDocuments(config);
        return new Estate(root, [info], []);
    }

    /// <summary>An assembly that is called like a mocking library, so that this counts as test code, with the declarations of several.</summary>
    private static CompilationReference StandIns(ImmutableArray<MetadataReference> framework)
    {
        using var reader = new StreamReader(typeof(LooseLoader).Assembly.GetManifestResourceStream("StandIns.cs")!);
        return CSharpCompilation.Create(
            "Moq",
            [CSharpSyntaxTree.ParseText(reader.ReadToEnd())],
            framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();
    }

    private static ImmutableArray<MetadataReference> Framework() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(static path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "Microsoft.CSharp.dll")
                && IsManaged(path))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>On Windows native libraries lie beside the managed ones under names of the same kind.</summary>
    private static bool IsManaged(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata;
    }
}
