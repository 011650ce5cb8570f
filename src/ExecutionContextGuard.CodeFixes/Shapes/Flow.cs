using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Shapes;

/// <summary>
/// Follows what stands in for a context through the variables, members and helpers that hold it, and reads every reference to them: what is set
/// up, what is used, and what cannot be understood. First within the document of the creation; <see cref="SpreadAsync"/> goes to the others.
/// </summary>
internal sealed partial class Flow(Shape shape, Creation creation, INamedTypeSymbol? real)
{
    private readonly List<Holder> _holders = [];
    private readonly Compilation _compilation = creation.Document.Project.Compilation;

    public IReadOnlyList<Holder> Holders => _holders;

    /// <summary>The set-ups found, of whatever place, and the documents that they stand in.</summary>
    public List<(Given Given, DocumentFacts Document)> SetUps { get; } = [];

    /// <summary>Where it is used, other than to set it up.</summary>
    public List<(SyntaxNode Node, DocumentFacts Document)> Uses { get; } = [];

    /// <summary>The <c>.Object</c>s that go.</summary>
    public List<(TextSpan Span, DocumentFacts Document)> Unwrappings { get; } = [];

    /// <summary>Follows what is kept in the variable, member or helper.</summary>
    public void Hold(ISymbol symbol, SyntaxNode declaration, DocumentFacts document, bool isWrapper, bool isOwner, bool isTypeInferred)
    {
        if (Holder.TypeOf(symbol) is not { } type)
        {
            shape.Refuse(DeclineReason.Unsupported);
            return;
        }

        if (_holders.Find(known => known.Is(symbol)) is { } known)
        {
            if (known.IsWrapper != isWrapper)
            {
                shape.Refuse(DeclineReason.Unsupported);
            }

            return;
        }

        var declared = Holder.TypeOf(declaration);
        var holder = new Holder(symbol, type, document, declared, isWrapper, isOwner);
        _holders.Add(holder);
        holder.Changes = declared is { IsVar: true } ? isTypeInferred : Changes(holder);
        if (holder.Changes && holder.Symbol is not ILocalSymbol && MustChange(type) && holder.IsBound)
        {
            shape.Refuse(DeclineReason.Escapes);
        }

        if (isOwner && (holder.Changes || isWrapper) && ValueOf(declaration) is { } initial && !IsNothing(initial) && !initial.Span.Contains(creation.Node.Span))
        {
            // `= new Mock<T>()` at the declaration, and another one in a set-up.
            shape.Refuse(IsDouble(document, initial) ? DeclineReason.Conflicting : DeclineReason.Unsupported);
        }

        ReadIn(document, holder);
    }

    /// <summary>Reads the references in other documents, and in those of what holds it there.</summary>
    public async Task SpreadAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _holders.Count; i++)
        {
            var holder = _holders[i];
            if (holder.IsDeclaredElsewhere)
            {
                await FindDeclarationAsync(holder, workshop, cancellationToken).ConfigureAwait(false);
            }

            if (!holder.IsVisibleElsewhere)
            {
                continue;
            }

            foreach (var document in await workshop.ReferringAsync(holder.Symbol, holder.Document.Project.Project, cancellationToken).ConfigureAwait(false))
            {
                if (document.Document.Id == holder.Document.Document.Id || IsSameFile(document, holder.Document))
                {
                    continue;
                }

                ReadIn(document, holder);
            }
        }
    }

    /// <summary>`UserContext = new Mock&lt;T&gt;();` for the field of a base class: its declaration is changed where it stands.</summary>
    private async Task FindDeclarationAsync(Holder holder, Workshop workshop, CancellationToken cancellationToken)
    {
        if (workshop.Find(holder.Declared!.SyntaxTree, holder.Document.Project.Project) is { } home
            && await workshop.ReadAsync(home, cancellationToken).ConfigureAwait(false) is { } facts
            && facts.Root.SyntaxTree == holder.Declared.SyntaxTree)
        {
            holder.Document = facts;
            ReadIn(facts, holder);
        }
        else
        {
            shape.Refuse(DeclineReason.Stale);
        }
    }

    /// <summary>Follows a wrapper that is made in an expression: <c>Mock&lt;T&gt; Create() => new Mock&lt;T&gt;();</c>.</summary>
    public void PlaceWrapper(DocumentFacts document, ExpressionSyntax whole)
    {
        if (whole.Parent is MemberAccessExpressionSyntax)
        {
            shape.Refuse(DeclineReason.Behaviour);
        }
        else if (whole.Parent is EqualsValueClauseSyntax or AssignmentExpressionSyntax)
        {
            shape.Refuse(DeclineReason.Unsupported);
        }
        else
        {
            HoldWrapper(document, whole);
        }
    }

    /// <summary>Whether the type is one that a real context cannot be.</summary>
    public bool MustChange(ITypeSymbol type) =>
        real is not null && type.TypeKind != TypeKind.Dynamic && !_compilation.ClassifyCommonConversion(real, type).IsImplicit;

    private static bool IsSameFile(DocumentFacts one, DocumentFacts other) =>
        one.Document.FilePath is { } path && path == other.Document.FilePath;

    /// <summary>Whether the declaration takes the real type: because the old one cannot hold it, or because it was made for the double.</summary>
    private bool Changes(Holder holder) =>
        MustChange(holder.Type)
        || (holder.IsOwner && creation.Kind == FindingKind.Loose && holder.Type.TypeKind == TypeKind.Dynamic)
        || (holder.IsOwner && holder.Symbol is not IMethodSymbol && !holder.IsBound && !IsInherited(holder) && SymbolEqualityComparer.Default.Equals(holder.Type, creation.Type));

    private void ReadIn(DocumentFacts document, Holder holder)
    {
        if (!holder.Read.Add(document))
        {
            return;
        }

        foreach (var name in document.Named(holder.Symbol.Name))
        {
            if (holder.Is(document.SymbolOf(name)) && !IsOfAnotherObject(document, holder, name))
            {
                ReadReference(document, holder, name);
            }
        }

        // Code that this build leaves out is code in another one: it would keep what changes here.
        var around = holder.IsLocal ? holder.Symbol.DeclaringSyntaxReferences[0].GetSyntax().FirstAncestorOrSelf<MemberDeclarationSyntax>() : null;
        if (document.LeavesOut(holder.Symbol.Name, around is null or GlobalStatementSyntax ? document.Root.FullSpan : around.FullSpan))
        {
            shape.Refuse(DeclineReason.Unsupported);
        }
    }

    /// <summary>A local, or a field or property of the object at hand.</summary>
    private static ISymbol? OwnMember(DocumentFacts document, ExpressionSyntax target) =>
        target is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax }
        && document.Model.GetSymbolInfo(target).Symbol is ILocalSymbol or IFieldSymbol or IPropertySymbol
            ? document.Model.GetSymbolInfo(target).Symbol
            : null;

    /// <summary>It goes to where it can no longer be followed: fine as long as nothing in the file is set up or checked that comes from such a place.</summary>
    private void Leave(DocumentFacts document, bool mustNot)
    {
        if (mustNot)
        {
            shape.Refuse(DeclineReason.Escapes);
        }
        else if (UnknownSetUps.In(document, creation) is { } reason)
        {
            shape.Refuse(reason);
        }
    }
}
