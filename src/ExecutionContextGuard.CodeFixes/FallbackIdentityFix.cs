using System.Collections.Immutable;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard;

/// <summary>ECG2002: throws where a constant took the place of an ID.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FallbackIdentityFix))]
public sealed class FallbackIdentityFix : IdentityFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.FallbackIdentity);

    internal override string EquivalenceKey => "ExecutionContextGuard.ThrowInsteadOfFallback";

    internal override (string Title, ImmutableArray<TextChange> Changes)? Plan(DocumentFacts document, Diagnostic finding, TypeNamer names, CancellationToken cancellationToken) =>
        ThrowInsteadOfFallback.Plan(document, finding, names, cancellationToken);
}
