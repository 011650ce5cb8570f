using System.Reflection;

namespace ExecutionContextGuard.Package.Tests;

/// <summary>Where this repository and the machine's packages lie, as the build of this assembly knew them.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The user's packages folder: consumers read third-party packages from it and never write to it.</summary>
    public static string Packages { get; } = Metadata("PackagesFolder");

    public static string TestProject { get; } = Path.Combine(Root, "tests", "ExecutionContextGuard.Package.Tests");

    /// <summary>What the project file of these tests says under the key.</summary>
    public static string Metadata(string key) =>
        typeof(RepositoryPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
