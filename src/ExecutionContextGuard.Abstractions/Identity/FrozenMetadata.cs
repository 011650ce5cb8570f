using System.Collections.ObjectModel;

namespace ExecutionContextGuard;

/// <summary>Copies that nobody else holds a writable reference to, so that one run's metadata cannot turn up in another's.</summary>
internal sealed class FrozenMetadata : ReadOnlyDictionary<string, string>
{
    private static readonly FrozenMetadata None = new(new Dictionary<string, string>());

    /// <summary>The keys that would be a second source of what the context's own properties say.</summary>
    private static readonly HashSet<string> ReservedKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "userId", "threadId", "runId", "requestId", "parentRequestId", "operationName", "operationDepth",
    };

    private FrozenMetadata(Dictionary<string, string> entries)
        : base(entries)
    {
    }

    /// <summary>A frozen copy of <paramref name="entries"/>, or an exception that names the parameter. What is frozen already is not copied again.</summary>
    public static FrozenMetadata Copy(IReadOnlyDictionary<string, string>? entries, string parameterName) =>
        entries as FrozenMetadata ?? Overlay(None, entries, parameterName);

    /// <summary>The entries of <paramref name="inherited"/>, with those of <paramref name="added"/> added or put in their place.</summary>
    public static FrozenMetadata Overlay(FrozenMetadata inherited, IReadOnlyDictionary<string, string>? added, string parameterName)
    {
        if (added is null || added.Count == 0)
        {
            return inherited;
        }

        var copy = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in inherited)
        {
            copy[entry.Key] = entry.Value;
        }

        foreach (var entry in added)
        {
            copy[Key(entry.Key, parameterName)] = entry.Value
                ?? throw new ArgumentException($"The entry '{entry.Key}' has no value. Leave it out, or give it a text.", parameterName);
        }

        return new FrozenMetadata(copy);
    }

    private static string Key(string key, string parameterName)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new ArgumentException("An entry has a blank key. Name what the entry means.", parameterName);
        }

        // user_id, user-id and userId are one key to whoever reads it, so they are one key here.
        if (ReservedKeys.Contains(key.Replace("_", string.Empty).Replace("-", string.Empty)))
        {
            throw new ArgumentException(
                $"The key '{key}' is reserved: an identity in the metadata could differ from the context's own. Leave it out and read the context's property.",
                parameterName);
        }

        return key;
    }
}
