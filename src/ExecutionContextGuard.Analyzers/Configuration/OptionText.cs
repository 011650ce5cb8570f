using System;
using System.Collections.Generic;

namespace ExecutionContextGuard.Configuration;

/// <summary>The grammar of values: entries separated by <c>|</c>, <c>!</c> in front of an entry takes it out again.</summary>
internal static class OptionText
{
    private const string Arrow = "=>";

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
                return word is "literal" or "guid" || (word.StartsWith("factory:", StringComparison.Ordinal) && Names.IsDotted(word, "factory:".Length, word.Length))
                    ? null
                    : $"'{key.Name} = {value}' is none of: literal, guid, factory:Namespace.Type.Method; the default '{key.Default}' is used";
            default:
                foreach (var entry in Entries(value))
                {
                    if (!TryRead(key.Kind, entry, out _))
                    {
                        return $"'{entry}' in '{key.Name}' is not {Expected(key.Kind)}; the entry is left out";
                    }
                }

                return null;
        }
    }

    /// <summary>Reads one entry of a list into the form that the compiler writes; false when it cannot be understood.</summary>
    public static bool TryRead(OptionKind kind, string written, out Entry entry)
    {
        entry = default;
        var removes = written.Length != 0 && written[0] == '!';
        var text = removes ? written.Substring(1) : written;
        switch (kind)
        {
            case OptionKind.TypeList:
                entry = new Entry(WithoutPrefix(text), removes);
                return Names.IsType(entry.Text);
            case OptionKind.TypePairs:
                if (!Split(text, out var left, out var right) || right is null)
                {
                    return false;
                }

                entry = new Entry(WithoutPrefix(left), removes, WithoutPrefix(right));
                return Names.IsType(entry.Text) && Names.IsType(entry.Label!);
            case OptionKind.NameList:
                entry = new Entry(text, removes);
                return text.IndexOf('.') < 0 && text.IndexOf('+') < 0 && Names.IsDotted(text, 0, text.Length);
            case OptionKind.IdentityList:
                entry = new Entry(text, removes);
                return IsIdentity(text);
            case OptionKind.MemberList:
                entry = new Entry(Member(text), removes);
                return Names.IsMember(entry.Text, "MPFT");
            case OptionKind.CarrierList:
                entry = new Entry(text, removes);
                return Names.IsMember(text, "PT") && text[text.Length - 1] != '*';
            case OptionKind.FrameworkList:
                entry = new Entry(text, removes);
                return Array.IndexOf(Frameworks.Names, text) >= 0;
            case OptionKind.MockList:
                if (!Split(text, out var maker, out var name))
                {
                    return false;
                }

                entry = new Entry(Member(maker), removes, name);
                return Names.IsMember(entry.Text, "MT") && !(entry.Text[0] == 'T' && entry.Text[entry.Text.Length - 1] == '*');
            default:
                return false;
        }
    }

    public static string Expected(OptionKind kind) => kind switch
    {
        OptionKind.TypeList => "a type: write 'Namespace.Type', 'T:Namespace.Type' or a simple name",
        OptionKind.TypePairs => "a pair of types: write 'Namespace.IContext => Namespace.Context'",
        OptionKind.CarrierList => "a type or property: write 'T:Namespace.Type' or 'P:Namespace.Type.Property'",
        OptionKind.FrameworkList => "a framework that is known: " + string.Join(", ", Frameworks.Names),
        OptionKind.NameList => "a parameter or member name",
        OptionKind.IdentityList => "an ID: write texts without white space and commas, separated by '|'",
        OptionKind.MockList => "what creates a double: write 'M:Namespace.Type.Method' or the wrapper 'T:Namespace.Type', and '=> Name' where the library has another name",
        _ => "a member: write its documentation ID, like 'M:Namespace.Type.Method' or 'T:Namespace.Type'",
    };

    /// <summary>A comma or white space inside is a list that was separated in another way.</summary>
    private static bool IsIdentity(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || character == ',')
            {
                return false;
            }
        }

        return text.Length != 0;
    }

    private static string WithoutPrefix(string type) => type.StartsWith("T:", StringComparison.Ordinal) ? type.Substring(2) : type;

    /// <summary>The member as the compiler writes it.</summary>
    private static string Member(string text)
    {
        // `#` begins a comment in .editorconfig, so constructors may be written `.ctor`.
        var member = text.Replace("..ctor", ".#ctor");
        // The documentation ID of a member without parameters has no parentheses.
        return member.EndsWith("()", StringComparison.Ordinal) ? member.Substring(0, member.Length - 2) : member;
    }

    /// <summary>Parts <c>left => right</c>; false when the arrow has nothing on one side. Without an arrow there is no right side.</summary>
    private static bool Split(string text, out string left, out string? right)
    {
        var arrow = text.IndexOf(Arrow, StringComparison.Ordinal);
        left = arrow < 0 ? text : text.Substring(0, arrow).TrimEnd();
        right = arrow < 0 ? null : text.Substring(arrow + Arrow.Length).TrimStart();
        return left.Length != 0 && right?.Length != 0;
    }
}
