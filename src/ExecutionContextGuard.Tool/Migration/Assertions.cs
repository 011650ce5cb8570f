using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExecutionContextGuard.Tool.Migration;

/// <summary>What a file checks, by how often each kind of check is called. A migration may lose none.</summary>
internal static class Assertions
{
    private static readonly string[] s_prefixes = ["Assert", "Should", "Verify", "Received", "DidNotReceive", "MustHaveHappened", "MustNotHaveHappened", "Expect", "Throws"];

    public static Dictionary<string, int> Count(SyntaxNode root)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var call in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (NameOf(call.Expression) is { } name)
            {
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
        }

        return counts;
    }

    /// <summary>The first kind of check that there are fewer of; null when there is none.</summary>
    public static string? Lost(Dictionary<string, int> before, Dictionary<string, int> after) =>
        before.FirstOrDefault(pair => after.GetValueOrDefault(pair.Key) < pair.Value).Key;

    private static string? NameOf(ExpressionSyntax called)
    {
        var parts = new Stack<string>();
        var current = called;
        while (current is MemberAccessExpressionSyntax access)
        {
            parts.Push(access.Name.Identifier.ValueText);
            current = access.Expression;
        }

        if (current is SimpleNameSyntax simple)
        {
            parts.Push(simple.Identifier.ValueText);
        }

        // `Assert.Equal(..)` by its class; `answer.ShouldBe(..)`, `sink.Received()`, `AssertEvents(..)` by the method.
        var names = parts.ToList();
        return names is ["Assert" or "CollectionAssert" or "StringAssert" or "FileAssert" or "ClassicAssert" or "Record", ..]
            ? string.Join('.', names)
            : names.LastOrDefault() is { } last && s_prefixes.Any(prefix => last.StartsWith(prefix, StringComparison.Ordinal)) ? last : null;
    }
}
