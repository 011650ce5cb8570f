using System.Collections.Immutable;
using ExecutionContextGuard.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Planning;

/// <summary>
/// <c>Mock&lt;T&gt; first = new(), second = new();</c>: no type can change for one of several variables. So their declaration is taken apart into one
/// for each; the planner reads the solution as it is then, and what it writes is put together with what took the declaration apart.
/// </summary>
internal sealed class SplitDeclarations
{
    private readonly Solution _before;
    private readonly Dictionary<DocumentId, List<(VariableDeclarationSyntax Declaration, TextChange Change)>> _changes;

    private SplitDeclarations(Solution before, Solution after, Dictionary<DocumentId, List<(VariableDeclarationSyntax Declaration, TextChange Change)>> changes)
    {
        _before = before;
        After = after;
        _changes = changes;
    }

    /// <summary>The solution with the declarations taken apart.</summary>
    public Solution After { get; }

    /// <summary>The declaration of several variables of which one is made by the creation; null where it stands alone, or where it cannot be taken apart.</summary>
    public static VariableDeclarationSyntax? Around(Creation creation)
    {
        SyntaxNode value = creation.Node;
        while (value.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax
            || (value.Parent is MemberAccessExpressionSyntax access && access.Expression == value))
        {
            value = value.Parent;
        }

        return value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: > 1 } declaration } }
            && declaration.Parent is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } or FieldDeclarationSyntax { AttributeLists.Count: 0 }
            && !declaration.Variables.GetSeparators().Any(static separator => HasDirective(separator.TrailingTrivia) || HasDirective(separator.LeadingTrivia))
                ? declaration
                : null;
    }

    public static async Task<SplitDeclarations> OfAsync(Solution solution, IEnumerable<Creation> creations, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<DocumentId, SourceText>();
        var changes = new Dictionary<DocumentId, List<(VariableDeclarationSyntax Declaration, TextChange Change)>>();
        foreach (var document in creations.GroupBy(static creation => creation.Document))
        {
            var id = document.Key.Document.Id;
            var split = document.Select(static creation => Around(creation)!).Distinct()
                .SelectMany(declaration => Split(declaration, document.Key).Select(change => (declaration, change)))
                .OrderBy(static entry => entry.change.Span.Start)
                .ToList();
            changes.Add(id, split);
            var text = await solution.GetDocument(id)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            texts.Add(id, text.WithChanges(split.Select(static entry => entry.change)));
        }

        return new SplitDeclarations(solution, await Draft.OfAsync(solution, texts, cancellationToken).ConfigureAwait(false), changes);
    }

    /// <summary>The same creation, in the solution with the declarations taken apart.</summary>
    public async Task<Creation?> FindAsync(Creation creation, Workshop workshop, CancellationToken cancellationToken)
    {
        if (After.GetDocument(creation.Document.Document.Id) is not { } document
            || await workshop.ReadAsync(document, cancellationToken).ConfigureAwait(false) is not { } facts
            || DocumentationCommentId.CreateDeclarationId(creation.Type.OriginalDefinition) is not { } id
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, facts.Project.Compilation) is not ITypeSymbol wanted)
        {
            return null;
        }

        var moved = _changes[document.Id].TakeWhile(entry => entry.Change.Span.End <= creation.Node.SpanStart).Sum(static entry => Growth(entry.Change));
        var node = facts.Root.FindNode(new TextSpan(creation.Node.SpanStart + moved, creation.Node.Span.Length), getInnermostNodeForTie: true);
        return node is ExpressionSyntax expression ? Creation.Of(facts, expression, creation.Kind, wanted) : null;
    }

    /// <summary>One group of those of one declaration, in terms of the solution as it was; null where they touch one another.</summary>
    public async Task<EditGroup?> MergeAsync(VariableDeclarationSyntax declaration, Creation creation, IReadOnlyList<EditGroup> groups, CancellationToken cancellationToken)
    {
        var edits = ImmutableArray.CreateBuilder<DocumentEdit>();
        foreach (var document in groups.SelectMany(static group => group.Edits).GroupBy(static edit => edit.Document))
        {
            var text = await _before.GetDocument(document.Key)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var splits = _changes.TryGetValue(document.Key, out var known) ? known : [];
            var own = text.WithChanges(splits.Where(entry => entry.Declaration == declaration).Select(static entry => entry.Change));
            var changes = document.SelectMany(static edit => edit.Changes).OrderBy(static change => change.Span.Start)
                .Select(change => new TextChange(WithoutOthers(change.Span, splits, declaration), change.NewText!)).ToList();
            if (changes.Zip(changes.Skip(1), static (one, next) => one.Span.End > next.Span.Start).Any(static touches => touches))
            {
                return null;
            }

            edits.Add(new DocumentEdit(
                document.Key,
                own.WithChanges(changes).GetTextChanges(text).ToImmutableArray(),
                document.SelectMany(static edit => edit.Namespaces).Distinct().ToImmutableArray()));
        }

        return new EditGroup(
            creation.Document.Document.Id,
            creation.Node.Span,
            groups[0].RealTypeName,
            edits.ToImmutable(),
            groups.SelectMany(static group => group.Diagnostics).ToImmutableArray());
    }

    /// <summary>The span as it is when no other declaration of the document was taken apart.</summary>
    private static TextSpan WithoutOthers(TextSpan span, List<(VariableDeclarationSyntax Declaration, TextChange Change)> splits, VariableDeclarationSyntax declaration)
    {
        var moved = 0;
        var start = span.Start;
        foreach (var (other, change) in splits)
        {
            if (change.Span.Start + moved >= span.Start)
            {
                break;
            }

            moved += Growth(change);
            if (other != declaration)
            {
                start -= Growth(change);
            }
        }

        return new TextSpan(start, span.Length);
    }

    private static int Growth(TextChange change) => change.NewText!.Length - change.Span.Length;

    private static IEnumerable<TextChange> Split(VariableDeclarationSyntax declaration, DocumentFacts document)
    {
        var around = declaration.Parent!;
        var start = TextSpan.FromBounds(around.GetFirstToken().SpanStart, declaration.Variables[0].SpanStart);
        var prefix = document.Text.ToString(start);
        var line = document.Style.NewLine + document.Style.IndentAt(around.SpanStart);
        for (var i = 1; i < declaration.Variables.Count; i++)
        {
            var separator = declaration.Variables.GetSeparator(i - 1);
            var next = declaration.Variables[i].SpanStart;
            if (separator.TrailingTrivia.Concat(declaration.Variables[i].GetLeadingTrivia()).All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            {
                yield return new TextChange(TextSpan.FromBounds(separator.SpanStart, next), ";" + line + prefix);
                continue;
            }

            // A comment stays where it is.
            yield return new TextChange(separator.Span, ";");
            yield return new TextChange(new TextSpan(next, 0), document.Text.Lines.GetLineFromPosition(separator.SpanStart).Span.Contains(next) ? line + prefix : prefix);
        }
    }

    private static bool HasDirective(SyntaxTriviaList trivia) => trivia.Any(static piece => piece.IsDirective);
}
