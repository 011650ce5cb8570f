using System.Collections.Immutable;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Editing;

/// <summary>Puts edit groups into a solution: each document is written once.</summary>
internal static class EditApplier
{
    public static async Task<Solution> ApplyAsync(Solution solution, ImmutableArray<EditGroup> groups, CancellationToken cancellationToken)
    {
        var edits = new Dictionary<DocumentId, List<DocumentEdit>>();
        foreach (var edit in groups.SelectMany(static group => group.Edits))
        {
            if (!edits.TryGetValue(edit.Document, out var list))
            {
                edits.Add(edit.Document, list = []);
            }

            list.Add(edit);
        }

        var changed = solution;
        foreach (var pair in edits)
        {
            if (solution.GetDocument(pair.Key) is { } document && await NewTextAsync(document, pair.Value, cancellationToken).ConfigureAwait(false) is { } text)
            {
                changed = await WithTextAsync(changed, document, text, cancellationToken).ConfigureAwait(false);
            }
        }

        var cleaned = changed;
        foreach (var id in edits.Keys)
        {
            if (await WithoutDeadUsingsAsync(solution.GetDocument(id)!, changed.GetDocument(id)!, cancellationToken).ConfigureAwait(false) is { } text)
            {
                cleaned = await WithTextAsync(cleaned, changed.GetDocument(id)!, text, cancellationToken).ConfigureAwait(false);
            }
        }

        return cleaned;
    }

    private static async Task<SourceText?> NewTextAsync(Document document, List<DocumentEdit> edits, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax root)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var options = document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(root.SyntaxTree);
        var namespaces = edits.SelectMany(static edit => edit.Namespaces).Distinct().OrderBy(static name => name, StringComparer.Ordinal);
        var changes = edits.SelectMany(static edit => edit.Changes)
            .Concat(UsingDirectives.Add(root, namespaces, text, new TextStyle(text, options)))
            .OrderBy(static change => change.Span.Start);
        return text.WithChanges(changes);
    }

    private static async Task<SourceText?> WithoutDeadUsingsAsync(Document before, Document after, CancellationToken cancellationToken)
    {
        if (await before.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax oldRoot
            || !oldRoot.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).Any(static node => node is UsingDirectiveSyntax)
            || await before.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } oldModel
            || await after.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax newRoot
            || await after.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } newModel)
        {
            return null;
        }

        var text = await after.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changes = UsingDirectives.RemoveDead(newModel, newRoot, UsingDirectives.Dead(oldModel, oldRoot, cancellationToken), text, cancellationToken).ToList();
        return changes.Count == 0 ? null : text.WithChanges(changes);
    }

    /// <summary>A file that several projects share, or one project builds several times, has one text.</summary>
    private static async Task<Solution> WithTextAsync(Solution solution, Document document, SourceText text, CancellationToken cancellationToken)
    {
        var old = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        foreach (var linked in document.GetLinkedDocumentIds())
        {
            if (solution.GetDocument(linked) is { } other && (await other.GetTextAsync(cancellationToken).ConfigureAwait(false)).ContentEquals(old))
            {
                solution = solution.WithDocumentText(linked, text);
            }
        }

        return solution.WithDocumentText(document.Id, text);
    }
}
