using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Loading;
using ExecutionContextGuard.Tool.Terminal;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Benchmarks;

/// <summary>
/// What `ecguard scan` costs beside compiling the same projects in one process, as many at a time as the scan takes. Loading them by MSBuild is
/// the same for both, and left out.
/// </summary>
internal static class EstateScan
{
    private const int Rounds = 3;
    private const int DocumentsAtATime = 1500;
    private static readonly TimeSpan s_sampling = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(int[] sizes)
    {
        if (!GCSettings.IsServerGC)
        {
            throw new InvalidOperationException("Set DOTNET_gcServer=1: ecguard runs so, and other scenarios here do not.");
        }

        Table.Head("test files", "projects", "findings", "compile (median of 3)", "scan (median of 3)", "scan to compile", "of processor time", "most memory while compiling", "while scanning");
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("ecg-estate-").FullName;
            try
            {
                var estate = Write(folder, size);
                var findings = 0;
                await CompileAsync(estate);
                await ScanAsync(estate);
                var compiled = new List<(double Time, double Processor, long Memory)>();
                var scanned = new List<(double Time, double Processor, long Memory)>();
                for (var round = 0; round < Rounds; round++)
                {
                    compiled.Add(await MeasureAsync(() => CompileAsync(estate)));
                    scanned.Add(await MeasureAsync(async () => findings = await ScanAsync(estate)));
                }

                var (compile, scan) = (Table.Median(compiled.Select(static round => round.Time)), Table.Median(scanned.Select(static round => round.Time)));
                Table.Row(
                    $"{size:N0}",
                    $"{estate.Projects.Count}",
                    $"{findings:N0}",
                    $"{compile:F1} s",
                    $"{scan:F1} s",
                    (scan / compile).ToString("F2", CultureInfo.InvariantCulture),
                    (Table.Median(scanned.Select(static round => round.Processor)) / Table.Median(compiled.Select(static round => round.Processor))).ToString("F2", CultureInfo.InvariantCulture),
                    $"{compiled.Max(static round => round.Memory) >> 20:N0} MB",
                    $"{scanned.Max(static round => round.Memory) >> 20:N0} MB");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>A platform, and a test project for each folder of the generated code base.</summary>
    private static Estate Write(string root, int files)
    {
        var platform = ProjectId.CreateNewId();
        var projects = new List<ProjectInfo>();
        foreach (var folder in GeneratedTests.Files(files).GroupBy(static file => Path.GetDirectoryName(file.Path)!))
        {
            var isPlatform = folder.Key.Length == 0;
            var id = isPlatform ? platform : ProjectId.CreateNewId();
            var name = isPlatform ? "Platform" : folder.Key;
            var documents = new List<DocumentInfo>();
            foreach (var (path, code) in folder)
            {
                var file = Path.Combine(root, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, code);
                documents.Add(DocumentInfo.Create(DocumentId.CreateNewId(id), Path.GetFileName(file), loader: new FileTextLoader(file, null), filePath: file));
            }

            projects.Add(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                name,
                name,
                LanguageNames.CSharp,
                filePath: Path.Combine(root, name, name + ".csproj"),
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
                documents: documents,
                projectReferences: isPlatform ? [] : [new ProjectReference(platform)],
                metadataReferences: References.Net8.AddRange(References.Of("Moq", "4.20.72")).AddRange(References.Of("xunit.extensibility.core", "2.9.3"))));
        }

        return new Estate(root, projects, []);
    }

    private static async Task CompileAsync(Estate estate)
    {
        foreach (var portion in estate.Portions(DocumentsAtATime))
        {
            var solution = estate.Open(portion);
            await Parallel.ForEachAsync(portion, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (id, token) =>
            {
                var emitted = (await solution.GetProject(id)!.GetCompilationAsync(token))!.Emit(Stream.Null, cancellationToken: token);
                if (!emitted.Success)
                {
                    throw new InvalidOperationException(emitted.Diagnostics.First(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
                }
            });
        }
    }

    private static async Task<int> ScanAsync(Estate estate)
    {
        var screen = new Screen(TextWriter.Null, TextWriter.Null, progress: false, resultsAreSeen: false, notesAreSeen: false);
        return (await new Scanner(estate, screen).ScanAsync(CancellationToken.None)).Findings.Count;
    }

    private static async Task<(double Seconds, double Processor, long Memory)> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        var most = 0L;
        using var sampler = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)), null, TimeSpan.Zero, s_sampling);
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await work();
        return (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds, most);
    }
}
