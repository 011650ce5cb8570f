using System.Collections.Immutable;
using ExecutionContextGuard.Declarations;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Editing;
using ExecutionContextGuard.Planning;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard;

/// <summary>Seals a context type and takes the setters off its IDs, where nothing derives from it and nothing sets them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SealContextTypeFix))]
public sealed class SealContextTypeFix : FindingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.ForgeableContextType);

    internal override string EquivalenceKey => "ExecutionContextGuard.SealContextType";

    private static string Title(string typeName) => $"Seal '{typeName}'";

    internal override async Task<(string Title, EditGroup Group)?> PlanAsync(Workshop workshop, Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || await ProjectFacts.ReadAsync(document.Project, cancellationToken).ConfigureAwait(false) is not { } facts
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } type)
        {
            return null;
        }

        // A constructor without IDs has callers who know none, and a struct always has its default: both are for a person.
        var ways = ContextForgery.Of(type, facts.Guarded, facts.Roles);
        if (!ways.Any || ways.HasEmptyConstructor || ways.HasDefault
            || (ways.IsUnsealed && (await SymbolFinder.FindDerivedClassesAsync(type, solution, cancellationToken: cancellationToken).ConfigureAwait(false)).Any()))
        {
            return null;
        }

        var changes = new Dictionary<DocumentId, List<TextChange>>();
        var concerned = await ContextFamily.ConcernedAsync(type, solution, cancellationToken).ConfigureAwait(false);
        if (ways.IsUnsealed)
        {
            Add(document.Id, Sealed(declaration));
        }

        foreach (var member in type.GetMembers().Where(static member => !member.IsImplicitlyDeclared || member is IPropertySymbol))
        {
            if (ways.IsUnsealed && !member.IsOverride && member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal && !member.IsImplicitlyDeclared)
            {
                // What is protected is there for a subclass that somebody means to write.
                return null;
            }

            foreach (var reference in member.DeclaringSyntaxReferences)
            {
                if (await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not MemberDeclarationSyntax written
                    || solution.GetDocument(reference.SyntaxTree) is not { } home)
                {
                    continue;
                }

                if (ways.IsUnsealed && written.Modifiers.FirstOrDefault(static modifier => modifier.IsKind(SyntaxKind.VirtualKeyword)) is { RawKind: not 0 } modifier)
                {
                    Add(home.Id, new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.FullSpan.End), ""));
                }

                if (member is IPropertySymbol property && facts.Roles.Of(property.Name) != IdentityRole.None && Setter(written) is { } setter)
                {
                    Add(home.Id, new TextChange(TextSpan.FromBounds(setter.GetFirstToken().GetPreviousToken().Span.End, setter.Span.End), ""));
                    concerned.UnionWith(await ContextFamily.ConcernedAsync(property, solution, cancellationToken).ConfigureAwait(false));
                }
            }
        }

        var edits = changes.Select(static change => new DocumentEdit(change.Key, change.Value.OrderBy(static one => one.Span.Start).ToImmutableArray(), ImmutableArray<string>.Empty)).ToImmutableArray();
        var group = new EditGroup(document.Id, declaration.Span, type.Name, edits, ImmutableArray.Create(diagnostic));
        return edits.Length != 0
            && await Proof.HoldsAsync(solution, group, concerned, cancellationToken).ConfigureAwait(false)
            && await IsClosedAsync(solution, group, type, document.Project.Id, cancellationToken).ConfigureAwait(false)
                ? (Title(type.Name), group)
                : null;

        void Add(DocumentId id, TextChange change)
        {
            if (!changes.TryGetValue(id, out var list))
            {
                changes.Add(id, list = []);
            }

            list.Add(change);
        }
    }

    /// <summary>Whether no way around the constructor is left: half a fix would look like a whole one.</summary>
    private static async Task<bool> IsClosedAsync(Solution before, EditGroup group, INamedTypeSymbol type, ProjectId project, CancellationToken cancellationToken)
    {
        var after = await EditApplier.ApplyAsync(before, ImmutableArray.Create(group), cancellationToken).ConfigureAwait(false);
        return after.GetProject(project) is { } mended
            && await ProjectFacts.ReadAsync(mended, cancellationToken).ConfigureAwait(false) is { } facts
            && type.GetDocumentationCommentId() is { } id
            && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, facts.Compilation) is INamedTypeSymbol closed
            && !ContextForgery.Of(closed, facts.Guarded, facts.Roles).Any;
    }

    private static TextChange Sealed(TypeDeclarationSyntax declaration)
    {
        // `public partial class`: `partial` stands right before the keyword.
        var before = declaration.Modifiers.FirstOrDefault(static modifier => modifier.IsKind(SyntaxKind.PartialKeyword));
        var position = before.RawKind != 0 ? before.SpanStart : declaration.Keyword.SpanStart;
        return new TextChange(new TextSpan(position, 0), "sealed ");
    }

    /// <summary>The `set;` or `init;` of an auto-property that others can reach.</summary>
    private static AccessorDeclarationSyntax? Setter(MemberDeclarationSyntax member) =>
        (member as PropertyDeclarationSyntax)?.AccessorList?.Accessors.FirstOrDefault(static accessor =>
            accessor.RawKind is (int)SyntaxKind.SetAccessorDeclaration or (int)SyntaxKind.InitAccessorDeclaration
            && accessor is { Body: null, ExpressionBody: null }
            && !accessor.Modifiers.Any(SyntaxKind.PrivateKeyword));
}
