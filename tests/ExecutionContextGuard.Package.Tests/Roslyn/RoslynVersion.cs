using System.Reflection;
using System.Runtime.Loader;

namespace ExecutionContextGuard.Package.Tests.Roslyn;

/// <summary>A version of Roslyn, with the versions of the libraries that its own hosts have beside it (null: those of the runtime).</summary>
internal sealed record RoslynVersion(string Version, string? Metadata, string Composition)
{
    public static RoslynVersion Newest => All[^1];

    // The oldest is the one that ships; of the others, one a generation of hosts: .NET 9 SDK and VS 17.14, .NET 10 SDK and VS 18, and the newest.
    // Nothing older than 9.0.0 of System.Composition can be had everywhere; the shipped assemblies do not reference it.
    public static IReadOnlyList<RoslynVersion> All { get; } =
    [
        new("4.8.0", Metadata: "7.0.0", Composition: "9.0.0"),
        new("4.14.0", Metadata: "9.0.0", Composition: "9.0.0"),
        new("5.0.0", Metadata: "9.0.0", Composition: "9.0.0"),
        new("5.12.0", Metadata: null, Composition: "10.0.10"),
    ];

    public LoadedRoslyn Load(PackedPackages packages)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ExecutionContextGuard.RoslynHost"] = typeof(RoslynHost.RoslynHost).Assembly.Location,
            ["ExecutionContextGuard.Analyzers"] = packages.AnalyzerAssembly,
            ["ExecutionContextGuard.CodeFixes"] = packages.CodeFixAssembly,
        };
        foreach (var (id, version) in Packages())
        {
            foreach (var file in Directory.GetFiles(LibraryFolder(id, version), "*.dll"))
            {
                files[Path.GetFileNameWithoutExtension(file)] = file;
            }
        }

        var context = new Context(Version, files);
        return new LoadedRoslyn(context.LoadFromAssemblyName(new AssemblyName("ExecutionContextGuard.RoslynHost")), packages);
    }

    public override string ToString() => Version;

    private IEnumerable<(string Id, string Version)> Packages()
    {
        foreach (var part in (string[])["Common", "CSharp", "Workspaces.Common", "CSharp.Workspaces"])
        {
            yield return ("Microsoft.CodeAnalysis." + part, Version);
        }

        foreach (var part in (string[])["AttributedModel", "Convention", "Hosting", "Runtime", "TypedParts"])
        {
            yield return ("System.Composition." + part, Composition);
        }

        if (this == Newest)
        {
            // What stands behind the light bulb; older ones differ in their inside.
            foreach (var part in (string[])["Features", "CSharp.Features", "Scripting.Common"])
            {
                yield return ("Microsoft.CodeAnalysis." + part, Version);
            }

            yield return ("Microsoft.CodeAnalysis.Elfie", "1.0.0");
            yield return ("Microsoft.DiaSymReader", "2.2.10");
        }

        yield return ("Humanizer.Core", "2.14.1");
        if (Metadata is not null)
        {
            yield return ("System.Collections.Immutable", Metadata);
            yield return ("System.Reflection.Metadata", Metadata);
        }
    }

    /// <summary>The folder for the newest .NET of the package, or else the one for .NET Standard.</summary>
    private static string LibraryFolder(string id, string version) =>
        Directory.GetDirectories(Path.Combine(RepositoryPaths.Packages, id.ToLowerInvariant(), version, "lib"))
            .Where(folder => Path.GetFileName(folder) is "netstandard2.0" or "net6.0" or "net7.0" or "net8.0" or "net9.0" or "net10.0")
            .MaxBy(folder => Path.GetFileName(folder) is ['n', 'e', 't', .. var number] && System.Version.TryParse(number, out var parsed) ? parsed : new Version(0, 0))!;

    private sealed class Context(string version, Dictionary<string, string> files) : AssemblyLoadContext("Roslyn " + version)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (!files.TryGetValue(assemblyName.Name!, out var path))
            {
                return null;
            }

            // Read, not mapped: the folder of the packed package can be deleted while this process still runs.
            using var image = new MemoryStream(File.ReadAllBytes(path));
            return LoadFromStream(image);
        }
    }
}
