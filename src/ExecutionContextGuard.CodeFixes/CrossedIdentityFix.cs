using System.Collections.Immutable;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Identities;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ExecutionContextGuard;

/// <summary>ECG2003: gives each of two crossed IDs its own place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CrossedIdentityFix))]
public sealed class CrossedIdentityFix : CodeFixProvider
{
    private static readonly UncrossIdentities s_edit = new();

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.CrossedIdentity);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SmallEditFixAll(s_edit);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => s_edit.RegisterAsync(context);
}
