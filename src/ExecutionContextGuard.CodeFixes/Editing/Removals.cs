using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Editing;

/// <summary>Takes statements out of a block together with their lines, and leaves their comments behind.</summary>
internal static class Removals
{
    /// <summary>The changes that remove the statements, whose order is that of the source.</summary>
    public static IEnumerable<TextChange> Of(IEnumerable<StatementSyntax> statements, SourceText text, ImmutableArray<TextSpan> carried, TextStyle style)
    {
        // Statements on neighbouring lines go as one, so that the blank lines around them are seen as what they will be.
        TextSpan? run = null;
        foreach (var statement in statements)
        {
            var comments = CommentsOf(statement, carried, style);
            if (comments.Length != 0 || !TryGetLines(statement.Span, text, out var lines))
            {
                yield return new TextChange(WithSpaceAfter(statement.Span, text, comments.Length != 0), comments.TrimEnd('\r', '\n', ' ', '\t'));
                continue;
            }

            if (run is { } previous && previous.End == lines.Start)
            {
                run = TextSpan.FromBounds(previous.Start, lines.End);
                continue;
            }

            if (run is { } finished)
            {
                yield return new TextChange(WithBlankLine(finished, text), "");
            }

            run = lines;
        }

        if (run is { } last)
        {
            yield return new TextChange(WithBlankLine(last, text), "");
        }
    }

    /// <summary>The comments within a statement that would go with it, each on a line before what takes its place.</summary>
    public static string CommentsOf(StatementSyntax statement, ImmutableArray<TextSpan> carried, TextStyle style) =>
        CommentsOf(statement, carried, style, style.IndentAt(statement.SpanStart));

    /// <inheritdoc cref="CommentsOf(StatementSyntax, ImmutableArray{TextSpan}, TextStyle)"/>
    public static string CommentsOf(SyntaxNode replaced, ImmutableArray<TextSpan> carried, TextStyle style, string indent)
    {
        var comments = new StringBuilder();
        foreach (var trivia in replaced.DescendantTrivia(replaced.Span))
        {
            if (replaced.Span.Contains(trivia.Span)
                && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
                && !carried.Any(span => span.Contains(trivia.Span)))
            {
                comments.Append(trivia.ToString()).Append(style.NewLine).Append(indent);
            }
        }

        return comments.ToString();
    }

    /// <summary>The lines of the statement, if it has them to itself.</summary>
    private static bool TryGetLines(TextSpan span, SourceText text, out TextSpan lines)
    {
        var first = text.Lines.GetLineFromPosition(span.Start);
        var last = text.Lines.GetLineFromPosition(span.End);
        lines = TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        return IsBlank(text, first.Start, span.Start) && IsBlank(text, span.End, last.End);
    }

    private static TextSpan WithSpaceAfter(TextSpan span, SourceText text, bool isReplaced)
    {
        var end = span.End;
        while (!isReplaced && end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        return TextSpan.FromBounds(span.Start, end);
    }

    /// <summary>Where the removal would leave two blank lines, or one at the beginning of a block, the one after it goes, too.</summary>
    private static TextSpan WithBlankLine(TextSpan lines, SourceText text)
    {
        if (lines.End >= text.Length || lines.Start == 0)
        {
            return lines;
        }

        var before = text.Lines.GetLineFromPosition(lines.Start - 1);
        var after = text.Lines.GetLineFromPosition(lines.End);
        var content = text.ToString(before.Span).Trim();
        return IsBlank(text, after.Start, after.End) && (content.Length == 0 || content == "{")
            ? TextSpan.FromBounds(lines.Start, after.EndIncludingLineBreak)
            : lines;
    }

    private static bool IsBlank(SourceText text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is not (' ' or '\t'))
            {
                return false;
            }
        }

        return true;
    }
}
