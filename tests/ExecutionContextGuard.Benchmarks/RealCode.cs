using System.Collections.Immutable;
using System.Diagnostics;
using ExecutionContextGuard.Measuring;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Benchmarks;

/// <summary>A code base that nobody here wrote: our time beside the compiler's own, and beside that of other analyzers in the same run.</summary>
internal static class RealCode
{
    public static async Task RunAsync(string folder, string[] arguments)
    {
        var production = arguments.Contains("--production");
        var compilation = Compile(folder, production);
        var options = new AnalyzerOptions([], new Configured(Values("--context"), production));
        var peers = arguments.Contains("--alone") ? [] : Peers.All(Values("--peer")).ToList();
        var rounds = Values("--rounds").Select(int.Parse).LastOrDefault(3);
        var bindings = new List<double>();
        var meters = new List<Meter>();
        var lookUps = new List<Meter>();
        var telemetry = new List<Dictionary<string, (double Milliseconds, int Analyzers, int Rules)>>();
        for (var i = 0; i <= rounds; i++)
        {
            var binding = Bind(compilation);
            var meter = await Measurement.MeterAsync(compilation, options, bindFirst: true);
            var lookUp = await Measurement.MeterAsync(compilation, options, bindFirst: true, new LookUpOnly());
            var together = await TogetherAsync(compilation, options, peers);
            if (i > 0)
            {
                // The first round warms up.
                bindings.Add(binding);
                meters.Add(meter);
                lookUps.Add(lookUp);
                telemetry.Add(together);
            }
        }

        var counted = await Measurement.StepsAsync(compilation, options);
        var bound = Table.Median(bindings);
        var ours = Table.Median(meters.Select(static meter => meter.Time.TotalMilliseconds));
        var least = Table.Median(lookUps.Select(static meter => meter.Time.TotalMilliseconds));
        Table.Head("files", "values followed", "origins", "steps of all (of the worst)", "binding", "our actions", "ratio", "gate", "allocated by us", "looking up each call's method, and nothing else");
        Table.Row(
            $"{compilation.SyntaxTrees.Length:N0}",
            $"{counted.Arguments:N0}",
            string.Join(", ", counted.Origins.OrderBy(static origin => origin.Key).Select(static origin => $"{origin.Key} {origin.Value}")),
            $"{counted.Steps:N0} ({counted.Most})",
            $"{bound:F0} ms",
            $"{ours:F1} ms",
            $"{ours / bound:P2}",
            $"{Table.Median(meters.Select(static meter => meter.Start.Time.TotalMilliseconds)):F1} ms",
            $"{meters[0].Bytes / 1024:N0} KB",
            $"{least:F1} ms ({least / bound:P2})");
        Console.WriteLine();
        Table.Head("our actions", "calls", "time", "of it the meter itself", "allocated");
        foreach (var (kind, cost) in meters[0].Actions)
        {
            Table.Row(
                kind,
                $"{cost.Calls:N0}",
                $"{Table.Median(meters.Select(meter => meter.Actions[kind].Time.TotalMilliseconds)):F1} ms",
                $"{Meter.OfItself(cost.Calls).TotalMilliseconds:F1} ms",
                $"{cost.Bytes / 1024:N0} KB");
        }

        Console.WriteLine();
        Table.Head("part of our actions", "time", "allocated");
        Table.Row("which parameters are paths", $"{counted.Paths.Time.TotalMilliseconds:F1} ms", $"{counted.Paths.Bytes / 1024:N0} KB");
        Table.Row("following what enters them", $"{counted.Resolving.Time.TotalMilliseconds:F1} ms", $"{counted.Resolving.Bytes / 1024:N0} KB");
        if (production)
        {
            // What is bound for the first time while an ID is followed counts here, too.
            var identities = await Measurement.IdentitiesAsync(compilation, options);
            Table.Row($"which calls take IDs ({identities.Calls:N0} do)", $"{identities.Reading.Time.TotalMilliseconds:F1} ms", $"{identities.Reading.Bytes / 1024:N0} KB");
            Table.Row($"following the {identities.Ids:N0} IDs of contexts", $"{identities.Following.Time.TotalMilliseconds:F1} ms", $"{identities.Following.Bytes / 1024:N0} KB");
            Table.Row(
                $"asking {identities.StandingIn.Calls:N0} constants what they stand in for",
                $"{identities.StandingIn.Time.TotalMilliseconds:F1} ms",
                $"{identities.StandingIn.Bytes / 1024:N0} KB");
        }

        Console.WriteLine();
        Table.Head("analyzers, all in one run", "rules", "time", "of binding", "a rule");
        foreach (var name in telemetry[0].Keys)
        {
            var time = Table.Median(telemetry.Select(round => round[name].Milliseconds));
            var rules = telemetry[0][name].Rules;
            Table.Row(name, $"{rules}", $"{time:F0} ms", $"{time / bound:P1}", $"{time / rules:F2} ms");
        }

        IEnumerable<string> Values(string option) =>
            arguments.Index().Where(argument => argument.Index > 0 && arguments[argument.Index - 1] == option).Select(static argument => argument.Item);
    }

