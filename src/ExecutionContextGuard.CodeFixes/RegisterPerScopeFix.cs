using System.Collections.Immutable;
using ExecutionContextGuard.Declarations;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard;

/// <summary>Registers a context per scope, where it was registered once for all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegisterPerScopeFix))]
public sealed class RegisterPerScopeFix : FindingFix
{
    private const string Singleton = "Singleton";
    private const string Scoped = "Scoped";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.ContextOutlivesRequest);

    internal override string EquivalenceKey => "ExecutionContextGuard.RegisterPerScope";

    private static string Title(string typeName) => $"Register '{typeName}' per scope";

    internal override async Task<(string Title, EditGroup Group)?> PlanAsync(Workshop workshop, Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<SimpleNameSyntax>() is not { } name
            || !name.Identifier.ValueText.EndsWith(Singleton, StringComparison.Ordinal)
            || name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method
            || await ProjectFacts.ReadAsync(document.Project, cancellationToken).ConfigureAwait(false) is not { } facts
            || Registered(method, call, model, facts, cancellationToken) is not { } type)
        {
            return null;
        }

        var end = name.Identifier.Span.End;
        var change = new TextChange(TextSpan.FromBounds(end - Singleton.Length, end), Scoped);
        var edit = new DocumentEdit(document.Id, ImmutableArray.Create(change), ImmutableArray<string>.Empty);
        var group = new EditGroup(document.Id, name.Span, type.Name, ImmutableArray.Create(edit), ImmutableArray.Create(diagnostic));

        // `AddSingleton(context)` hands over one object: there is no `AddScoped` that takes it, and the compiler says so.
        return await Proof.HoldsAsync(document.Project.Solution, group, [], cancellationToken).ConfigureAwait(false) ? (Title(type.Name), group) : null;
    }

    /// <summary>The context itself: a `Lazy` or a dictionary of contexts per scope would be another design, not another lifetime.</summary>
    private static ITypeSymbol? Registered(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel model, ProjectFacts facts, CancellationToken cancellationToken)
    {
        foreach (var argument in method.TypeArguments)
        {
            if (facts.Guarded.IsGuarded(argument))
            {
                return argument;
            }
        }

        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is TypeOfExpressionSyntax named
                && model.GetTypeInfo(named.Type, cancellationToken).Type is { } type
                && facts.Guarded.IsGuarded(type))
            {
                return type;
            }
        }

        return null;
    }
}
