using System;
using System.Collections.Generic;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG9001: what we are told and cannot understand is said at its line; what reaches us without a file, once and without a place.</summary>
internal static class ConfigurationCheck
{
    private const string Allowance = "AllowContextDouble";

    public static void Register(CompilationStartAnalysisContext context, GuardOptions options)
    {
        context.RegisterAdditionalFileAction(CheckFile);
        if (SettingsWithoutFile.Complaints(context.Options, options, context.Compilation, context.CancellationToken) is { } complaints)
        {
            // Only here is the end of the compilation waited for: there is no file whose analysis could say it.
            context.RegisterCompilationEndAction(end =>
            {
                foreach (var complaint in complaints)
                {
#pragma warning disable RS1037 // The tag would keep the ECG9001s that do have a line out of the editor.
                    end.ReportDiagnostic(Diagnostic.Create(Descriptors.InvalidConfiguration, Location.None, complaint));
#pragma warning restore RS1037
                }
            });
        }
    }

    /// <summary>`[AllowContextDouble("")]` allows nothing, and whoever wrote it should know.</summary>
    public static void RegisterAllowances(CompilationStartAnalysisContext context) => context.RegisterSyntaxNodeAction(CheckAllowance, SyntaxKind.Attribute);

    private static void CheckFile(AdditionalFileAnalysisContext context)
    {
        var path = context.AdditionalFile.Path;
        if (ConfigurationFiles.IsSettings(path))
        {
            CheckLines(context, static (text, line, _) =>
                ConfigurationLine.TryRead(text, line, out var setting) ? (setting.Span, setting.Complaint()) : default);
        }
        else if (ConfigurationFiles.IsCatalogue(path))
        {
            CheckLines(context, static (text, line, _) =>
                CatalogueLine.TryRead(text, line, out var entry) ? (entry.Span, entry.Complaint) : default);
        }
        else if (ConfigurationFiles.IsBaseline(path))
        {
            CheckLines(context, static (text, line, seen) =>
            {
                if (!BaselineLine.TryRead(text, line, out var entry))
                {
                    return default;
                }

                // What a merge of two branches leaves behind.
                return (entry.Span, entry.Complaint ?? (seen.Add(entry.Key)
                    ? null
                    : "This rule, member and path are listed above; keep one of the lines, the larger count holds"));
            });
        }
    }

    private static void CheckLines(AdditionalFileAnalysisContext context, Func<SourceText, TextLine, HashSet<BaselineKey>, (TextSpan Span, string? Complaint)> read)
    {
        if (context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var seen = new HashSet<BaselineKey>();
        foreach (var line in text.Lines)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (read(text, line, seen) is { Complaint: { } complaint, Span: var span })
            {
                var location = Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span));
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.InvalidConfiguration, location, complaint));
            }
        }
    }

    private static void CheckAllowance(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        var name = attribute.Name switch
        {
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            _ => "",
        };
        if (name is not (Allowance or Allowance + "Attribute"))
        {
            return;
        }

        if (attribute.ArgumentList is { Arguments: { Count: > 0 } arguments })
        {
            var reason = context.SemanticModel.GetConstantValue(arguments[0].Expression, context.CancellationToken);
            // What is no constant does not compile: the compiler says so.
            if (!reason.HasValue || !string.IsNullOrWhiteSpace(reason.Value as string))
            {
                return;
            }
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.InvalidConfiguration,
            attribute.GetLocation(),
            "'[AllowContextDouble]' without a reason allows nothing; say why this double may stay"));
    }
}
