namespace ExecutionContextGuard;

/// <summary>The words that are no ID. The run-time library, the analyzers and the fixes compile this one file, so that none refuses what another accepts.</summary>
/// <remarks>Names are written out, because some of these projects have implicit usings and some have not: a directive would be missing here or needless there.</remarks>
internal static class PlaceholderIds
{
    /// <summary>Words that stand for "no ID yet", compared whole: a rule on the prefix <c>default_</c> once refused a real user and took a login down.</summary>
    private static readonly System.Collections.Generic.HashSet<string> Words = new(System.StringComparer.OrdinalIgnoreCase)
    {
        "registry", "placeholder", "default", "temp", "none", "null", "undefined", "unknown", "0", "1", "xxx", "yyy",
        "example", "test", "demo", "sample", "template", "mock", "fake", "dummy",
    };

    /// <summary>Whether the text is a placeholder, in any letter case.</summary>
    public static bool Contains(string text) => Words.Contains(text);

    /// <summary>Whether the text is padded with white space: it would not equal the same ID from elsewhere.</summary>
    public static bool IsPadded(string text) => text.Length != 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[text.Length - 1]));

    /// <summary>Whether the text is the all-zero GUID, in any form. Asking the first character spares nearly every real ID the parse.</summary>
    public static bool IsEmptyGuid(string text) =>
        text.Length != 0 && text[0] is '0' or '{' or '(' && System.Guid.TryParse(text, out var guid) && guid == System.Guid.Empty;
}
