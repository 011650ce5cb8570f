using ExecutionContextGuard.Tool.Inventory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Tool.Reports;

/// <summary>What a place is in the sources below a root. A compiler's log has places only; the test and the kind of variable around them are told by syntax alone.</summary>
internal sealed class SourcePlaces(string root)
{
    private static readonly CSharpParseOptions s_newest = new(LanguageVersion.Preview);

    // Logs tell findings file by file; the trees of a whole estate would be gigabytes.
    private (string File, SyntaxTree? Tree) _last;
    private (string Code, SyntaxTree? Tree) _taken = ("", null);

    /// <summary>Null where the file is not there, or does not reach so far any more.</summary>
    public SyntaxNode? NodeAt(Place place)
    {
        if (TreeOf(place.File) is not { } tree)
        {
            return null;
        }

        var text = tree.GetText();
        if (place.EndLine > text.Lines.Count || Position(text, place.EndLine, place.EndColumn) > text.Length)
        {
            return null;
        }

        var span = TextSpan.FromBounds(Position(text, place.StartLine, place.StartColumn), Position(text, place.EndLine, place.EndColumn));
        return Taken(tree, span.Start).GetRoot().FindNode(span, getInnermostNodeForTie: true);
    }

    /// <summary>What an analyzer tells by characters, in lines; null as above.</summary>
    public Place? PlaceOf(string file, int start, int length)
    {
        if (TreeOf(file)?.GetText() is not { } text || (long)start + length > text.Length)
        {
            return null;
        }

        var lines = text.Lines.GetLinePositionSpan(new TextSpan(start, length));
        return new Place(file, lines.Start.Line + 1, lines.Start.Character + 1, lines.End.Line + 1, lines.End.Character + 1);
    }

    private SyntaxTree? TreeOf(string file)
    {
        if (_last.File != file)
        {
            _last = (file, Read(Path.Combine(root, file)));
        }

        return _last.Tree;
    }

    /// <summary>
    /// The file as the build saw it that reported the position: `#if NET8_0` around it held there, whatever symbols that build defined. What
    /// stands beside its branch becomes white space, so that every position stays.
    /// </summary>
    private SyntaxTree Taken(SyntaxTree tree, int position)
    {
        char[]? code = null;
        for (var directive = tree.GetRoot().GetFirstDirective(IsIf); directive is not null; directive = directive.GetNextDirective(IsIf))
        {
            var branches = directive.GetRelatedDirectives();
            if (branches.Count < 2 || branches[0].FullSpan.End > position || branches[^1].FullSpan.Start <= position)
            {
                continue;
            }

            code ??= tree.GetText().ToString().ToCharArray();
            for (var i = 0; i < branches.Count; i++)
            {
                var branch = TextSpan.FromBounds(branches[i].FullSpan.End, i + 1 < branches.Count ? branches[i + 1].FullSpan.Start : branches[i].FullSpan.End);
                Blank(code, branches[i].FullSpan);
                Blank(code, branch.Contains(position) ? default : branch);
            }
        }

        if (code is null)
        {
            return tree;
        }

        var text = new string(code);
        if (_taken.Tree is null || _taken.Code != text)
        {
            _taken = (text, CSharpSyntaxTree.ParseText(text, s_newest));
        }

        return _taken.Tree!;
    }

    private static bool IsIf(DirectiveTriviaSyntax directive) => directive.IsKind(SyntaxKind.IfDirectiveTrivia);

    private static void Blank(char[] code, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            code[i] = code[i] is '\r' or '\n' ? code[i] : ' ';
        }
    }

    private static int Position(SourceText text, int line, int column) => text.Lines[line - 1].Start + column - 1;

    private static SyntaxTree? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var content = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(content), s_newest);
    }
}
