using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace ExecutionContextGuard.Rules;

/// <summary>What a compilation pays in which nothing is guarded: the compiler's own count of our actions.</summary>
public sealed class GateTests
{
    private const string ForeignCode = """
        using Moq;

        public interface IClock { }

        public class AgentRunner { public void RunAgent(object context) { } }

        public class Tests
        {
            public void Test() => new AgentRunner().RunAgent(new Mock<IClock>().Object);
        }
        """;

    [Fact]
    public async Task Foreign_code_has_no_action_but_the_start_and_the_configuration_check()
    {
        var actions = await ActionsOverAsync(ForeignCode);

        Assert.Equal(1, actions.CompilationStartActionsCount);
        Assert.Equal(1, actions.AdditionalFileActionsCount);
        Assert.Equal(0, OtherActions(actions));
    }

    [Theory]
    [InlineData("public sealed class UserExecutionContext { }")]
    [InlineData("namespace Deep.Inside { public interface IUserExecutionContext { } }")]
    [InlineData("public class GuardedContextAttribute : System.Attribute { }")]
    [InlineData("public class AgentExecutionPathAttribute : System.Attribute { }")]
    public async Task A_guarded_type_or_a_mark_opens_the_gate(string declaration)
    {
        var actions = await ActionsOverAsync(ForeignCode + declaration);

        // Calls, creations, indexers, dynamic calls; assignments in three forms; operators; and one for what a context begins with: `with`, initializers, defaults.
        Assert.Equal(9, actions.OperationActionsCount);
    }

    [Theory]
    [InlineData("public class Outer { public class UserExecutionContext { } }")]
    [InlineData("public enum UserExecutionContext { }")]
    [InlineData("public class UserExecutionContextFactory { }")]
    [InlineData("public class Outer { public string UserExecutionContext => nameof(UserExecutionContext); }")]
    public async Task Another_thing_of_the_name_does_not(string declaration)
    {
        var actions = await ActionsOverAsync(ForeignCode + declaration);

        Assert.Equal(0, OtherActions(actions));
    }

    [Theory]
    [InlineData("T:Other.Absent", false)]
    [InlineData("M:Other.Absent.Run", false)]
    [InlineData("!M:AgentRunner.RunAgent", false)]
    [InlineData("!T:AgentRunner", false)]
    [InlineData("mock M:Acme.Doubles.New", false)]
    [InlineData("approved T:AgentRunner", false)]
    [InlineData("real T:IClock => T:Clock", false)]
    [InlineData("7up", false)]
    [InlineData("T:IClock", true)]
    [InlineData("M:AgentRunner.RunAgent", true)]
    [InlineData("path T:AgentRunner", true)]
    public async Task A_catalogue_opens_the_gate_only_for_what_is_in_sight(string line, bool opens)
    {
        var counted = await ActionsOverAsync(ForeignCode, new CatalogueText("ExecutionContextGuard.txt", line));

        Assert.Equal(opens, OtherActions(counted) != 0);
        Assert.Equal(1, counted.AdditionalFileActionsCount);
    }

    private static int OtherActions(AnalyzerTelemetryInfo actions) =>
        actions.OperationActionsCount + actions.OperationBlockStartActionsCount + actions.OperationBlockActionsCount
        + actions.SymbolActionsCount + actions.SymbolStartActionsCount + actions.SyntaxNodeActionsCount + actions.SyntaxTreeActionsCount
        + actions.SemanticModelActionsCount + actions.CodeBlockStartActionsCount + actions.CodeBlockActionsCount
        + actions.CompilationActionsCount + actions.CompilationEndActionsCount;

    private static async Task<AnalyzerTelemetryInfo> ActionsOverAsync(string source, params AdditionalText[] files)
    {
        var analyzer = new ExecutionContextAnalyzer();
        var compilation = CSharpCompilation.Create(
            "Foreign",
            [CSharpSyntaxTree.ParseText(source)],
            References.Net8.AddRange(References.AspNet8).AddRange(References.Of("Moq", "4.20.72")),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var run = new CompilationWithAnalyzers(compilation, [analyzer], new AnalyzerOptions([.. files]));
        await run.GetAllDiagnosticsAsync(CancellationToken.None);
        return await run.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None);
    }

    private sealed class CatalogueText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) => Microsoft.CodeAnalysis.Text.SourceText.From(text);
    }
}
