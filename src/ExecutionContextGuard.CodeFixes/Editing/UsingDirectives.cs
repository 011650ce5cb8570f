using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Editing;

/// <summary>Adds the using directives that new text needs.</summary>
internal static class UsingDirectives
{
    /// <summary>The insertions for the namespaces, in the order that the file keeps.</summary>
    public static IEnumerable<TextChange> Add(CompilationUnitSyntax root, IEnumerable<string> namespaces, SourceText text, TextStyle style)
    {
        // Directives stand where the file has its own: at the top, or within its namespace.
        var inner = root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(static space => space.Usings.Count != 0);
        var existing = root.Usings.Count == 0 && inner is not null ? inner.Usings : root.Usings;
        var plain = existing.Where(static directive => directive.Alias is null && directive.StaticKeyword.RawKind == 0 && directive.GlobalKeyword.RawKind == 0 && directive.Name is not null).ToList();
        var insertions = new SortedDictionary<int, List<string>>();
        foreach (var name in namespaces)
        {
            if (plain.Any(directive => directive.Name!.ToString() == name))
            {
                continue;
            }

            var position = Position(root, existing, plain, name, text);
            if (!insertions.TryGetValue(position, out var lines))
            {
                insertions.Add(position, lines = []);
            }

            lines.Add(name);
        }

        foreach (var insertion in insertions)
        {
            var indent = existing.Count == 0 ? "" : style.IndentAt(existing[0].SpanStart);
            var lines = string.Concat(insertion.Value.Select(name => indent + "using " + name + ";" + style.NewLine));

            // The first directive of a file is set off from what follows.
            yield return new TextChange(new TextSpan(insertion.Key, 0), existing.Count == 0 ? lines + style.NewLine : lines);
        }
    }

    private static int Position(CompilationUnitSyntax root, SyntaxList<UsingDirectiveSyntax> existing, List<UsingDirectiveSyntax> plain, string name, SourceText text)
    {
        if (existing.Count == 0)
        {
            // Behind the header comment of the file and the directives that must come first.
            var first = root.Externs.Count != 0 ? root.Externs.Last().FullSpan.End
                : root.AttributeLists.Count != 0 ? LineStart(text, root.AttributeLists[0].SpanStart)
                : root.Members.Count != 0 ? HeaderEnd(root.Members[0], text)
                : 0;
            return first;
        }

        var isSystemFirst = IsSorted(plain, isSystemFirst: true);
        if (plain.Count != 0 && (isSystemFirst || IsSorted(plain, isSystemFirst: false)))
        {
            foreach (var directive in plain)
            {
                if (Compare(name, directive.Name!.ToString(), isSystemFirst) < 0)
                {
                    return LineStart(text, directive.SpanStart);
                }
            }
        }

        var last = plain.Count != 0 ? plain[plain.Count - 1] : existing[existing.Count - 1];
        return text.Lines.GetLineFromPosition(last.Span.End).EndIncludingLineBreak;
    }

    /// <summary>The end of the comment that stands at the top, set off by a blank line; a comment right above a member is that member's.</summary>
    private static int HeaderEnd(SyntaxNode member, SourceText text)
    {
        var end = 0;
        foreach (var trivia in member.GetLeadingTrivia())
        {
            if (trivia.IsDirective)
            {
                end = trivia.FullSpan.End;
            }
            else if (trivia.IsKind(SyntaxKind.EndOfLineTrivia) && text.Lines.GetLineFromPosition(trivia.SpanStart).Span.IsEmpty)
            {
                end = trivia.Span.End;
            }
        }

        return end;
    }

    private static int LineStart(SourceText text, int position) => text.Lines.GetLineFromPosition(position).Start;

    private static bool IsSorted(List<UsingDirectiveSyntax> directives, bool isSystemFirst)
    {
        for (var i = 1; i < directives.Count; i++)
        {
            if (Compare(directives[i - 1].Name!.ToString(), directives[i].Name!.ToString(), isSystemFirst) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Compare(string left, string right, bool isSystemFirst)
    {
        var leftIsSystem = isSystemFirst && IsSystem(left);
        return leftIsSystem == (isSystemFirst && IsSystem(right))
            ? string.Compare(left, right, StringComparison.OrdinalIgnoreCase)
            : leftIsSystem ? -1 : 1;
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
