namespace ExecutionContextGuard.Configuration;

/// <summary>What names of types and members look like, and how their parts are told apart.</summary>
internal static class Names
{
    /// <summary>A full metadata or documentation name, or a simple one; a generic type carries its arity: <c>Ns.Context`1</c>.</summary>
    public static bool IsType(string text)
    {
        var start = 0;
        foreach (var segment in text.Split('.', '+'))
        {
            var tick = segment.IndexOf('`');
            var end = tick < 0 ? segment.Length : tick;
            if (!IsDotted(text, start, start + end) || (tick >= 0 && !IsNumber(segment, tick + 1)))
            {
                return false;
            }

            start += segment.Length + 1;
        }

        return true;
    }

    /// <summary>Identifiers with dots between them.</summary>
    public static bool IsDotted(string text, int start, int end)
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

    /// <summary>
    /// A documentation ID with one of the kinds: with or without a parameter list, or with a trailing <c>*</c> after the beginning of one.
    /// A member names its type; the compiler's own names (<c>#ctor</c>, <c>Ns#IFoo#Run</c>, <c>&lt;Main&gt;$</c>) are names.
    /// </summary>
    public static bool IsMember(string text, string kinds)
    {
        if (text.Length < 3 || text[1] != ':' || kinds.IndexOf(text[0]) < 0)
        {
            return false;
        }

        var isType = text[0] == 'T';
        var end = text.Length;
        var open = text.IndexOf('(');
        if (open >= 0)
        {
            if (isType || text[0] == 'F' || !IsParameterList(text, open))
            {
                return false;
            }

            end = open;
        }
        else if (text[end - 1] == '*')
        {
            end--;
            // `M:Ns.Bus.*` begins every member of Ns.Bus.
            return end > 2 && IsPath(text, 2, text[end - 1] == '.' ? end - 1 : end);
        }

        return IsPath(text, 2, end) && (isType || text.IndexOf('.', 2, end - 2) >= 0);
    }

    /// <summary>The type of a member's documentation ID, without <c>T:</c>; null where the entry does not say where the type ends.</summary>
    public static string? TypeOf(string member)
    {
        if (member[0] == 'T')
        {
            return member[member.Length - 1] == '*' ? null : member.Substring(2);
        }

        var open = member.IndexOf('(');
        var dot = member.LastIndexOf('.', open < 0 ? member.Length - 1 : open);
        return dot < 3 ? null : member.Substring(2, dot - 2);
    }

    /// <summary>The last part of a name, without its arity: what the compiler's list of type names holds.</summary>
    public static string Simple(string type)
    {
        var start = type.LastIndexOfAny(['.', '+']) + 1;
        var tick = type.IndexOf('`', start);
        return tick < 0 ? type.Substring(start) : type.Substring(start, tick - start);
    }

    private static bool IsPath(string text, int start, int end)
    {
        var expectStart = true;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c is '.')
            {
                if (expectStart)
                {
                    return false;
                }

                expectStart = true;
            }
            else if (char.IsLetter(c) || c is '_' or '#' or '<' or '@' || (!expectStart && (char.IsDigit(c) || c is '`' or '>' or '$' or '{' or '}')))
            {
                expectStart = false;
            }
            else
            {
                return false;
            }
        }

        return !expectStart;
    }

    private static bool IsParameterList(string text, int open)
    {
        var close = text.LastIndexOf(')');
        if (close < open + 2 && close != open + 1)
        {
            return false;
        }

        // A conversion operator carries its result after the list: `op_Implicit(A)~B`.
        if (close != text.Length - 1 && text[close + 1] != '~')
        {
            return false;
        }

        for (var i = open + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (!(char.IsLetterOrDigit(c) || c is '.' or ',' or '_' or '`' or '{' or '}' or '[' or ']' or ':' or '@' or '*' or '+' or '^' or '(' or ')' or '~'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNumber(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (!char.IsDigit(text[i]))
            {
                return false;
            }
        }

        return start < text.Length;
    }
}
