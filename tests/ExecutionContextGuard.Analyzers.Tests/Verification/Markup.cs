using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Verification;

/// <summary>A text and what was marked in it: <c>{|ECG1001:a finding|}</c>, <c>{|created:a step of its trail|}</c>, <c>{|created#2:a step of the second finding's trail|}</c>. Marks nest.</summary>
internal sealed partial record Markup(string Text, ImmutableArray<Mark> Marks)
{
    private static readonly string[] Roles = ["created", "stored", "returned", "passed"];

    public IEnumerable<Mark> Findings => Marks.Where(mark => !mark.IsRole);

    public IEnumerable<Mark> Steps => Marks.Where(mark => mark.IsRole);

    public static Markup Parse(string markup)
    {
        // A checkout with other line endings must not change a test.
        markup = markup.ReplaceLineEndings("\n");
        var text = new StringBuilder(markup.Length);
        var marks = ImmutableArray.CreateBuilder<Mark>();
        var open = new Stack<(string Name, int Finding, int Start)>();
        var copied = 0;
        foreach (Match match in Delimiter().Matches(markup))
        {
            text.Append(markup, copied, match.Index - copied);
            copied = match.Index + match.Length;
            if (match.Value != "|}")
            {
                var finding = match.Groups["finding"];
                open.Push((match.Groups["name"].Value, finding.Success ? int.Parse(finding.Value) : 0, text.Length));
            }
            else if (open.TryPop(out var mark))
            {
                marks.Add(new Mark(mark.Name, mark.Finding, IsRole(mark.Name), TextSpan.FromBounds(mark.Start, text.Length)));
            }
            else
            {
                throw new FormatException("The markup closes a mark, |}, that it did not open:\n" + markup);
            }
        }

        if (open.TryPeek(out var unclosed))
        {
            throw new FormatException($"The markup opens {{|{unclosed.Name}: and does not close it:\n{markup}");
        }

        text.Append(markup, copied, markup.Length - copied);
        marks.Sort((left, right) => (left.Span.Start, right.Span.End).CompareTo((right.Span.Start, left.Span.End)));
        return new Markup(text.ToString(), marks.ToImmutable());
    }

    /// <summary>The same text with the other line ending; every mark moves along.</summary>
    public Markup WithLineEnding(string lineEnding)
    {
        if (lineEnding == "\n")
        {
            return this;
        }

        int Moved(int position) => position + Text.AsSpan(0, position).Count('\n') * (lineEnding.Length - 1);
        return new Markup(
            Text.Replace("\n", lineEnding),
            [.. Marks.Select(mark => mark with { Span = TextSpan.FromBounds(Moved(mark.Span.Start), Moved(mark.Span.End)) })]);
    }

    private static bool IsRole(string name)
    {
        if (FindingName().IsMatch(name))
        {
            return false;
        }

        return Roles.Contains(name)
            ? true
            : throw new FormatException($"The mark {{|{name}: is neither a diagnostic ID nor one of {string.Join(", ", Roles)}.");
    }

    [GeneratedRegex(@"\{\|(?<name>[A-Za-z]+[0-9]*)(#(?<finding>[0-9]+))?:|\|\}")]
    private static partial Regex Delimiter();

    [GeneratedRegex("^[A-Z]+[0-9]+$")]
    private static partial Regex FindingName();
}

/// <param name="Name">A diagnostic ID or a role.</param>
/// <param name="Finding">Of a role: whose step it is, counted from 1 in the order of the source; 0 when it belongs to every finding that has a trail.</param>
/// <param name="IsRole">Whether this marks a step of a trail.</param>
/// <param name="Span">Where, in the text without marks.</param>
internal readonly record struct Mark(string Name, int Finding, bool IsRole, TextSpan Span);
