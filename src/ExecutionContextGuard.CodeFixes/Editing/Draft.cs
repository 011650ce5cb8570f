using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Editing;

/// <summary>
/// A solution with new texts, to ask the compiler about. All documents change at once: one after the other, each step would copy the list of all files of its project,
/// which is most of the cost where hundreds change. They come last in their project, so this is not what is handed out.
/// </summary>
internal static class Draft
{
    public static async Task<Solution> OfAsync(Solution solution, IReadOnlyDictionary<DocumentId, SourceText> texts, CancellationToken cancellationToken)
    {
        var documents = ImmutableArray.CreateBuilder<DocumentInfo>();
        foreach (var pair in texts)
        {
            var document = solution.GetDocument(pair.Key)!;
            var version = await document.GetTextVersionAsync(cancellationToken).ConfigureAwait(false);
            documents.Add(DocumentInfo.Create(
                pair.Key,
                document.Name,
                document.Folders,
                document.SourceCodeKind,
                TextLoader.From(TextAndVersion.Create(pair.Value, version.GetNewerVersion(), document.FilePath)),
                document.FilePath));
        }

        return solution.RemoveDocuments(texts.Keys.ToImmutableArray()).AddDocuments(documents.ToImmutable());
    }
}
