using System.Collections.Immutable;
using ExecutionContextGuard.Declarations;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard;

/// <summary>Declares the real context type on a loosely typed path, with all that overrides or implements it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareRealContextFix))]
public sealed class DeclareRealContextFix : FindingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.LooselyTypedExecutionPath);

    internal override string EquivalenceKey => "ExecutionContextGuard.DeclareRealContext";

    private static string Title(string typeName) => $"Declare the real '{typeName}'";

    internal override async Task<(string Title, EditGroup Group)?> PlanAsync(Workshop workshop, Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await ProjectFacts.ReadAsync(document.Project, cancellationToken).ConfigureAwait(false) is not { Guarded.Preferred: { } preferred } facts
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ParameterSyntax>() is not { } written
            || model.GetDeclaredSymbol(written, cancellationToken) is not IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter
            // Whoever reads the property of a positional record would get another type, too.
            || written.Parent?.Parent is TypeDeclarationSyntax or DelegateDeclarationSyntax)
        {
            return null;
        }

        var family = await ContextFamily.OfAsync(method, solution, cancellationToken).ConfigureAwait(false);
        if (family.Exists(member => HasTypedOverload(member, parameter.Ordinal, facts.Guarded)))
        {
            return null;
        }

        var concerned = new HashSet<DocumentId>();
        foreach (var member in family)
        {
            concerned.UnionWith(await ContextFamily.ConcernedAsync(member, solution, cancellationToken).ConfigureAwait(false));
        }

        foreach (var type in Candidates(preferred, facts))
        {
            if (await EditsAsync(family, parameter.Ordinal, type, solution, cancellationToken).ConfigureAwait(false) is { } edits)
            {
                var group = new EditGroup(document.Id, written.Span, type.Name, edits, ImmutableArray.Create(diagnostic));
                if (await Proof.HoldsAsync(solution, group, concerned, cancellationToken).ConfigureAwait(false))
                {
                    return (Title(type.Name), group);
                }
            }
        }

        return null;
    }

    /// <summary>`Run(object context)` beside `Run(IUserExecutionContext context)`: a call that took the second would quietly take the first.</summary>
    private static bool HasTypedOverload(IMethodSymbol method, int ordinal, GuardedTypes guarded)
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(method.Name))
            {
                if (member is IMethodSymbol other && ordinal < other.Parameters.Length && guarded.IsGuarded(other.Parameters[ordinal].Type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The real type, then what it implements: callers that hold no more than the interface compile with that.</summary>
    private static IEnumerable<INamedTypeSymbol> Candidates(INamedTypeSymbol preferred, ProjectFacts facts)
    {
        var real = facts.RealTypes.Of(preferred) ?? preferred;
        yield return real;
        foreach (var implemented in real.AllInterfaces)
        {
            if (facts.Guarded.IsGuarded(implemented))
            {
                yield return implemented;
            }
        }
    }

    /// <summary>The type of the parameter in every declaration; null where one cannot be written.</summary>
    private static async Task<ImmutableArray<DocumentEdit>?> EditsAsync(
        List<IMethodSymbol> family, int ordinal, INamedTypeSymbol type, Solution solution, CancellationToken cancellationToken)
    {
        var edits = ImmutableArray.CreateBuilder<DocumentEdit>();
        var written = new HashSet<SyntaxNode>();
        foreach (var declared in family.SelectMany(static member => new[] { member, member.PartialDefinitionPart, member.PartialImplementationPart }).OfType<IMethodSymbol>())
        {
            foreach (var reference in declared.Parameters[ordinal].DeclaringSyntaxReferences)
            {
                if (await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not ParameterSyntax { Type: { } old }
                    || solution.GetDocument(reference.SyntaxTree) is not { } document
                    || await ProjectFacts.ReadAsync(document.Project, cancellationToken).ConfigureAwait(false) is not { } project
                    || await DocumentFacts.ReadAsync(project, document, cancellationToken).ConfigureAwait(false) is not { } facts)
                {
                    return null;
                }

                if (written.Add(old))
                {
                    var names = new TypeNamer(facts);
                    var name = names.Name(type, old.SpanStart) + (old is NullableTypeSyntax ? "?" : "");
                    edits.Add(new DocumentEdit(document.Id, ImmutableArray.Create(new TextChange(old.Span, name)), names.Namespaces));
                }
            }
        }

        return edits.Count == 0 ? null : edits.ToImmutable();
    }
}
