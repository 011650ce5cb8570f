using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Reporting;

/// <summary>The one door through which findings in code leave the analyzer. What the baseline covers stays inside.</summary>
internal sealed class FindingReports(BaselineCover? baseline)
{
    /// <summary>Every finding, as if there were no baseline.</summary>
    public static readonly FindingReports All = new(null);

    public void Report(OperationAnalysisContext context, Diagnostic finding)
    {
        if (baseline?.Covers(context, finding) != true)
        {
            context.ReportDiagnostic(finding);
        }
    }

    /// <summary>A finding about a declaration: there is one of its rule and name in a member.</summary>
    public void Report(SymbolAnalysisContext context, DiagnosticDescriptor rule, Location location, ISymbol member, ISymbol path, params object[] message)
    {
        var bag = FindingSites.AddTo(ImmutableDictionary<string, string?>.Empty, member, path);
        if (baseline?.Accepts(rule, bag) != true)
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, location, bag, message));
        }
    }

    /// <inheritdoc cref="Report(SymbolAnalysisContext, DiagnosticDescriptor, Location, ISymbol, ISymbol, object[])"/>
    public void Report(SemanticModelAnalysisContext context, DiagnosticDescriptor rule, Location location, ISymbol? member, ISymbol path, params object[] message)
    {
        var bag = FindingSites.AddTo(ImmutableDictionary<string, string?>.Empty, member, path);
        if (baseline?.Accepts(rule, bag) != true)
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, location, bag, message));
        }
    }
}
