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
}
