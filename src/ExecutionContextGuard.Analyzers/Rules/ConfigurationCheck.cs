using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG9001: a key or value under our prefix that cannot be understood is said at its line.</summary>
internal static class ConfigurationCheck
{
    public static void Register(CompilationStartAnalysisContext context) => context.RegisterAdditionalFileAction(Check);

    private static void Check(AdditionalFileAnalysisContext context)
    {
        if (!IsConfiguration(context.AdditionalFile.Path) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        foreach (var line in text.Lines)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (ConfigurationLine.TryRead(text, line, out var setting) && setting.Complaint() is { } complaint)
            {
                var location = Location.Create(context.AdditionalFile.Path, setting.Span, text.Lines.GetLinePositionSpan(setting.Span));
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.InvalidConfiguration, location, complaint));
            }
        }
    }

    private static bool IsConfiguration(string path) =>
        path.EndsWith(".editorconfig", System.StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".globalconfig", System.StringComparison.OrdinalIgnoreCase);
}
