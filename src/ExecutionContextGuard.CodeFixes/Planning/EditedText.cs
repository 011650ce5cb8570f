using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Planning;

/// <summary>The text that accepted groups change: no two may touch the same, also where several projects share a file.</summary>
internal sealed class EditedText(Solution solution)
{
    private readonly Dictionary<string, (DocumentId Owner, List<TextSpan> Spans)> _files = new(StringComparer.Ordinal);

    /// <summary>Takes the group's text, whole or not at all.</summary>
    public bool TryTake(EditGroup group)
    {
        foreach (var edit in group.Edits)
        {
            if (_files.TryGetValue(KeyOf(edit.Document), out var file)
                && (file.Owner != edit.Document || edit.Changes.Any(change => file.Spans.Any(span => Touch(span, change.Span)))))
            {
                return false;
            }
        }

        foreach (var edit in group.Edits)
        {
            var key = KeyOf(edit.Document);
            if (!_files.TryGetValue(key, out var file))
            {
                _files.Add(key, file = (edit.Document, []));
            }

            file.Spans.AddRange(edit.Changes.Select(static change => change.Span));
        }

        return true;
    }

    private static bool Touch(TextSpan left, TextSpan right) => left.OverlapsWith(right) || (left.IsEmpty && right.IsEmpty && left == right);

    private string KeyOf(DocumentId id) => solution.GetDocument(id)?.FilePath ?? id.Id.ToString();
}
