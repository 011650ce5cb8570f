namespace ExecutionContextGuard;

/// <summary>What an ID may be. The only place that knows it at run time.</summary>
internal static class IdentityRules
{
    /// <summary>Returns <paramref name="value"/>, or throws with the parameter's name and what to pass instead.</summary>
    public static string Require(string? value, string parameterName, string remedy)
    {
        if (value is null)
        {
            throw new ArgumentNullException(parameterName, $"An ID is missing. {remedy}");
        }

        var objection = Objection(value);
        return objection is null ? value : throw new ArgumentException($"{objection} {remedy}", parameterName);
    }

    /// <summary>Null or nothing but white space: what an ID is when no constructor has checked it.</summary>
    public static bool IsBlank(string? value) => string.IsNullOrWhiteSpace(value);

    /// <summary>Why the text is no ID, or null where it is one. Quotes only placeholders, never what a caller sent.</summary>
    private static string? Objection(string value)
    {
        if (IsBlank(value))
        {
            return "The ID is blank.";
        }

        if (PlaceholderIds.IsPadded(value))
        {
            return "The ID begins or ends with white space, so it would not equal the same ID from elsewhere; trim it where it is read.";
        }

        if (PlaceholderIds.Contains(value))
        {
            return $"'{value}' is a placeholder; every caller that has no ID would share it.";
        }

        if (PlaceholderIds.IsEmptyGuid(value))
        {
            return "The ID is the all-zero GUID, which every caller that has no ID would share.";
        }

        return IsWellFormed(value)
            ? null
            : "The ID holds half a surrogate pair; written as UTF-8 or JSON it would turn into another ID.";
    }

    private static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
            {
                continue;
            }

            if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
            {
                return false;
            }

            i++;
        }

        return true;
    }
}
