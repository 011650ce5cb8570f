using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Verification;

/// <summary>The analyzers and code fixes that a row is run with: all that ship, always, so that no rule speaks where it should be silent. Only the verifier's own tests bring others.</summary>
internal sealed record Toolbox(ImmutableArray<DiagnosticAnalyzer> Analyzers, ImmutableArray<CodeFixProvider> Fixes)
{
    public static Toolbox Shipped { get; } = new(
        InstancesOf<DiagnosticAnalyzer>("ExecutionContextGuard.Analyzers", type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null),
        InstancesOf<CodeFixProvider>("ExecutionContextGuard.CodeFixes", type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null));

    public IEnumerable<CodeFixProvider> FixesFor(string id) => Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id));

    private static ImmutableArray<T> InstancesOf<T>(string assembly, Func<Type, bool> isExported)
        where T : class =>
        [.. Assembly.Load(assembly).GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)) && isExported(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!)];
}
