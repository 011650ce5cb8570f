using System.Collections.Immutable;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Identities;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard;

/// <summary>ECG2002: throws where a constant took the place of an ID.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FallbackIdentityFix))]
public sealed class FallbackIdentityFix : CodeFixProvider
{
    private static readonly ThrowInsteadOfFallback s_edit = new();

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.FallbackIdentity);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SmallEditFixAll(s_edit);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => s_edit.RegisterAsync(context);
}
