using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace ExecutionContextGuard.Package.Tests;

/// <summary>What the two shipped assemblies ask of their host. A host loads them only when it has all of it.</summary>
public sealed class AssemblyContentTests(PackedPackages packages)
{
    private const string Shared = "netstandard 2.0.0.0|Microsoft.CodeAnalysis 4.8.0.0|Microsoft.CodeAnalysis.CSharp 4.8.0.0|System.Collections.Immutable 7.0.0.0";

    // The command line compiler has no workspaces: an analyzer assembly that asks for them does not load there.
    [Theory]
    [InlineData("ExecutionContextGuard.Analyzers.dll", Shared)]
    [InlineData("ExecutionContextGuard.CodeFixes.dll", Shared + "|Microsoft.CodeAnalysis.Workspaces 4.8.0.0|Microsoft.CodeAnalysis.CSharp.Workspaces 4.8.0.0|ExecutionContextGuard.Analyzers 0.0.0.0")]
    public void References_only_what_the_oldest_host_has(string assembly, string allowed)
    {
        var foreign = References(assembly).Except(allowed.Split('|'));

        Assert.Empty(foreign);
    }

    [Theory]
    [InlineData("ExecutionContextGuard.Analyzers.dll")]
    [InlineData("ExecutionContextGuard.CodeFixes.dll")]
    public void Carries_its_symbols_and_source_paths_of_no_machine(string assembly)
    {
        using var image = Open(assembly);
        var symbols = image.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        var reader = image.ReadEmbeddedPortablePdbDebugDirectoryData(symbols).GetMetadataReader();
        var documents = reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name)).ToList();

        Assert.NotEmpty(documents);
        Assert.All(documents, document => Assert.StartsWith("/_", document, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_sources_make_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var project = Path.Combine(RepositoryPaths.Root, "src", "ExecutionContextGuard.Package");
        await packages.PackAsync(project, folder.Combine("build"), folder.Combine("feed"));

        Assert.Equal(EntryHashes(packages.Feed), EntryHashes(folder.Combine("feed")));
    }

    private IEnumerable<string> EntryHashes(string feed)
    {
        using var package = System.IO.Compression.ZipFile.OpenRead(Path.Combine(feed, Path.GetFileName(packages.Package("ExecutionContextGuard"))));
        return [.. package.Entries.Select(entry =>
        {
            using var content = entry.Open();
            return $"{entry.FullName} {Convert.ToHexString(SHA256.HashData(content))}";
        }).Order(StringComparer.Ordinal)];
    }

    private List<string> References(string assembly)
    {
        using var image = Open(assembly);
        var reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(reader.GetAssemblyReference).Select(reference => $"{reader.GetString(reference.Name)} {reference.Version}")];
    }

    private PEReader Open(string assembly) => new(File.OpenRead(Path.Combine(packages.Content, "analyzers", "dotnet", "cs", assembly)));
}
