using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Configuration;

/// <summary>What a line of a catalogue file is about.</summary>
internal enum CatalogueKind
{
    GuardedType,
    Path,
    Approved,
    RealType,
    Mock,
    Carrier,
}

/// <summary>
/// One entry of a catalogue file: <c>T:Ns.Type</c>, <c>M:Ns.Type.Method</c>, <c>path T:Ns.Type</c>, <c>approved T:Ns.Type</c>,
/// <c>real T:Ns.IFoo => T:Ns.Foo</c>, <c>mock M:Ns.Type.Method => Name</c>, <c>carrier P:Ns.Type.Property</c>; <c>!</c> in front negates it.
/// </summary>
internal readonly struct CatalogueLine
{
    private CatalogueLine(CatalogueKind kind, Entry entry, TextSpan span, string? complaint)
    {
        Kind = kind;
        Entry = entry;
        Span = span;
        Complaint = complaint;
    }

    public CatalogueKind Kind { get; }

    public Entry Entry { get; }

    /// <summary>The entry, without the white space and the comment around it.</summary>
    public TextSpan Span { get; }

    /// <summary>What is wrong with the line; null when nothing is.</summary>
    public string? Complaint { get; }

    /// <summary>Reads a line; false when it is empty or a comment.</summary>
    public static bool TryRead(SourceText text, TextLine line, out CatalogueLine read)
    {
        read = default;
        if (!FileLine.TryTrim(text, line, out var content, out var span))
        {
            return false;
        }

        var removes = content[0] == '!';
        var rest = (removes ? content.Substring(1) : content).TrimStart();
        var kind = Split(ref rest, out var grammar);
        if (grammar is not { } expected)
        {
            var complaint = $"'{content}' is no entry of a catalogue: write 'T:Namespace.Type', 'M:Namespace.Type.Method', 'path T:..', 'approved T:..', 'real T:.. => T:..', 'mock M:..' or 'carrier P:..'; the line is left out";
            read = new CatalogueLine(kind, default, span, complaint);
            return true;
        }

        // One `!`, and it stands first: a second one would negate the negation.
        read = rest.Length != 0 && rest[0] != '!' && OptionText.TryRead(expected, rest, out var entry)
            ? new CatalogueLine(kind, new Entry(entry.Text, removes, entry.Label), span, null)
            : new CatalogueLine(kind, default, span, $"'{rest}' is not {OptionText.Expected(expected)}; the line is left out");
        return true;
    }

    private static CatalogueKind Split(ref string rest, out OptionKind? grammar)
    {
        grammar = null;
        if (rest.Length > 1 && rest[1] == ':')
        {
            grammar = rest[0] switch
            {
                'T' => OptionKind.TypeList,
                'M' or 'P' or 'F' => OptionKind.MemberList,
                _ => null,
            };
            return rest[0] == 'T' ? CatalogueKind.GuardedType : CatalogueKind.Path;
        }

        var end = rest.IndexOfAny([' ', '\t']);
        var word = end < 0 ? rest : rest.Substring(0, end);
        (var kind, grammar) = word switch
        {
            "path" => (CatalogueKind.Path, OptionKind.MemberList),
            "approved" => (CatalogueKind.Approved, OptionKind.TypeList),
            "real" => (CatalogueKind.RealType, OptionKind.TypePairs),
            "mock" => (CatalogueKind.Mock, OptionKind.MockList),
            "carrier" => (CatalogueKind.Carrier, OptionKind.CarrierList),
            _ => (default(CatalogueKind), default(OptionKind?)),
        };
        if (grammar is not null)
        {
            rest = end < 0 ? "" : rest.Substring(end).TrimStart();
        }

        return kind;
    }
}

/// <summary>Lines of the files that are ours alone: catalogues and baselines.</summary>
internal static class FileLine
{
    /// <summary>The line without white space and comment; false when nothing is left. A <c>#</c> within a word is no comment: <c>M:Ns.Type.#ctor</c>.</summary>
    public static bool TryTrim(SourceText text, TextLine line, out string content, out TextSpan span)
    {
        content = "";
        span = default;
        var start = line.Start;
        var end = line.End;
        for (var i = start; i < end; i++)
        {
            if (text[i] == '#' && (i == start || char.IsWhiteSpace(text[i - 1])))
            {
                end = i;
            }
        }

        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (start == end)
        {
            return false;
        }

        span = TextSpan.FromBounds(start, end);
        content = text.ToString(span);
        return true;
    }
}
