using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>
/// Markup under construction. What the source of this tool says literally is markup; every hole is text and is encoded. There is no way to add
/// text as markup, so a path, a message or a line of code cannot become a part of the page's structure.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _markup = new();

    public void Add([InterpolatedStringHandlerArgument("")] ref Markup markup) => markup.Done();

    public override string ToString() => _markup.ToString();

    private static void Encode(StringBuilder encoded, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    encoded.Append("&amp;");
                    break;
                case '<':
                    encoded.Append("&lt;");
                    break;
                case '>':
                    encoded.Append("&gt;");
                    break;
                case '"':
                    encoded.Append("&quot;");
                    break;
                case '\'':
                    encoded.Append("&#39;");
                    break;
                case '\t' or '\n':
                    encoded.Append((char)rune.Value);
                    break;
                // The Unicode pictures of control characters, which a page may not have.
                case < ' ':
                    encoded.Append((char)(0x2400 + rune.Value));
                    break;
                case 0x7F:
                    encoded.Append('\u2421');
                    break;
                // What turns the direction of text, or is not seen, can make code look like other code.
                case (>= 0x80 and < 0xA0) or (>= 0x200B and <= 0x200F) or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0x061C or 0xFEFF or 0xFFFE or 0xFFFF:
                    encoded.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
                    break;
                default:
                    encoded.Append(rune.ToString());
                    break;
            }
        }
    }

    /// <summary>What the compiler makes of an interpolated string that is added.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder _markup;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _markup = writer._markup;
            _markup.EnsureCapacity(_markup.Length + literalLength + (formattedCount * 16));
        }

        public void AppendLiteral(string markup) => _markup.Append(markup);

        public void AppendFormatted(string? text) => Encode(_markup, text ?? "");

        public void AppendFormatted(int number) => _markup.Append(CultureInfo.InvariantCulture, $"{number}");

        internal void Done()
        {
        }
    }
}
