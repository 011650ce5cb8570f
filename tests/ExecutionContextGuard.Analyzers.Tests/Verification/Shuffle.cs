using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Verification;

/// <summary>A random order of files that can be had again: the seed follows from the text, so that a row which fails fails in the next run, too. What fails says its seed.</summary>
internal sealed record Shuffle(int Seed)
{
    public static Shuffle Of(Row row) => Of(row.Documents[0].Markup.Text);

    public static Shuffle Of(string text)
    {
        // Not string.GetHashCode, which is another one in each process.
        var seed = 17;
        foreach (var character in text)
        {
            seed = unchecked((seed * 31) + character);
        }

        return new Shuffle(seed);
    }

    public IEnumerable<SyntaxTree> Order(IReadOnlyList<SyntaxTree> files)
    {
        SyntaxTree[] shuffled = [.. files];
        new Random(Seed).Shuffle(shuffled);
        return shuffled;
    }
}
