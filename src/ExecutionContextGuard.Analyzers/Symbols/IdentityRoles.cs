using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using ExecutionContextGuard.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Symbols;

/// <summary>Which part of an identity a name stands for.</summary>
internal enum IdentityRole
{
    None,
    User,
    Thread,
    Run,
    Request,
}

/// <summary>Tells from the last words of a name which ID it holds: <c>userThreadId</c> is a thread ID, <c>GetUserId</c> gives a user ID.</summary>
internal sealed class IdentityRoles
{
    private static readonly Dictionary<string, IdentityRole> s_nouns = new(StringComparer.Ordinal)
    {
        ["user"] = IdentityRole.User,
        ["thread"] = IdentityRole.Thread,
        ["conversation"] = IdentityRole.Thread,
        ["session"] = IdentityRole.Thread,
        ["run"] = IdentityRole.Run,
        ["execution"] = IdentityRole.Run,
        ["request"] = IdentityRole.Request,
        ["correlation"] = IdentityRole.Request,
        ["trace"] = IdentityRole.Request,
    };

    private readonly Dictionary<string, IdentityRole> _configured = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _excluded = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, IdentityRole> _known = new(StringComparer.Ordinal);

    private IdentityRoles()
    {
    }

    /// <summary>Reads the further names that a team has written: what exists is the union over a project's files and global configs.</summary>
    public static IdentityRoles Read(AnalyzerConfigOptionsProvider provider, Compilation compilation)
    {
        var roles = new IdentityRoles();
        roles.AddAll(provider.GlobalOptions);
        AnalyzerConfigOptions? last = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var options = provider.GetOptions(tree);
            if (!ReferenceEquals(options, last))
            {
                last = options;
                roles.AddAll(options);
            }
        }

        return roles;
    }

    /// <summary>The role of a parameter, local, member or key, or <see cref="IdentityRole.None"/> when the name is no ID's.</summary>
    public IdentityRole Of(string name)
    {
        // `userId`, `UserID`, `user_identifier`: nearly every other name shows by its last letter that it is none, as long as no team has names of its own.
        if (_configured.Count == 0 && name.Length != 0 && name[name.Length - 1] is var last && char.IsLetterOrDigit(last) && last is not ('d' or 'D' or 'r' or 'R'))
        {
            return IdentityRole.None;
        }

        if (!_known.TryGetValue(name, out var role))
        {
            role = Read(name);
            _known.TryAdd(name, role);
        }

        return role;
    }

    private IdentityRole Read(string name)
    {
        var bare = name.TrimStart('_');
        if (_excluded.Contains(bare))
        {
            return IdentityRole.None;
        }

        if (_configured.TryGetValue(bare, out var configured))
        {
            return configured;
        }

        var words = Words(name);
        var last = words.Count - 1;
        if (last < 0)
        {
            return IdentityRole.None;
        }

        if (words[last] is "id" or "identifier")
        {
            return last > 0 && s_nouns.TryGetValue(words[last - 1], out var role) ? role : IdentityRole.None;
        }

        // `userid` in one word, as column names and keys have it.
        return words[last].EndsWith("id", StringComparison.Ordinal)
            && s_nouns.TryGetValue(words[last].Substring(0, words[last].Length - 2), out var joined)
                ? joined
                : IdentityRole.None;
    }

    /// <summary>The words of a name in lower case: <c>Streams_events</c>, <c>streamsEvents</c> and <c>STREAMS_EVENTS</c> have the same two.</summary>
    public static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i == name.Length || !char.IsLetterOrDigit(name[i]))
            {
                Add(i);
                start = i + 1;
            }
            else if (i > start && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                Add(i);
                start = i;
            }
        }

        return words;

        void Add(int end)
        {
            if (end > start)
            {
                words.Add(name.Substring(start, end - start).ToLowerInvariant());
            }
        }
    }

    private void AddAll(AnalyzerConfigOptions options)
    {
        Add(options, OptionKeys.UserIdNames, IdentityRole.User);
        Add(options, OptionKeys.ThreadIdNames, IdentityRole.Thread);
        Add(options, OptionKeys.RunIdNames, IdentityRole.Run);
        Add(options, OptionKeys.RequestIdNames, IdentityRole.Request);
    }

    private void Add(AnalyzerConfigOptions options, OptionKey key, IdentityRole role)
    {
        if (!options.TryGetValue(key.Name, out var value))
        {
            return;
        }

        foreach (var entry in OptionText.Entries(value))
        {
            if (!OptionText.TryRead(key.Kind, entry, out var name))
            {
                continue;
            }

            if (name.Removes)
            {
                _excluded.Add(name.Text.TrimStart('_'));
            }
            else
            {
                _configured[name.Text.TrimStart('_')] = role;
            }
        }
    }
}
