#pragma warning disable RS1026, RS1012 // A measurement hands registrations on, and runs one action after the other.

using System.Collections.Immutable;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Measuring;

/// <summary>Does a part of what the shipped analyzer does, and counts. It reports nothing; its descriptors are borrowed because an analyzer without any is not run.</summary>
internal abstract class Counter(bool isTestProject) : DiagnosticAnalyzer
{
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => new ExecutionContextAnalyzer().SupportedDiagnostics;

    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>Asks for the operations to count.</summary>
    protected abstract void Register(CompilationStartAnalysisContext context, GuardedCompilation known);

    private void Start(CompilationStartAnalysisContext context)
    {
        var options = GuardOptions.Read(context.Options, context.Compilation, context.CancellationToken);
        var guarded = GuardedTypes.Find(context.Compilation, options, context.CancellationToken);
        Register(context, new GuardedCompilation(context.Compilation, options, guarded, new PathMarks(guarded, options), isTestProject));
    }
}
