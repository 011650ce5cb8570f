using System;
using System.Collections.Generic;

namespace ExecutionContextGuard.Configuration;

/// <summary>The grammar of values: entries separated by <c>|</c>, <c>!</c> in front of an entry takes it out again.</summary>
internal static class OptionText
{
    /// <summary>Yields the trimmed entries of a list; an empty value has none.</summary>
    public static IEnumerable<string> Entries(string value)
    {
        foreach (var part in value.Split('|'))
        {
            var entry = part.Trim();
            if (entry.Length != 0)
            {
                yield return entry;
            }
        }
    }

    /// <summary>What is wrong with a value, in words that say what to write instead; null when nothing is.</summary>
    public static string? Complaint(OptionKey key, string value)
    {
        switch (key.Kind)
        {
            case OptionKind.Choice:
                return Array.IndexOf(key.Choices, value.Trim()) < 0
                    ? $"'{key.Name} = {value}' is none of: {string.Join(", ", key.Choices)}; the default '{key.Default}' is used"
                    : null;
            case OptionKind.MissingIds:
                var word = value.Trim();
                return word is "literal" or "guid" || (word.StartsWith("factory:", StringComparison.Ordinal) && IsDottedName(word, "factory:".Length, word.Length))
                    ? null
                    : $"'{key.Name} = {value}' is none of: literal, guid, factory:Namespace.Type.Method; the default '{key.Default}' is used";
            default:
                foreach (var entry in Entries(value))
                {
                    if (!IsWellFormed(key.Kind, entry))
                    {
                        return $"'{entry}' in '{key.Name}' is not {Expected(key.Kind)}; the entry is left out";
                    }
                }

                return null;
        }
    }

    /// <summary>Whether one entry of a list can be understood.</summary>
    public static bool IsWellFormed(OptionKind kind, string entry)
    {
        var start = entry[0] == '!' ? 1 : 0;
        switch (kind)
        {
            case OptionKind.TypeList:
                return IsTypeName(entry, start, entry.Length);
            case OptionKind.TypePairs:
                var arrow = entry.IndexOf("=>", StringComparison.Ordinal);
                return arrow > 0
                    && IsTypeName(entry, start, TrimEnd(entry, arrow))
                    && IsTypeName(entry, SkipSpace(entry, arrow + 2), entry.Length);
            case OptionKind.NameList:
                return IsDottedName(entry, start, entry.Length) && entry.IndexOf('.') < 0;
            case OptionKind.MemberList:
                return entry.Length > start + 2
                    && entry[start + 1] == ':'
                    && entry[start] is 'M' or 'P' or 'T' or 'F'
                    && entry.IndexOf(' ') < 0;
            default:
                return true;
        }
    }

    private static string Expected(OptionKind kind) => kind switch
    {
        OptionKind.TypeList => "a type: write 'Namespace.Type', 'T:Namespace.Type' or a simple name",
        OptionKind.TypePairs => "a pair of types: write 'Namespace.IContext => Namespace.Context'",
        OptionKind.NameList => "a parameter or member name",
        _ => "a member: write its documentation ID, like 'M:Namespace.Type.Method' or 'T:Namespace.Type'",
    };

    private static bool IsTypeName(string text, int start, int end)
    {
        if (end - start > 2 && text[start] == 'T' && text[start + 1] == ':')
        {
            start += 2;
        }

        // A generic type carries its arity: Ns.Context`1.
        var tick = text.IndexOf('`', start, Math.Max(0, end - start));
        if (tick >= 0)
        {
            for (var i = tick + 1; i < end; i++)
            {
                if (!char.IsDigit(text[i]))
                {
                    return false;
                }
            }

            return tick + 1 < end && IsDottedName(text, start, tick);
        }

        return IsDottedName(text, start, end);
    }

    private static bool IsDottedName(string text, int start, int end)
    {
        var expectStart = true;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c is '.' or '+')
            {
                if (expectStart)
                {
                    return false;
                }

                expectStart = true;
            }
            else if (expectStart ? !(char.IsLetter(c) || c == '_') : !(char.IsLetterOrDigit(c) || c == '_'))
            {
                return false;
            }
            else
            {
                expectStart = false;
            }
        }

        return !expectStart;
    }

    private static int TrimEnd(string text, int end)
    {
        while (end > 0 && text[end - 1] == ' ')
        {
            end--;
        }

        return end;
    }

    private static int SkipSpace(string text, int start)
    {
        while (start < text.Length && text[start] == ' ')
        {
            start++;
        }

        return start;
    }
}
