using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>Where the text of a changed document stood before.</summary>
internal sealed class ChangedText
{
    private readonly List<(TextSpan Written, int Shift)> _changes = [];

    private ChangedText()
    {
    }

    public static async Task<ChangedText> BetweenAsync(Document before, Document after, CancellationToken cancellationToken)
    {
        var changed = new ChangedText();
        var shift = 0;
        foreach (var change in (await after.GetTextChangesAsync(before, cancellationToken)).OrderBy(static change => change.Span.Start))
        {
            var written = new TextSpan(change.Span.Start + shift, change.NewText?.Length ?? 0);
            shift += written.Length - change.Span.Length;
            changed._changes.Add((written, shift));
        }

        return changed;
    }

    public bool Touches(TextSpan span) => _changes.Exists(change => change.Written.OverlapsWith(span));

    /// <summary>Null where the position is in text that was not there before.</summary>
    public int? Before(int position)
    {
        var shift = 0;
        foreach (var change in _changes)
        {
            if (change.Written.Contains(position))
            {
                return null;
            }

            if (change.Written.End > position)
            {
                break;
            }

            shift = change.Shift;
        }

        return position - shift;
    }
}
