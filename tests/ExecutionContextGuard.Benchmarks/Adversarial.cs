using System.Diagnostics;
using ExecutionContextGuard.Measuring;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Benchmarks;

/// <summary>Code that is written to be slow: steps of the worst argument, and our time beside what the compiler itself needs for it.</summary>
internal static class Adversarial
{
    public static async Task RunAsync()
    {
        Table.Head("code", "values followed", "most steps for one", "time in our actions", "time of the compiler", "allocated by us");
        foreach (var (name, code) in AdversarialCode.All)
        {
            var compilation = Compile(code);
            await Measurement.MeterAsync(compilation);
            var fresh = Measurement.Fresh(compilation);
            var watch = Stopwatch.StartNew();
            var errors = fresh.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            var binding = watch.Elapsed;
            if (errors.Count != 0)
            {
                throw new InvalidOperationException($"{name}: {errors[0]}");
            }

            var meter = await Measurement.MeterAsync(compilation);
            var steps = await Measurement.StepsAsync(compilation);
            Table.Row(
                name,
                $"{steps.Arguments:N0}",
                $"{steps.Most}",
                $"{meter.Operations.Time.TotalMilliseconds:F1} ms",
                $"{binding.TotalMilliseconds:F0} ms",
                $"{meter.Operations.Bytes / 1024:N0} KB");
        }
    }

    private static CSharpCompilation Compile(string code) => CSharpCompilation.Create(
        "Adversarial",
        [CSharpSyntaxTree.ParseText(code)],
        References.Net8.AddRange(References.Of("Moq", "4.20.72")),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
