using System.Diagnostics.CodeAnalysis;

namespace ExecutionContextGuard;

/// <summary>What the guard knows about a team's own context class, found once a type so that checking an object costs no reflection.</summary>
internal static class RealType<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields)] T>
    where T : class
{
    /// <summary>Why no object can be told to be a real <typeparamref name="T"/>, or null where it can.</summary>
    private static readonly string? Unusable = WhyUnusable(typeof(T));

    /// <summary>The members that carry one of the four IDs.</summary>
    private static readonly IdMember<T>[] Ids = Unusable is null ? IdMember<T>.Of(typeof(T)) : [];

    public static void RequireUsable()
    {
        if (Unusable is not null)
        {
            throw new NotSupportedException(Unusable);
        }
    }

    /// <summary>Whether the class is <typeparamref name="T"/> itself, or one that its own assembly derives from it.</summary>
    public static bool Admits(Type type) =>
        type == typeof(T) || (type.Assembly == typeof(T).Assembly && typeof(T).IsAssignableFrom(type));

    /// <summary>The name of the first ID that is blank, or null where none is.</summary>
    public static string? BlankId(T context)
    {
        foreach (var id in Ids)
        {
            if (id.IsBlank(context))
            {
                return id.Name;
            }
        }

        return null;
    }

    /// <summary>The member that carries the user's ID.</summary>
    public static IdMember<T> UserId =>
        Array.Find(Ids, id => string.Equals(id.Name, "UserId", StringComparison.OrdinalIgnoreCase))
        ?? throw new NotSupportedException($"'{typeof(T)}' has no public UserId to compare. Give it one, or compare the users where you know what identifies them.");

    private static string? WhyUnusable(Type type)
    {
        if (type.IsInterface)
        {
            return $"'{type}' is an interface, and a double implements it as well as the real class does. Name the class: EnsureReal<YourContext>(...).";
        }

        var reason = type.Assembly.IsDynamic ? "made at run time"
            : type.IsAssignableFrom(typeof(DayOfWeek)) || LooseKind.OfType(type) is not null ? "no class of your own"
            : null;
        return reason is null
            ? null
            : $"'{type}' is {reason}, so it cannot say what a real user execution context is. Name your own context class: EnsureReal<YourContext>(...).";
    }
}
