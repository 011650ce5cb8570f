using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Benchmarks;

/// <summary>The analyzers of the field, as their packages ship them.</summary>
internal static class Peers
{
    private static readonly (string Package, string Version)[] Packages =
    [
        ("NSubstitute.Analyzers.CSharp", "1.0.17"),
        ("xunit.analyzers", "2.2.0"),
        ("Meziantou.Analyzer", "3.0.321"),
        ("Roslynator.Analyzers", "5.0.1"),
        ("SonarAnalyzer.CSharp", "10.36.0.15337"),
    ];

    public static IEnumerable<(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)> All(IEnumerable<string> assemblies)
    {
        var root = typeof(Peers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "NuGetPackageRoot").Value!;
        foreach (var (package, version) in Packages)
        {
            var folder = Path.Combine(root, package.ToLowerInvariant(), version, "analyzers");
            yield return ($"{package} {version}", Load(Newest(Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories))));
        }

        foreach (var assembly in assemblies)
        {
            yield return (Path.GetFileNameWithoutExtension(assembly), Load([Path.GetFullPath(assembly)]));
        }
    }

    /// <summary>Of a package that has a folder for each Roslyn (roslyn4.7), the newest one.</summary>
    private static IEnumerable<string> Newest(IEnumerable<string> files) => files
        .Where(static file => !file.Contains("/vb/", StringComparison.Ordinal) && !file.EndsWith(".resources.dll", StringComparison.Ordinal))
        .GroupBy(static file => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))! is var name && name.StartsWith("roslyn", StringComparison.Ordinal) ? Version.Parse(name[6..]) : new Version(0, 0))
        .OrderByDescending(static folder => folder.Key)
        .First();

    private static ImmutableArray<DiagnosticAnalyzer> Load(IEnumerable<string> files)
    {
        var all = files.ToList();
        var loader = new Loader(Path.GetDirectoryName(all[0])!);
        return [.. all.SelectMany(file => new AnalyzerFileReference(file, loader).GetAnalyzers(LanguageNames.CSharp))];
    }

    /// <summary>Each peer finds its own libraries, and the compiler that we run in.</summary>
    private sealed class Loader(string folder) : AssemblyLoadContext(isCollectible: false), IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var own = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(own)
                && assemblyName.Name is not ("Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.CSharp")
                && !assemblyName.Name!.StartsWith("System.", StringComparison.Ordinal)
                    ? LoadFromAssemblyPath(own)
                    : null;
        }
    }
}
