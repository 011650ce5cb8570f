using ExecutionContextGuard.Package.Tests.Roslyn;

namespace ExecutionContextGuard.Package.Tests;

internal sealed record ShippedRule(string Id, string Severity);

/// <summary>The rules as the shipped analyzers themselves tell them.</summary>
internal static class ShippedRules
{
    public static IReadOnlyList<ShippedRule> Read(PackedPackages packages) =>
        [.. RoslynVersion.Newest.Load(packages).Rules().Select(line => line.Split(' ')).Select(words => new ShippedRule(words[0], words[1]))];
}
