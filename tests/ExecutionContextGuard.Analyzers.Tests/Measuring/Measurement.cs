using ExecutionContextGuard.Rules;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Measuring;

/// <summary>Runs over one compilation on one thread, each with a compilation that nothing is known of yet.</summary>
internal static class Measurement
{
    /// <summary>Our actions over the code.</summary>
    /// <param name="compilation">The code.</param>
    /// <param name="options">The settings.</param>
    /// <param name="bindFirst">
    /// Whether a file is bound before the first action looks into it, by the model that the driver gives out, as a compiler binds a body before it has it analysed.
    /// What an action asks for first the compiler would bind anyway, and keeps; left to itself, it would count for the action that happened to ask.
    /// </param>
    /// <param name="measured">Another analyzer than ours.</param>
    public static async Task<Meter> MeterAsync(CSharpCompilation compilation, AnalyzerOptions? options = null, bool bindFirst = false, DiagnosticAnalyzer? measured = null)
    {
        var meter = new Meter();
        var bytes = GC.GetTotalAllocatedBytes();
        var pauses = GC.GetTotalPauseDuration();
        await RunAsync(compilation, new MeasuredAnalyzer(measured ?? new ExecutionContextAnalyzer(), meter, bindFirst), options);
        meter.Bill(GC.GetTotalAllocatedBytes() - bytes, GC.GetTotalPauseDuration() - pauses);
        return meter;
    }

    public static async Task<StepCounter> StepsAsync(CSharpCompilation compilation, AnalyzerOptions? options = null)
    {
        var counter = new StepCounter();
        await RunAsync(compilation, counter, options);
        return counter;
    }

    public static async Task<IdentityCounter> IdentitiesAsync(CSharpCompilation compilation, AnalyzerOptions? options = null)
    {
        var counter = new IdentityCounter();
        await RunAsync(compilation, counter, options);
        return counter;
    }

    /// <summary>The same code, with nothing bound.</summary>
    public static CSharpCompilation Fresh(CSharpCompilation compilation) =>
        CSharpCompilation.Create(compilation.AssemblyName, compilation.SyntaxTrees, compilation.References, compilation.Options.WithConcurrentBuild(false));

    private static async Task RunAsync(CSharpCompilation compilation, DiagnosticAnalyzer analyzer, AnalyzerOptions? options)
    {
        Exception? thrown = null;
        var fresh = Fresh(compilation);

        // The compiler has its references and declarations at hand before an analyzer starts; they are not our cost.
        fresh.GetDeclarationDiagnostics();
        var run = new CompilationWithAnalyzers(
            fresh,
            [analyzer],
            new CompilationWithAnalyzersOptions(
                options ?? new AnalyzerOptions([]),
                (exception, _, _) => thrown ??= exception,
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
        await run.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        if (thrown is not null)
        {
            throw new InvalidOperationException("The analyzer threw.", thrown);
        }
    }
}
