using ExecutionContextGuard.Measuring;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Benchmarks;

/// <summary>Whether a file costs the same in a large code base as in a small one.</summary>
internal static class Scale
{
    private const int Rounds = 5;

    /// <param name="arguments">The numbers of files; <c>--rounds n</c>: one is enough for steps and allocations, which are the same in each.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var option = Array.IndexOf(arguments, "--rounds");
        var rounds = option < 0 ? Rounds : int.Parse(arguments[option + 1]);
        int[] sizes = [.. arguments.Take(option < 0 ? arguments.Length : option).Select(int.Parse)];
        sizes = sizes.Length == 0 ? [1_000, 4_000, 16_000] : sizes;
        var counted = new Dictionary<int, StepCounter>();
        var meters = sizes.ToDictionary(static size => size, static _ => new List<Meter>());
        await MeterAsync(Compile(sizes[0]));
        for (var round = 0; round < rounds; round++)
        {
            // In turns: a machine is not as fast in one quarter of an hour as in the next.
            foreach (var size in sizes)
            {
                var compilation = Compile(size);
                meters[size].Add(await MeterAsync(compilation));
                if (round == 0)
                {
                    counted.Add(size, await Measurement.StepsAsync(compilation));
                }
            }
        }

        Table.Head("test files", "values followed", "steps a file", "allocated a file", $"time a file (median of {rounds})", "time of our actions", "gate");
        (double Steps, double Bytes, double Time)? first = null;
        foreach (var size in sizes)
        {
            var now = (
                Steps: (double)counted[size].Steps / size,
                Bytes: Table.Median(meters[size].Select(static meter => (double)meter.Operations.Bytes)) / size,
                Time: Table.Median(meters[size].Select(static meter => meter.Operations.Time.TotalMicroseconds)) / size);
            first ??= now;
            Table.Row(
                $"{size:N0}",
                $"{counted[size].Arguments:N0}",
                $"{now.Steps:F3} ({Change(now.Steps, first.Value.Steps):+0.0%;-0.0%;0.0%})",
                $"{now.Bytes:N0} bytes ({Change(now.Bytes, first.Value.Bytes):+0.0%;-0.0%;0.0%})",
                $"{now.Time:F1} us ({Change(now.Time, first.Value.Time):+0.0%;-0.0%;0.0%})",
                $"{Table.Median(meters[size].Select(static meter => meter.Operations.Time.TotalMilliseconds)):F0} ms",
                $"{Table.Median(meters[size].Select(static meter => meter.Start.Time.TotalMilliseconds)):F1} ms");
        }
    }

    // Rounded first: a change that rounds to nothing has no sign.
    private static decimal Change(double now, double first) => Math.Round((decimal)(now / first) - 1, 3);

    private static CSharpCompilation Compile(int files)
    {
        var compilation = CSharpCompilation.Create(
            "Generated",
            GeneratedTests.Files(files).Select(static file => CSharpSyntaxTree.ParseText(file.Code, path: file.Path)),
            References.Net8.AddRange(References.Of("Moq", "4.20.72")).AddRange(References.Of("xunit.extensibility.core", "2.9.3")),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        if (files <= 1_000 && compilation.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }

        return compilation;
    }

    private static async Task<Meter> MeterAsync(CSharpCompilation compilation)
    {
        GC.Collect();
        return await Measurement.MeterAsync(compilation, bindFirst: true);
    }
}