    private static double Bind(CSharpCompilation compilation)
    {
        var fresh = Measurement.Fresh(compilation);
        var watch = Stopwatch.StartNew();
        fresh.GetDiagnostics();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static async Task<Dictionary<string, (double Milliseconds, int Analyzers, int Rules)>> TogetherAsync(
        CSharpCompilation compilation,
        AnalyzerOptions options,
        List<(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)> peers)
    {
        (string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)[] all = [.. peers, ("ExecutionContextGuard", [new ExecutionContextAnalyzer()])];
        var run = new CompilationWithAnalyzers(
            Measurement.Fresh(compilation),
            [.. all.SelectMany(static one => one.Analyzers)],
            new CompilationWithAnalyzersOptions(options, static (_, _, _) => { }, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        await run.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        var result = new Dictionary<string, (double, int, int)>();
        foreach (var (name, analyzers) in all)
        {
            var time = TimeSpan.Zero;
            var rules = new HashSet<string>();
            foreach (var analyzer in analyzers)
            {
                time += (await run.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime;

                // The driver does not run what is off by default: it is no rule of this run.
                rules.UnionWith(analyzer.SupportedDiagnostics.Where(static rule => rule.IsEnabledByDefault).Select(static rule => rule.Id));
            }

            result.Add(name, (time.TotalMilliseconds, analyzers.Length, rules.Count));
        }

        return result;
    }

    /// <summary>All files beneath the folder; of a code base's production half those whose path does not say "test".</summary>
    private static CSharpCompilation Compile(string folder, bool production)
    {
        var parse = new CSharpParseOptions(
            LanguageVersion.Latest,
            preprocessorSymbols: ["NET", "NET8_0", "NET8_0_OR_GREATER", "NET7_0_OR_GREATER", "NET6_0_OR_GREATER", "NET5_0_OR_GREATER", "NETCOREAPP"]);
        var usings = "System System.Collections.Generic System.IO System.Linq System.Net.Http System.Threading System.Threading.Tasks"
            .Split(' ')
            .Select(static name => $"global using global::{name};");
        var trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !production || !Path.GetRelativePath(folder, path).Contains("test", StringComparison.OrdinalIgnoreCase))
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parse, path))
            .Append(CSharpSyntaxTree.ParseText(string.Join('\n', usings), parse, "Usings.cs"));
        return CSharpCompilation.Create(
            "Real",
            trees,
            References.Net8.AddRange(References.AspNet8)
                .AddRange(References.Of("Moq", "4.20.72"))
                .AddRange(References.Of("NSubstitute", "5.3.0"))
                .AddRange(References.Of("xunit.abstractions", "2.0.3"))
                .AddRange(References.Of("xunit.assert", "2.9.3"))
                .AddRange(References.Of("xunit.extensibility.core", "2.9.3")),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Annotations));
    }

    /// <summary>The context types, as a team's .editorconfig names them; in production code the rules that test projects do without, and all frameworks, too.</summary>
    private sealed class Configured(IEnumerable<string> contextTypes, bool production) : AnalyzerConfigOptionsProvider
    {
        private readonly Options _options = new(new Dictionary<string, string>
        {
            ["execution_context_guard.context_types"] = string.Join(" | ", contextTypes),
            ["execution_context_guard.test_project"] = production ? "false" : "auto",
            ["execution_context_guard.frameworks"] = production ? "microsoft_agents_ai | microsoft_agents_builder | microsoft_extensions_ai | semantic_kernel" : "",
        });

        public override AnalyzerConfigOptions GlobalOptions => _options;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;

        private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!) && value.Length != 0;
        }
    }
}
