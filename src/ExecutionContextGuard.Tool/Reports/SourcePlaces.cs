using ExecutionContextGuard.Tool.Inventory;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Tool.Reports;

/// <summary>What a place is in the sources below a root. A compiler's log has places only; the test and the kind of variable around them are told by syntax alone.</summary>
internal sealed class SourcePlaces(string root)
{
    private static readonly CSharpParseOptions s_newest = new(LanguageVersion.Preview);

    // Logs tell findings file by file; the trees of a whole estate would be gigabytes.
    private (string File, SyntaxTree? Tree) _last;

    /// <summary>Null where the file is not there, or does not reach so far any more.</summary>
    public SyntaxNode? NodeAt(Place place)
    {
        if (_last.File != place.File)
        {
            _last = (place.File, Read(Path.Combine(root, place.File)));
        }

        if (_last.Tree is not { } tree)
        {
            return null;
        }

        var text = tree.GetText();
        if (place.EndLine > text.Lines.Count || Position(text, place.EndLine, place.EndColumn) > text.Length)
        {
            return null;
        }

        var span = TextSpan.FromBounds(Position(text, place.StartLine, place.StartColumn), Position(text, place.EndLine, place.EndColumn));
        return tree.GetRoot().FindNode(span, getInnermostNodeForTie: true);
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
