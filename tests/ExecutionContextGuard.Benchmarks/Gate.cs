using ExecutionContextGuard.Measuring;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExecutionContextGuard.Benchmarks;

/// <summary>What a compilation pays in which nothing is guarded: the look at the names, and nothing after it.</summary>
internal static class Gate
{
    private const int Rounds = 41;

    public static async Task RunAsync()
    {
        var references = References.Net8.AddRange(References.AspNet8);
        var tree = CSharpSyntaxTree.ParseText(AdversarialCode.FieldWritesAndReads(500)
            .Replace("IUserExecutionContext", "IUserSession", StringComparison.Ordinal)
            .Replace("UserExecutionContext", "UserSession", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create("Foreign", [tree], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var times = new List<double>();
        var meter = new Meter();
        for (var i = 0; i < Rounds; i++)
        {
            meter = await Measurement.MeterAsync(compilation);
            times.Add(meter.Start.Time.TotalMilliseconds);
        }

        Table.Head("references", "gate, first", "gate, warm (median)", "allocated by the gate", "actions after it", "allocated after it");
        Table.Row(
            $"{references.Length}",
            $"{times[0]:F2} ms",
            $"{Table.Median(times.Skip(Rounds / 2)):F3} ms",
            $"{meter.Start.Bytes:N0} bytes",
            $"{meter.Operations.Calls}",
            $"{meter.Operations.Bytes} bytes");
    }
}
