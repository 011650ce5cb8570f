using System.Diagnostics.CodeAnalysis;

namespace ExecutionContextGuard;

/// <summary>Which types mean "the context", seen from the class that is expected.</summary>
internal static class ContextTypes
{
    /// <summary>The type itself, its base classes and its interfaces.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "An interface that trimming removed changes the wording of a refusal, never whether an object is refused.")]
    public static IEnumerable<Type> Lineage(Type type)
    {
        for (Type? current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            yield return current;
        }

        foreach (var implemented in type.GetInterfaces())
        {
            yield return implemented;
        }
    }

    /// <summary>
    /// Whether the type means a context to whoever expects that class: the class, a base class or interface of its own, a type of its
    /// name or its interface's in whatever namespace, or one marked as guarded.
    /// </summary>
    public static bool IsContext(Type type, Type expected) =>
        type == expected
        || (type.IsAssignableFrom(expected) && type != typeof(object) && !IsPlatform(type))
        || type.Name == expected.Name
        || type.Name == "I" + expected.Name
        || type.Name is nameof(UserExecutionContext) or "I" + nameof(UserExecutionContext)
        || type.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name == nameof(GuardedContextAttribute));

    // IEquatable, IDisposable and their like: the expected class has them, and so has half the world.
    private static bool IsPlatform(Type type) =>
        type.Namespace is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));
}
