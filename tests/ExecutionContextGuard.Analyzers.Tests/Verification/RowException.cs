using Xunit.Sdk;

namespace ExecutionContextGuard.Verification;

/// <summary>A row does not hold. The message says which check failed, what was expected and what came.</summary>
internal sealed class RowException(string message) : Exception(message), IAssertionException
{
    public static RowException Expected(string check, IEnumerable<object> expected, IEnumerable<object> actual) =>
        new($"{check}\n  expected:{Listed(expected)}\n  actual:{Listed(actual)}");

    public static RowException ExpectedText(string check, string expected, string actual)
    {
        var (expectedLines, actualLines) = (expected.Split('\n'), actual.Split('\n'));
        var line = expectedLines.Zip(actualLines).TakeWhile(pair => pair.First == pair.Second).Count();
        return new($"{check}\nThey differ first in line {line + 1}:\n  expected: {Visible(expectedLines, line)}\n  actual:   {Visible(actualLines, line)}\n--- expected\n{expected}\n--- actual\n{actual}\n---");
    }

    private static string Visible(string[] lines, int line) =>
        line < lines.Length ? lines[line].Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) : "(the end)";

    private static string Listed(IEnumerable<object> items)
    {
        var lines = string.Concat(items.Select(item => $"\n    {item}"));
        return lines.Length == 0 ? " nothing" : lines;
    }
}
