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

        var texts = new Dictionary<DocumentId, SourceText>();
        foreach (var pair in edits)
        {
            if (solution.GetDocument(pair.Key) is { } document && await NewTextAsync(document, pair.Value, cancellationToken).ConfigureAwait(false) is { } text)
            {
                texts.Add(pair.Key, text);
            }
        }

        var written = await WithLinkedAsync(solution, texts, cancellationToken).ConfigureAwait(false);
        var draft = await Draft.OfAsync(solution, written, cancellationToken).ConfigureAwait(false);
        var files = texts.Keys.ToDictionary(static id => id, id => solution.GetDocument(id)!.GetLinkedDocumentIds().Where(written.ContainsKey).Prepend(id).ToList());
        foreach (var pair in await DeadUsings.RemoveAsync(solution, draft, files, cancellationToken).ConfigureAwait(false))
        {
            texts[pair.Key] = pair.Value;
        }

        var changed = solution;
        foreach (var pair in await WithLinkedAsync(solution, texts, cancellationToken).ConfigureAwait(false))
        {
            changed = changed.WithDocumentText(pair.Key, pair.Value);
        }

        return changed;
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

    /// <summary>The texts, also for the documents that are the same file: one that several projects share, or one project builds several times, has one text.</summary>
    private static async Task<Dictionary<DocumentId, SourceText>> WithLinkedAsync(Solution solution, Dictionary<DocumentId, SourceText> texts, CancellationToken cancellationToken)
    {
        var all = new Dictionary<DocumentId, SourceText>(texts);
        foreach (var pair in texts)
        {
            var document = solution.GetDocument(pair.Key)!;
            SourceText? old = null;
            foreach (var linked in document.GetLinkedDocumentIds())
            {
                old ??= await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                if (!all.ContainsKey(linked) && solution.GetDocument(linked) is { } other
                    && (await other.GetTextAsync(cancellationToken).ConfigureAwait(false)).ContentEquals(old))
                {
                    all.Add(linked, pair.Value);
                }
            }
        }

        return all;
    }
}
