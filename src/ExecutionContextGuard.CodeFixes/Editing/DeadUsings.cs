using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Editing;

/// <summary>Takes out the using directives that were needed until a fix changed their file. One that was dead before is not ours to remove.</summary>
internal static class DeadUsings
{
    /// <summary>The texts of those files in which a directive has died, without it.</summary>
    /// <param name="before">The solution as it was.</param>
    /// <param name="after">The solution with the files' new texts.</param>
    /// <param name="files">Each changed document with all documents that are the same file, itself the first: projects may share it, or one project build it several times.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Dictionary<DocumentId, SourceText>> RemoveAsync(
        Solution before,
        Solution after,
        Dictionary<DocumentId, List<DocumentId>> files,
        CancellationToken cancellationToken)
    {
        var now = new UnneededUsings(after, files.Values.SelectMany(static builds => builds));
        var found = new Dictionary<DocumentId, List<UsingDirectiveSyntax>>();
        foreach (var file in files)
        {
            var dead = await OfAllBuildsAsync(now, file.Value, cancellationToken).ConfigureAwait(false);
            if (dead.Count != 0)
            {
                found.Add(file.Key, dead);
            }
        }

        // Only where something is dead now does it matter what was dead before.
        var then = new UnneededUsings(before, found.Keys.SelectMany(file => files[file]));
        var texts = new Dictionary<DocumentId, SourceText>();
        foreach (var file in found)
        {
            var died = new HashSet<string>(StringComparer.Ordinal);
            foreach (var build in files[file.Key])
            {
                var known = await then.OfAsync(build, cancellationToken).ConfigureAwait(false);
                died.UnionWith(file.Value.Select(static directive => directive.ToString()).Where(text => !known.Exists(old => old.ToString() == text)));
            }

            var removed = file.Value.FindAll(directive => died.Contains(directive.ToString()));
            if (removed.Count != 0)
            {
                var text = await after.GetDocument(file.Key)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
                texts.Add(file.Key, text.WithChanges(Removals(removed, (CompilationUnitSyntax)removed[0].SyntaxTree.GetRoot(cancellationToken), text)));
            }
        }

        return texts;
    }

    /// <summary>What no build of the file needs, as nodes of the first.</summary>
    private static async Task<List<UsingDirectiveSyntax>> OfAllBuildsAsync(UnneededUsings usings, List<DocumentId> builds, CancellationToken cancellationToken)
    {
        var dead = await usings.OfAsync(builds[0], cancellationToken).ConfigureAwait(false);
        for (var i = 1; i < builds.Count && dead.Count != 0; i++)
        {
            var here = await usings.OfAsync(builds[i], cancellationToken).ConfigureAwait(false);
            dead = dead.FindAll(directive => here.Exists(other => other.Span == directive.Span));
        }

        // `#if NET472` in a file that is seen in one build only: what is written there may need the directive.
        return dead.Count != 0 && builds.Count == 1 && dead[0].SyntaxTree.GetRoot(cancellationToken).DescendantTrivia().Any(static trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia))
            ? []
            : dead;
    }

    private static IEnumerable<TextChange> Removals(List<UsingDirectiveSyntax> dead, CompilationUnitSyntax root, SourceText text)
    {
        foreach (var list in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>()
            .Select(static space => space.Usings).Prepend(root.Usings))
        {
            var isEmptied = list.Count != 0 && list.All(dead.Contains);
            for (var i = 0; i < list.Count; i++)
            {
                if (!dead.Contains(list[i]))
                {
                    continue;
                }

                // `using Moq; using NSubstitute; using Acme;`: what stands side by side goes as one.
                var first = list[i];
                while (i + 1 < list.Count && dead.Contains(list[i + 1]) && StandSideBySide(list[i], list[i + 1], text))
                {
                    i++;
                }

                yield return new TextChange(Removal(TextSpan.FromBounds(first.SpanStart, list[i].Span.End), isEmptied && i == list.Count - 1, text), "");
            }
        }
    }

    private static bool StandSideBySide(UsingDirectiveSyntax one, UsingDirectiveSyntax next, SourceText text)
    {
        var between = text.ToString(TextSpan.FromBounds(one.Span.End, next.SpanStart));
        return between.Trim().Length == 0 && between.IndexOf('\n') < 0;
    }

    /// <summary>The directives with their line, or, where something else stands on it, with the space between.</summary>
    private static TextSpan Removal(TextSpan directives, bool isLast, SourceText text)
    {
        var lineStart = text.Lines.GetLineFromPosition(directives.Start).Start;
        var before = text.ToString(TextSpan.FromBounds(lineStart, directives.Start));
        var line = text.Lines.GetLineFromPosition(directives.End);
        var after = text.ToString(TextSpan.FromBounds(directives.End, line.End));
        if (after.Trim().Length != 0)
        {
            return TextSpan.FromBounds(directives.Start, directives.End + after.Length - after.TrimStart().Length);
        }

        if (before.Trim().Length != 0)
        {
            return TextSpan.FromBounds(lineStart + before.TrimEnd().Length, line.End);
        }

        var end = line.EndIncludingLineBreak;
        if (isLast && end < text.Length)
        {
            // Nothing is left to set off from what follows.
            var next = text.Lines.GetLineFromPosition(end);
            end = text.ToString(next.Span).Trim().Length == 0 ? next.EndIncludingLineBreak : end;
        }

        return TextSpan.FromBounds(lineStart, end);
    }
}
