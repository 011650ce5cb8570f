using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Verification;

/// <summary>A fix loses no comment, no directive and no assertion, whatever text a row expects: whoever writes the row may overlook it.</summary>
internal static class LossChecks
{
    // The names by which the supported libraries assert and verify.
    private static readonly string[] AssertionPrefixes = ["Should", "Verify", "Received", "DidNotReceive", "MustHaveHappened", "MustNotHaveHappened"];

    private static readonly string[] AssertionTypes = ["Assert", "StringAssert", "CollectionAssert", "ClassicAssert"];

    public static async Task NothingIsLostAsync(Row row, Solution before, Solution after)
    {
        var (old, now) = (await RootsAsync(before), await RootsAsync(after));
        // What one build leaves out by #if is code in another, where the fix may change it.
        IEnumerable<string> Kept(SyntaxNode root) => Comments(root, withLeftOut: row.Builds.Count == 1);
        var lost = old.SelectMany(Kept).ToList();
        foreach (var kept in now.SelectMany(Kept).Concat(row.DroppedComments))
        {
            lost.Remove(kept);
        }

        if (lost.Count > 0)
        {
            throw RowException.Expected("The fix loses comments or directives; if one belongs to a removed statement, say DropsComment.", [], lost);
        }

        var (asserted, asserts) = (old.Sum(Assertions), now.Sum(Assertions));
        if (asserted != asserts)
        {
            throw RowException.Expected("The fix changes the number of assertions.", [asserted], [asserts]);
        }
    }

    private static async Task<List<SyntaxNode>> RootsAsync(Solution solution)
    {
        var roots = new List<SyntaxNode>();
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
        {
            roots.Add((await document.GetSyntaxRootAsync())!);
        }

        return roots;
    }

    private static IEnumerable<string> Comments(SyntaxNode root, bool withLeftOut) => root.DescendantTrivia()
        .Where(trivia => trivia.IsDirective || trivia.Kind() is
            SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or
            SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
            || (withLeftOut && trivia.IsKind(SyntaxKind.DisabledTextTrivia)))
        .Select(trivia => trivia.ToFullString().Trim());

    private static int Assertions(SyntaxNode root) => root.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(invocation => invocation.Expression switch
    {
        MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type } when AssertionTypes.Contains(type.Identifier.ValueText) => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => AssertionPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)),
        MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } => AssertionPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)),
        _ => false,
    });
}
