namespace ExecutionContextGuard.Package.Tests.Consumers;

/// <summary>A copy of the samples, built once with the packed packages.</summary>
public sealed class SampleSolution(PackedPackages packages) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public static string Sources { get; } = Path.Combine(RepositoryPaths.Root, "samples");

    public async ValueTask InitializeAsync()
    {
        CopySources(Sources, _folder.Combine("samples"));
        _folder.Write("sarif.targets", $"<Project><PropertyGroup><ErrorLog>{_folder.Combine("$(MSBuildProjectName).sarif")},version=2.1</ErrorLog></PropertyGroup></Project>");
        (await RunAsync("build", "Samples.sln")).EnsureSuccess();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Task<CommandResult> RunAsync(params string[] arguments)
    {
        var environment = packages.ConsumerEnvironment;
        environment["ECGPackageVersion"] = packages.Version;
        environment["CustomAfterMicrosoftCommonTargets"] = _folder.Combine("sarif.targets");
        return DotnetCommand.RunAsync(_folder.Combine("samples"), environment, arguments);
    }

    /// <summary>Our findings in a project, one a line, in the order of its sources.</summary>
    public IEnumerable<string> Findings(string project) =>
        SarifLog.Read(_folder.Combine(project + ".sarif"))
            .Where(finding => finding.Rule.StartsWith("ECG", StringComparison.Ordinal))
            .Select(finding => $"{finding.Rule} {Path.GetRelativePath(_folder.Combine("samples", project), finding.File).Replace('\\', '/')}({finding.Line},{finding.Column}) {finding.Message}");

    /// <summary>The C# files of a project, relative to it.</summary>
    public IEnumerable<string> SourceFiles(string project) =>
        Directory.GetFiles(_folder.Combine("samples", project), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.Combine("samples", project), file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>A file of the copy, as it is now.</summary>
    public string Read(string project, string file) => File.ReadAllText(_folder.Combine("samples", project, file));

    public byte[] ReadBytes(string project, string file) => File.ReadAllBytes(_folder.Combine("samples", project, file));

    /// <summary>The file that it was copied from.</summary>
    public static string Original(string project, string file) => File.ReadAllText(Path.Combine(Sources, project, file));

    private static void CopySources(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (!relative.Split('/', '\\').Any(part => part is "bin" or "obj"))
            {
                var target = Path.Combine(to, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }
}
