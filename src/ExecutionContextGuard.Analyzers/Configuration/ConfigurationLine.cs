using System;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Configuration;

/// <summary>One line of an .editorconfig or global config that sets a key of ours.</summary>
internal readonly struct ConfigurationLine
{
    private ConfigurationLine(string key, string value, TextSpan span)
    {
        Key = key;
        Value = value;
        Span = span;
    }

    public string Key { get; }

    public string Value { get; }

    /// <summary>The key and its value, without the white space around them.</summary>
    public TextSpan Span { get; }

    /// <summary>Reads the line when its key begins with our prefix; every other line is somebody else's.</summary>
    public static bool TryRead(SourceText text, TextLine line, out ConfigurationLine setting)
    {
        setting = default;
        var start = line.Start;
        while (start < line.End && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        if (!StartsWithPrefix(text, start, line.End))
        {
            return false;
        }

        var content = text.ToString(TextSpan.FromBounds(start, line.End));
        var comment = content.IndexOfAny(['#', ';']);
        if (comment >= 0)
        {
            content = content.Substring(0, comment);
        }

        content = content.TrimEnd();
        var separator = content.IndexOfAny(['=', ':']);
        var key = separator < 0 ? content : content.Substring(0, separator).TrimEnd();
        var value = separator < 0 ? "" : content.Substring(separator + 1).TrimStart();
        setting = new ConfigurationLine(key, value, new TextSpan(start, content.Length));
        return true;
    }

    /// <summary>What is wrong with the line; null when nothing is.</summary>
    public string? Complaint() => Complaint(Key, Value);

    /// <summary>What is wrong with a key under our prefix and its value; null when nothing is.</summary>
    public static string? Complaint(string name, string value)
    {
        foreach (var key in OptionKeys.All)
        {
            if (string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return OptionText.Complaint(key, value);
            }
        }

        return $"'{name}' is no setting of ExecutionContextGuard; see docs/configuration.md for those there are";
    }

    private static bool StartsWithPrefix(SourceText text, int start, int end)
    {
        if (end - start < OptionKey.Prefix.Length)
        {
            return false;
        }

        for (var i = 0; i < OptionKey.Prefix.Length; i++)
        {
            if (char.ToLowerInvariant(text[start + i]) != OptionKey.Prefix[i])
            {
                return false;
            }
        }

        return true;
    }
}
