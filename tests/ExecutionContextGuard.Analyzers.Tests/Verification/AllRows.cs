using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit.v3;

namespace ExecutionContextGuard.Verification;

/// <summary>The rows of the suite as a stock of code, and which of them can stand in one compilation.</summary>
internal static class AllRows
{
    /// <summary>Every row of every class of rows in this assembly, theories with all their data.</summary>
    public static async Task<ImmutableArray<Row>> CollectAsync()
    {
        var rows = ImmutableArray.CreateBuilder<Row>();
        foreach (var type in typeof(AllRows).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RowTests)) && !type.IsAbstract))
        {
            foreach (var method in type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)))
            {
                Assert.False(method.IsDefined(typeof(AsyncStateMachineAttribute)), $"{type.Name}.{method.Name} must return its row, so that its source can be cut into stumps.");
                await using var tracker = new Xunit.Sdk.DisposalTracker();
                var data = new List<object?[]>();
                foreach (var attribute in method.GetCustomAttributes().OfType<IDataAttribute>())
                {
                    data.AddRange((await attribute.GetData(method, tracker)).Select(row => row.GetData()));
                }

                var tests = Activator.CreateInstance(type);
                rows.AddRange(Row.Collect(() =>
                {
                    foreach (var arguments in method.GetParameters().Length == 0 ? [[]] : data)
                    {
                        // A row may leave optional arguments out, as the runner allows.
                        var leftOut = Enumerable.Repeat(Type.Missing, method.GetParameters().Length - arguments.Length);
                        method.Invoke(tests, BindingFlags.OptionalParamBinding, binder: null, [.. arguments, .. leftOut], culture: null);
                    }
                }));
            }
        }

        return rows.ToImmutable();
    }

    /// <summary>
    /// What rows must have in common to stand in one compilation, each in a namespace of its own; null for a row that must stand alone: what it says is about the project, or it has further files,
    /// namespaces or statements outside of a type.
    /// </summary>
    public static string? Company(Row row)
    {
        if (row.LanguageVersion < LanguageVersion.CSharp10
            || row.Documents.Count != 1
            || row.Builds.Count != 1
            || row.AdditionalFiles.Count + row.ReferencedProjects.Count + row.Configs.Count != 0)
        {
            return null;
        }

        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(row.Documents[0].Markup.Text, new CSharpParseOptions(row.LanguageVersion)).GetRoot();
        if (root.Externs.Count + root.AttributeLists.Count != 0
            || root.ContainsDirectives
            || root.Usings.Any(@using => @using.GlobalKeyword != default)
            || !root.Members.All(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax))
        {
            return null;
        }

        var packages = row.Libraries.SelectMany(library => library.Packages(0)).Select(package => $"{package.Package} {package.Version}");
        return $"{row.LanguageVersion} {row.HasAspNet} {row.HasImplicitUsings} {string.Join(", ", packages)}\n{row.ContextSource}";
    }

    /// <summary>Whether a namespace can stand around the file's code: nothing in it must be at its top, and no setting or catalogue names a type or member whole.</summary>
    public static bool StandsInANamespace(Row row, SyntaxTree tree)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        return row.AdditionalFiles.Count == 0
            && row.Configs.All(static config => config.Text.Split('\n').All(static line => line.IndexOf('=') is var end && (end < 0 || !line.AsSpan(end).Contains('.'))))
            && root.Externs.Count + root.AttributeLists.Count == 0
            && !root.Usings.Any(static @using => @using.GlobalKeyword != default)
            && !root.Members.Any(static member => member is FileScopedNamespaceDeclarationSyntax or GlobalStatementSyntax);
    }

    /// <summary>The compilation of a row without its code, and with these codes in its place, each in a namespace of its own.</summary>
    public static async Task<(Compilation Compilation, Project Project)> TogetherAsync(Row first, IEnumerable<string> codes)
    {
        var project = RowSolution.Create(first).Projects.Single();
        var compilation = (await project.GetCompilationAsync())!;
        var own = compilation.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == RowDocument.MainName);
        var files = codes.Select((code, i) => CSharpSyntaxTree.ParseText($"namespace Row{i};\n{code}", (CSharpParseOptions)own.Options, $"{RowSolution.Folder(0)}Row{i}.cs"));
        return (compilation.RemoveSyntaxTrees(own).AddSyntaxTrees(files), project);
    }
}
