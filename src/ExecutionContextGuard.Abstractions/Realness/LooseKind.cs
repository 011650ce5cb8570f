using System.Collections;
using System.Runtime.CompilerServices;

namespace ExecutionContextGuard;

/// <summary>The loosely typed things that get handed over in a context's place, in words.</summary>
internal static class LooseKind
{
    /// <summary>"a dictionary", "an anonymous object", ..., or null for a class that is simply another one.</summary>
    public static string? OfType(Type type)
    {
        if (type == typeof(string))
        {
            return "a string";
        }

        if (type == typeof(System.Dynamic.ExpandoObject))
        {
            return "an ExpandoObject";
        }

        // JsonObject and JObject are dictionaries too, so JSON is asked first.
        if (InNamespace(type, "System.Text.Json") || InNamespace(type, "Newtonsoft.Json"))
        {
            return $"JSON ({type.Name})";
        }

        if (type.Name.Contains("AnonymousType") && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
        {
            return "an anonymous object";
        }

        if (IsNamed(type, "System.ValueTuple") || IsNamed(type, "System.Tuple"))
        {
            return "a tuple";
        }

        if (typeof(IDictionary).IsAssignableFrom(type) || typeof(IReadOnlyDictionary<string, string>).IsAssignableFrom(type)
            || typeof(IReadOnlyDictionary<string, object>).IsAssignableFrom(type) || typeof(IDictionary<string, object>).IsAssignableFrom(type))
        {
            return "a dictionary";
        }

        if (typeof(Task).IsAssignableFrom(type) || IsNamed(type, "System.Threading.Tasks.ValueTask"))
        {
            return "a task (await it first)";
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return "a delegate (call it first)";
        }

        return typeof(IEnumerable).IsAssignableFrom(type) ? "a collection" : null;
    }

    private static bool InNamespace(Type type, string root) =>
        type.Namespace is { } name && (name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    private static bool IsNamed(Type type, string fullName) =>
        type.FullName is { } name && (name == fullName || name.StartsWith(fullName + "`", StringComparison.Ordinal));
}
