using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Configuration;

/// <summary>
/// Members written as documentation IDs: <c>M:Ns.Type.Method(Ns.Arg)</c>, without parentheses for every overload, with a
/// trailing <c>*</c> for every member that begins so, <c>T:Ns.Type</c> for all members of a type.
/// </summary>
internal sealed class MemberPatterns
{
    private readonly List<string> _exact = [];
    private readonly List<string> _prefixes = [];
    private readonly List<string> _types = [];

    /// <summary>Null when there is nothing to match, so that nobody builds a documentation ID for nothing.</summary>
    public static MemberPatterns? Parse(List<string>? entries)
    {
        if (entries is null)
        {
            return null;
        }

        var patterns = new MemberPatterns();
        foreach (var entry in entries)
        {
            if (entry[0] == '!' || entries.Contains("!" + entry))
            {
                continue;
            }

            // `#` begins a comment in .editorconfig, so constructors may be written `.ctor`.
            var text = entry.Replace("..ctor", ".#ctor");
            if (text[text.Length - 1] == '*')
            {
                patterns._prefixes.Add(text.Substring(0, text.Length - 1));
            }
            else if (text[0] == 'T')
            {
                patterns._types.Add(text);
            }
            else
            {
                patterns._exact.Add(text);
            }
        }

        return patterns._exact.Count + patterns._prefixes.Count + patterns._types.Count == 0 ? null : patterns;
    }

    /// <summary>Whether the member, or its type as a whole, is listed. It runs once a member: the answer is memoised by the caller.</summary>
    public bool Matches(ISymbol member)
    {
        // A local function has no documentation ID, and asking for one throws.
        if (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }
            || DocumentationCommentId.CreateDeclarationId(member.OriginalDefinition) is not { } id)
        {
            return false;
        }

        foreach (var exact in _exact)
        {
            if (id.StartsWith(exact, StringComparison.Ordinal)
                && (id.Length == exact.Length || (id[exact.Length] == '(' && exact.IndexOf('(') < 0)))
            {
                return true;
            }
        }

        foreach (var prefix in _prefixes)
        {
            if (id.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        if (_types.Count == 0 || member.ContainingType is not { } type
            || DocumentationCommentId.CreateDeclarationId(type.OriginalDefinition) is not { } typeId)
        {
            return false;
        }

        return _types.Contains(typeId);
    }
}
