using System.IO.Compression;
using ExecutionContextGuard.Package.Tests;

[assembly: AssemblyFixture(typeof(PackedPackages))]

namespace ExecutionContextGuard.Package.Tests;

/// <summary>
/// Everything that `dotnet pack` makes of this repository, packed once a test run: a version that no cache has seen, a feed of its own,
/// build output outside the repository.
/// </summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Version { get; } = $"0.0.0-test.{Guid.NewGuid():N}";

    public string Feed => _folder.Combine("feed");

    /// <summary>The analyzer package, unpacked.</summary>
    public string Content => _folder.Combine("content");

    public string AnalyzerAssembly => Path.Combine(Content, "analyzers", "dotnet", "cs", "ExecutionContextGuard.Analyzers.dll");

    public string CodeFixAssembly => Path.Combine(Content, "analyzers", "dotnet", "cs", "ExecutionContextGuard.CodeFixes.dll");

    /// <summary>Lets a consumer see the feed, and keeps what it installs from it out of the user's packages folder.</summary>
    internal Dictionary<string, string> ConsumerEnvironment => new()
    {
        ["NUGET_PACKAGES"] = _folder.Combine("packages"),
        ["RestoreFallbackFolders"] = RepositoryPaths.Packages,
        ["RestoreAdditionalProjectSources"] = Feed,
    };

    public async ValueTask InitializeAsync()
    {
        await PackAsync(Path.Combine(RepositoryPaths.Root, "ExecutionContextGuard.sln"), _folder.Combine("build"), Feed);
        await ZipFile.ExtractToDirectoryAsync(Package("ExecutionContextGuard"), Content);
    }

    public string Package(string id) => Path.Combine(Feed, $"{id}.{Version}.nupkg");

    internal async Task PackAsync(string project, string buildOutput, string packages)
    {
        // As a release build does it: source paths in the symbols do not depend on where the repository lies.
        var environment = new Dictionary<string, string> { ["CI"] = "true", ["MinVerVersionOverride"] = Version };
        var packed = await DotnetCommand.RunAsync(
            RepositoryPaths.Root, environment, "pack", project, "--configuration", "Release", "--artifacts-path", buildOutput, "--output", packages);
        packed.EnsureSuccess();
        Assert.DoesNotContain("warning", packed.Output, StringComparison.OrdinalIgnoreCase);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
