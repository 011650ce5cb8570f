using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Editing;

/// <summary>How a file is written: its line ending and its indentation, so that what is added looks like the rest.</summary>
internal sealed class TextStyle
{
    /// <summary>What a line may hold before the construction goes over several.</summary>
    public const int MaxLineLength = 120;

    private readonly SourceText _text;

    public TextStyle(SourceText text, AnalyzerConfigOptions options)
    {
        _text = text;
        NewLine = LineEnding(text);
        IndentUnit = Unit(text, options);
    }

    public string NewLine { get; }

    public string IndentUnit { get; }

    /// <summary>The white space at the beginning of the position's line.</summary>
    public string IndentAt(int position)
    {
        var line = _text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && _text[end] is ' ' or '\t')
        {
            end++;
        }

        return _text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    private static string LineEnding(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (line.EndIncludingLineBreak > line.End)
            {
                return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
            }
        }

        return "\n";
    }

    private static string Unit(SourceText text, AnalyzerConfigOptions options)
    {
        // The narrowest indentation of the file is one unit of it; what is written counts before what is configured.
        string? narrowest = null;
        foreach (var line in text.Lines)
        {
            var end = line.Start;
            while (end < line.End && text[end] is ' ' or '\t')
            {
                end++;
            }

            // One space is the middle of a block comment.
            var length = end - line.Start;
            if (length == 0 || end == line.End || (length == 1 && text[line.Start] == ' '))
            {
                continue;
            }

            if (text[line.Start] == '\t')
            {
                return "\t";
            }

            if (narrowest is null || length < narrowest.Length)
            {
                narrowest = new string(' ', length);
            }
        }

        if (narrowest is { Length: <= 8 })
        {
            return narrowest;
        }

        if (options.TryGetValue("indent_style", out var style) && style == "tab")
        {
            return "\t";
        }

        return options.TryGetValue("indent_size", out var size) && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is > 0 and <= 16
            ? new string(' ', width)
            : "    ";
    }
}
