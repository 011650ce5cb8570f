using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Verification;

/// <summary>The assemblies that rows compile against. Each is read once in a test run: Roslyn shares what it knows of a reference among all compilations that have it.</summary>
internal static class References
{
    private static readonly string PackageRoot = typeof(References).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "NuGetPackageRoot")
        .Value!;

    // The newest that a .NET 8 project may use, in the order in which NuGet would choose.
    private static readonly string[] Frameworks =
        ["net8.0", "net7.0", "net6.0", "net5.0", "netcoreapp3.1", "netstandard2.1", "netstandard2.0", "netstandard1.5", "netstandard1.3", "netstandard1.1", "netstandard1.0"];

    private static readonly ConcurrentDictionary<(string Package, string Version), Lazy<ImmutableArray<MetadataReference>>> Known = new();

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyNet8 = new(() => Read("microsoft.netcore.app.ref/8.0.28/ref/net8.0"));

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyAspNet8 = new(() => Read("microsoft.aspnetcore.app.ref/8.0.28/ref/net8.0"));

    public static ImmutableArray<MetadataReference> Net8 => LazyNet8.Value;

    public static ImmutableArray<MetadataReference> AspNet8 => LazyAspNet8.Value;

    public static ImmutableArray<MetadataReference> Of(string package, string version) =>
        Known.GetOrAdd((package, version), static key => new(() => ReadPackage(key.Package, key.Version))).Value;

    private static ImmutableArray<MetadataReference> ReadPackage(string package, string version)
    {
        var folder = $"{package.ToLowerInvariant()}/{version}/lib";
        return Frameworks.FirstOrDefault(framework => Directory.Exists(Path.Combine(PackageRoot, folder, framework))) is { } best
            ? Read($"{folder}/{best}")
            : throw new DirectoryNotFoundException($"{package} {version} is not in the packages folder: name it in Suite.props and restore.");
    }

    private static ImmutableArray<MetadataReference> Read(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(PackageRoot, folder), "*.dll").Order(StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path))];
}
