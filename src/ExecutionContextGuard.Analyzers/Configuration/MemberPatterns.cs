using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Configuration;

/// <summary>
/// Members written as documentation IDs: <c>M:Ns.Type.Method(Ns.Arg)</c>, without parentheses for every overload, with a
/// trailing <c>*</c> for every member that begins so, <c>T:Ns.Type</c> for all members of a type. Of several entries that fit
/// the longest decides; of two equal ones the one with <c>!</c>.
/// </summary>
internal sealed class MemberPatterns
{
    private readonly Dictionary<string, Entry> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _types = new(StringComparer.Ordinal);
    private readonly List<Entry> _prefixes = [];

    // The last part of each name: a member that is called otherwise needs no documentation ID, which is a text of its own each time.
    private readonly HashSet<string> _memberNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _typeNames = new(StringComparer.Ordinal);

    /// <summary>Null when there is nothing to match, so that nobody builds a documentation ID for nothing.</summary>
    public static MemberPatterns? Parse(List<Entry>? entries)
    {
        if (entries is null || entries.Count == 0)
        {
            return null;
        }

        var patterns = new MemberPatterns();
        foreach (var entry in entries)
        {
            if (entry.Text[entry.Text.Length - 1] == '*')
            {
                patterns._prefixes.Add(entry);
                continue;
            }

            var isType = entry.Text[0] == 'T';
            (isType ? patterns._typeNames : patterns._memberNames).Add(isType ? Names.Simple(entry.Text.Substring(2)) : LastPart(entry.Text));
            var named = isType ? patterns._types : patterns._exact;
            if (entry.Removes || !named.ContainsKey(entry.Text))
            {
                named[entry.Text] = entry;
            }
        }

        return patterns;
    }

    /// <summary>Whether an entry speaks of the member, or of its type as a whole. It runs once a member: the answer is memoised by the caller.</summary>
    public bool TryMatch(ISymbol member, out Entry match)
    {
        match = default;
        if (!MayFit(member))
        {
            return false;
        }

        // A local function has no documentation ID. (`DocumentationCommentId.CreateDeclarationId` would add what a method returns.)
        if (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }
            || member.OriginalDefinition.GetDocumentationCommentId() is not { } id)
        {
            return false;
        }

        if (_exact.TryGetValue(id, out match) || (_exact.Count != 0 && TryMatchName(id, out match)))
        {
            return true;
        }

        var typeId = _types.Count + _prefixes.Count != 0 && member.ContainingType is { } type
            ? type.OriginalDefinition.GetDocumentationCommentId()
            : null;
        var length = -1;
        if (typeId is not null && _types.TryGetValue(typeId, out match))
        {
            length = typeId.Length;
        }

        foreach (var entry in _prefixes)
        {
            var size = entry.Text.Length - 1;
            var text = entry.Text[0] == 'T' ? typeId : id;
            if (text is not null
                && string.CompareOrdinal(text, 0, entry.Text, 0, size) == 0
                && (size > length || (size == length && entry.Removes)))
            {
                length = size;
                match = entry;
            }
        }

        return length >= 0;
    }

    /// <summary>Whether any entry is called like the member, like its type, or like the beginning of anything.</summary>
    private bool MayFit(ISymbol member) =>
        _prefixes.Count != 0
        || (_memberNames.Count != 0 && _memberNames.Contains(NameOf(member)))
        || (_typeNames.Count != 0 && member.ContainingType is { } type && _typeNames.Contains(type.Name));

    private static string NameOf(ISymbol member)
    {
        switch (member)
        {
            case IMethodSymbol { MethodKind: MethodKind.Constructor }:
                return "ctor";
            case IMethodSymbol { MethodKind: MethodKind.StaticConstructor }:
                return "cctor";
        }

        // `this[]` is called Item there; `Ns.IFoo.Run` implements Run explicitly.
        var name = member is IPropertySymbol ? member.MetadataName : member.Name;
        var dot = name.LastIndexOf('.');
        return dot < 0 ? name : name.Substring(dot + 1);
    }

    /// <summary><c>Run</c> of <c>M:Ns.Type.Run``1(Ns.Arg)</c> and of <c>M:Ns.Type.Ns#IFoo#Run</c>, <c>ctor</c> of <c>M:Ns.Type.#ctor</c>.</summary>
    private static string LastPart(string id)
    {
        var end = id.IndexOf('(');
        end = end < 0 ? id.Length : end;
        var start = id.LastIndexOfAny(['.', '#', ':'], end - 1) + 1;
        var arity = id.IndexOf('`', start, end - start);
        return id.Substring(start, (arity < 0 ? end : arity) - start);
    }

    /// <summary>Whether an entry without a parameter list is exactly this ID.</summary>
    public bool TryMatchExactly(string id, out Entry match) => _exact.TryGetValue(id, out match);

    /// <summary>Looks for an entry without a parameter list, and without the number of type parameters.</summary>
    private bool TryMatchName(string id, out Entry match)
    {
        var open = id.IndexOf('(');
        var name = open < 0 ? id : id.Substring(0, open);
        if (open >= 0 && _exact.TryGetValue(name, out match))
        {
            return true;
        }

        var arity = name.IndexOf("``", StringComparison.Ordinal);
        if (arity >= 0)
        {
            return _exact.TryGetValue(name.Substring(0, arity), out match);
        }

        match = default;
        return false;
    }
}

/// <summary>The patterns of all channels, the strongest first: the first that speaks of a member decides.</summary>
internal sealed class LayeredPatterns(MemberPatterns? catalogue, MemberPatterns? settings, MemberPatterns? shipped = null)
{
    /// <summary>Null when no channel has an entry.</summary>
    public static LayeredPatterns? Of(EntryLayers layers)
    {
        var catalogue = MemberPatterns.Parse(layers.Catalogue);
        var settings = MemberPatterns.Parse(layers.Settings);
        var shipped = MemberPatterns.Parse(layers.Shipped);
        return catalogue is null && settings is null && shipped is null ? null : new LayeredPatterns(catalogue, settings, shipped);
    }

    public bool TryMatch(ISymbol member, out Entry match)
    {
        match = default;
        return catalogue?.TryMatch(member, out match) == true
            || settings?.TryMatch(member, out match) == true
            || shipped?.TryMatch(member, out match) == true;
    }

    /// <summary>Whether an entry without a parameter list is exactly this ID.</summary>
    public bool TryMatchName(string id, out Entry match)
    {
        match = default;
        return catalogue?.TryMatchExactly(id, out match) == true
            || settings?.TryMatchExactly(id, out match) == true
            || shipped?.TryMatchExactly(id, out match) == true;
    }
}
