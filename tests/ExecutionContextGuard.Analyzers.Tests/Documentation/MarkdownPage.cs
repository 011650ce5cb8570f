using System.Collections.Immutable;
using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ExecutionContextGuard.Documentation;

/// <summary>A page of the documentation as its readers see it: headings, tables, fenced code, links.</summary>
internal sealed class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).Build();

    private readonly MarkdownDocument _document;

    private MarkdownPage(string path, string text)
    {
        Path = path;
        Text = text;
        _document = Markdown.Parse(text, Pipeline);
    }

    /// <summary>Every page that a reader meets. The records of decisions are among them; the rules' pages come in id order.</summary>
    public static ImmutableArray<MarkdownPage> All { get; } =
        [.. new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md" }.Concat(Repository.Files("docs", "*.md")).Concat(Repository.Files("samples", "*.md")).Select(Load)];

    /// <summary>Relative to the repository's root, with slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    public string Title => Headings(1).Single();

    public ImmutableArray<string> Sections => Headings(2);

    /// <summary>The anchors that links may point to.</summary>
    public IEnumerable<string> Anchors => _document.Descendants<HeadingBlock>().Select(heading => Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(heading).Id!);

    public IEnumerable<string> Links => _document.Descendants<LinkInline>().Select(link => link.Url!);

    public IEnumerable<CodeFence> Fences => _document.Descendants<FencedCodeBlock>().Select(block => new CodeFence(
        this,
        block.Line + 1,
        block.Info ?? "",
        [.. (block.Arguments ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        block.Lines.ToString().ReplaceLineEndings("\n")));

    public static MarkdownPage Load(string path) => new(path, Repository.Read(path));

    public static string RulePage(string id) => $"docs/rules/{id}.md";

    /// <summary>The rows of the table whose first heading is the given one, without its head; cells are plain text.</summary>
    public ImmutableArray<ImmutableArray<string>> Table(string firstHeading)
    {
        var table = _document.Descendants<Table>().Single(table => Cells(table.OfType<TableRow>().First())[0] == firstHeading);
        return [.. table.OfType<TableRow>().Skip(1).Select(Cells)];
    }

    public override string ToString() => Path;

    private static ImmutableArray<string> Cells(TableRow row) => [.. row.OfType<TableCell>().Select(cell => PlainText(cell.Descendants<LeafBlock>().FirstOrDefault()))];

    private ImmutableArray<string> Headings(int level) => [.. _document.Descendants<HeadingBlock>().Where(heading => heading.Level == level).Select(PlainText)];

    private static string PlainText(LeafBlock? block)
    {
        var text = new StringBuilder();
        foreach (var inline in block?.Inline?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.ToString());
                    break;
                case CodeInline code:
                    // In a table, a vertical line within code is written with a backslash before it.
                    text.Append(code.Content.Replace("\\|", "|", StringComparison.Ordinal));
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
            }
        }

        return text.ToString().Trim();
    }
}

/// <summary>A fenced block: <c>```csharp before ECG1010</c> is of the language csharp and has two words. Readers never see the words.</summary>
internal sealed record CodeFence(MarkdownPage Page, int Line, string Language, ImmutableArray<string> Words, string Code)
{
    public override string ToString() => $"{Page}({Line})";
}
