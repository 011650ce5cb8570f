using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.RoslynHost;

/// <summary>
/// The engine behind the light bulb of VS Code and Visual Studio, composed without a window: it analyses by itself, asks the fixes of the project's
/// own analyzer references, and fixes all. It has no public interface, so it is called by name.
/// </summary>
public static class CodeFixEngine
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>For each of our fixes that the light bulb shows at the text: what is underlined, the title, the scopes of fix all, and the previewed source.</summary>
    public static string[] LightBulb(string analyzerAssembly, string codeFixAssembly, string source, string[] references, string at)
    {
        using var workspace = Workspace(out var service);
        var document = Open(workspace, analyzerAssembly, codeFixAssembly, source, references);
        var shown = new List<string>();
        foreach (var collection in Stream(service, document, new TextSpan(source.IndexOf(at, StringComparison.Ordinal), 0)))
        {
            if (!(Get(collection, "Provider")?.GetType().FullName ?? "").StartsWith("ExecutionContextGuard.", StringComparison.Ordinal))
            {
                continue;
            }

            var span = (TextSpan)Get(collection, "TextSpan")!;
            var scopes = string.Join(", ", ((IEnumerable)Get(collection, "SupportedScopes")!).Cast<object>());
            foreach (var fix in (IEnumerable)Get(collection, "Fixes")!)
            {
                var action = (CodeAction)Get(fix, "Action")!;
                shown.Add(source.Substring(span.Start, span.Length));
                shown.Add(action.Title);
                shown.Add(scopes);
                shown.Add(Changed(action.GetPreviewOperationsAsync(CancellationToken.None).GetAwaiter().GetResult(), document));
            }
        }

        return [.. shown];
    }

    /// <summary>The source after fix all in the document, for one rule.</summary>
    public static string FixAllInDocument(string analyzerAssembly, string codeFixAssembly, string source, string[] references, string rule)
    {
        using var workspace = Workspace(out var service);
        var document = Open(workspace, analyzerAssembly, codeFixAssembly, source, references);
        var method = Method(service, "ApplyCodeFixesForSpecificDiagnosticIdAsync");
        var reported = method.GetParameters().Single(parameter => parameter.ParameterType.Name == "IProgress`1").ParameterType.GetGenericArguments();
        var task = (Task)Call(method, service, document, rule, Activator.CreateInstance(typeof(Progress<>).MakeGenericType(reported))!);
        task.GetAwaiter().GetResult();
        var changed = (Document)task.GetType().GetProperty("Result")!.GetValue(task)!;
        return changed.GetTextAsync().GetAwaiter().GetResult().ToString();
    }

    private static AdhocWorkspace Workspace(out object service)
    {
        var host = MefHostServices.Create(MefHostServices.DefaultAssemblies
            .Concat([Assembly.Load("Microsoft.CodeAnalysis.Features"), Assembly.Load("Microsoft.CodeAnalysis.CSharp.Features")])
            .Distinct());
        var contract = Assembly.Load("Microsoft.CodeAnalysis.Features").GetType("Microsoft.CodeAnalysis.CodeFixes.ICodeFixService", throwOnError: true)!;
        var exports = typeof(MefHostServices).GetInterfaces().Single(type => type.Name == "IMefHostExportProvider")
            .GetMethods().Single(method => method.Name == "GetExports" && method.GetGenericArguments().Length == 1);
        var found = ((IEnumerable)exports.MakeGenericMethod(contract).Invoke(host, null)!).Cast<object>().Single();
        service = Get(found, "Value")!;
        return new AdhocWorkspace(host);
    }

    private static Document Open(AdhocWorkspace workspace, string analyzerAssembly, string codeFixAssembly, string source, string[] references)
    {
        var loader = new RoslynHost.Loader();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Consumer",
            "Consumer",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            metadataReferences: references.Select(path => MetadataReference.CreateFromFile(path)),
            analyzerReferences: [new AnalyzerFileReference(analyzerAssembly, loader), new AnalyzerFileReference(codeFixAssembly, loader)]));
        return workspace.AddDocument(project.Id, "Tests.cs", SourceText.From(source));
    }

    private static IEnumerable<object> Stream(object service, Document document, TextSpan span)
    {
        var stream = Call(Method(service, "StreamFixesAsync"), service, document, span);
        var enumerable = stream.GetType().GetInterfaces().Single(type => type.Name == "IAsyncEnumerable`1");
        var enumerator = enumerable.GetMethod("GetAsyncEnumerator")!.Invoke(stream, [CancellationToken.None])!;
        var shape = enumerator.GetType().GetInterfaces().Single(type => type.Name == "IAsyncEnumerator`1");
        while (Wait(shape.GetInterfaces().Append(shape).Select(type => type.GetMethod("MoveNextAsync")).Single(method => method is not null)!.Invoke(enumerator, null)!))
        {
            yield return shape.GetProperty("Current")!.GetValue(enumerator)!;
        }
    }

    private static MethodInfo Method(object service, string name) => service.GetType().GetInterface("ICodeFixService")!.GetMethod(name)!;

    // A ValueTask, which .NET Standard does not know.
    private static bool Wait(object task) => ((Task<bool>)task.GetType().GetMethod("AsTask")!.Invoke(task, null)!).GetAwaiter().GetResult();

    /// <summary>Calls with what is given, by type; everything else is left at its default.</summary>
    private static object Call(MethodInfo method, object target, params object[] given) =>
        method.Invoke(target, [.. method.GetParameters().Select(parameter =>
            given.FirstOrDefault(value => parameter.ParameterType.IsInstanceOfType(value))
            ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null))])!;

    private static object? Get(object target, string member) =>
        target.GetType().GetProperty(member, Members) is { } property ? property.GetValue(target) : target.GetType().GetField(member, Members)!.GetValue(target);

    private static string Changed(IEnumerable<CodeActionOperation> operations, Document document) =>
        operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!.GetTextAsync().GetAwaiter().GetResult().ToString();
}
