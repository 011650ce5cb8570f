using System.Reflection;

namespace ExecutionContextGuard.Package.Tests.Roslyn;

/// <summary>The shipped assemblies beside one version of Roslyn.</summary>
internal sealed class LoadedRoslyn(Assembly host, PackedPackages packages)
{
    // The reference assemblies of .NET 8, which every tested Roslyn can read, and the real Moq.
    private static readonly string[] References =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryPaths.Packages, "microsoft.netcore.app.ref", "8.0.28", "ref", "net8.0"), "*.dll"),
        Path.Combine(AppContext.BaseDirectory, "Moq.dll"),
    ];

    public string Version => (string)Call(nameof(RoslynHost.RoslynHost.Version));

    public string[] Rules() => (string[])Call(nameof(RoslynHost.RoslynHost.Rules), packages.AnalyzerAssembly);

    public string[] Findings(string source) => (string[])Call(nameof(RoslynHost.RoslynHost.Findings), packages.AnalyzerAssembly, source, References);

    public string FixedSource(string source) =>
        (string)Call(nameof(RoslynHost.RoslynHost.FixedSource), packages.AnalyzerAssembly, packages.CodeFixAssembly, source, References);

    private object Call(string method, params object[] arguments)
    {
        try
        {
            return host.GetType("ExecutionContextGuard.RoslynHost.RoslynHost", throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException exception)
        {
            throw new InvalidOperationException(exception.InnerException!.ToString(), exception);
        }
    }
}
