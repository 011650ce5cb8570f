using System.Collections.Immutable;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard;

/// <summary>ECG2003: gives each of two crossed IDs its own place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CrossedIdentityFix))]
public sealed class CrossedIdentityFix : IdentityFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.CrossedIdentity);

    internal override string EquivalenceKey => "ExecutionContextGuard.UncrossIdentities";

    internal override (string Title, ImmutableArray<TextChange> Changes)? Plan(DocumentFacts document, Diagnostic finding, TypeNamer names, CancellationToken cancellationToken) =>
        UncrossIdentities.Plan(document, finding, cancellationToken);
}
