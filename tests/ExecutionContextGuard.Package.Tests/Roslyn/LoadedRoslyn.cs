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

    public string[] LightBulb(string source, string at) =>
        (string[])Call(nameof(RoslynHost.CodeFixEngine.LightBulb), packages.AnalyzerAssembly, packages.CodeFixAssembly, source, References, at);

    public string FixAllInDocument(string source, string rule) =>
        (string)Call(nameof(RoslynHost.CodeFixEngine.FixAllInDocument), packages.AnalyzerAssembly, packages.CodeFixAssembly, source, References, rule);

    private object Call(string method, params object[] arguments)
    {
        var type = typeof(RoslynHost.CodeFixEngine).GetMethod(method) is null ? typeof(RoslynHost.RoslynHost) : typeof(RoslynHost.CodeFixEngine);
        try
        {
            return host.GetType(type.FullName!, throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException exception)
        {
            throw new InvalidOperationException(exception.InnerException!.ToString(), exception);
        }
    }
}
