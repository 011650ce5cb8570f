using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Configuration;

/// <summary>What a baseline counts by: the rule, the member that the finding stands in, and the path (or the mocked type), by documentation ID.</summary>
internal readonly record struct BaselineKey(string Rule, string Member, string Path);

/// <summary>One entry of a baseline: <c>rule member path count</c>, with tabs or spaces between; a documentation ID holds neither.</summary>
internal readonly struct BaselineLine
{
    private BaselineLine(BaselineKey key, int count, TextSpan span, string? complaint)
    {
        Key = key;
        Count = count;
        Span = span;
        Complaint = complaint;
    }

    public BaselineKey Key { get; }

    public int Count { get; }

    /// <summary>The entry, without the white space and the comment around it.</summary>
    public TextSpan Span { get; }

    /// <summary>What is wrong with the line; null when nothing is.</summary>
    public string? Complaint { get; }

    /// <summary>Reads a line; false when it is empty or a comment.</summary>
    public static bool TryRead(SourceText text, TextLine line, out BaselineLine read)
    {
        read = default;
        if (!FileLine.TryTrim(text, line, out var content, out var span))
        {
            return false;
        }

        var fields = content.Split([' ', '\t'], System.StringSplitOptions.RemoveEmptyEntries);
        var complaint = Complain(fields, out var count);
        read = complaint is null
            ? new BaselineLine(new BaselineKey(fields[0], fields[1], fields[2]), count, span, null)
            : new BaselineLine(default, 0, span, complaint + "; the line is left out, and what it meant is reported");
        return true;
    }

    /// <summary>Writes an entry as a baseline holds it.</summary>
    public static string Write(in BaselineKey key, int count) =>
        string.Join("\t", key.Rule, key.Member, key.Path, count.ToString(CultureInfo.InvariantCulture));

    private static string? Complain(string[] fields, out int count)
    {
        count = 0;
        if (fields.Length != 4)
        {
            return $"An entry of a baseline has four fields, and this line has {fields.Length}: write the rule, the member, the path and the count";
        }

        if (!IsRule(fields[0]))
        {
            return $"'{fields[0]}' is no rule whose findings can be accepted: write its ID, like 'ECG1001'";
        }

        for (var i = 1; i <= 2; i++)
        {
            // `L:` is a local function, which has a name only.
            if (!Names.IsMember(fields[i], "MPFTE") && !(i == 2 && IsLocalFunction(fields[i])))
            {
                return $"'{fields[i]}' is no documentation ID: write it like 'M:Namespace.Type.Method(System.String)'";
            }
        }

        return int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0
            ? null
            : $"'{fields[3]}' is no count: write how many findings are accepted, at least 1";
    }

    private static bool IsLocalFunction(string path) => path.Length > 2 && path[0] == 'L' && path[1] == ':' && Names.IsDotted(path, 2, path.Length);

    private static bool IsRule(string text)
    {
        if (text.Length != 7 || !text.StartsWith("ECG", System.StringComparison.Ordinal) || text[3] == '9')
        {
            return false;
        }

        for (var i = 3; i < text.Length; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}
