using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ExecutionContextGuard;

/// <summary>The doubles and wrappers that libraries make, told by names so that no library is referenced.</summary>
internal static class Proxies
{
    // Ordered: a Moq proxy is a Castle proxy too, and the name that a person knows is the former.
    private static readonly (string Prefix, string Library)[] Markers =
    [
        ("Moq.", "Moq"),
        ("NSubstitute.", "NSubstitute"),
        ("FakeItEasy.", "FakeItEasy"),
        ("Telerik.JustMock.", "JustMock"),
        ("Rhino.Mocks.", "RhinoMocks"),
        ("Castle.DynamicProxy.", "Castle DynamicProxy"),
        ("System.Reflection.DispatchProxy", "DispatchProxy"),
    ];

    /// <summary>The library that made the type, "run-time generated" for one that is not known, or null for a type that a compiler wrote.</summary>
    public static string? Library(object context)
    {
        var type = context.GetType();
        if (Wrapped(type) is { } wrapper)
        {
            return wrapper.Library;
        }

        if (!type.Assembly.IsDynamic)
        {
            return null;
        }

        var signs = ContextTypes.Lineage(type).Concat(Interceptors(context, type)).ToList();
        var marker = Array.Find(Markers, marker => signs.Exists(sign => IsOf(marker.Prefix, sign)));
        return marker.Library ?? "run-time generated";
    }

    /// <summary>The type that a double stands in for: a context where it stands in for one, else the first that says anything.</summary>
    public static (string Type, bool IsContext) Doubled(Type type, Func<Type, bool> isContext)
    {
        var candidates = Wrapped(type) is { } wrapper
            ? [wrapper.Type]
            : ContextTypes.Lineage(type).Where(part => !part.Assembly.IsDynamic && !IsMarker(part)).ToList();
        var context = candidates.Find(candidate => isContext(candidate)) ?? (isContext(type) ? type : null);
        var doubled = context ?? candidates.FirstOrDefault() ?? type;
        return (doubled.FullName ?? doubled.Name, context is not null);
    }

    /// <summary>What a <c>Mock&lt;T&gt;</c> or <c>Fake&lt;T&gt;</c> wraps: the wrapper itself handed over, its <c>.Object</c> forgotten.</summary>
    private static (string Library, Type Type)? Wrapped(Type type)
    {
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            if (!current.IsGenericType)
            {
                continue;
            }

            switch (current.GetGenericTypeDefinition().FullName)
            {
                case "Moq.Mock`1":
                    return ("Moq", current.GetGenericArguments()[0]);
                case "FakeItEasy.Fake`1":
                    return ("FakeItEasy", current.GetGenericArguments()[0]);
            }
        }

        return null;
    }

    private static bool IsMarker(Type type) =>
        Array.Exists(Markers, marker => IsOf(marker.Prefix, type));

    private static bool IsOf(string prefix, Type type) => type.FullName?.StartsWith(prefix, StringComparison.Ordinal) == true;

    /// <summary>Who answers for a Castle proxy: FakeItEasy leaves no other sign of itself on the fakes that it makes.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Proxies are made at run time, where nothing was trimmed; without the field the library is called by Castle's name.")]
    private static IEnumerable<Type> Interceptors(object proxy, Type type) =>
        type.GetField("__interceptors", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)?.GetValue(proxy) is object[] interceptors
            ? interceptors.Select(interceptor => interceptor.GetType())
            : [];
}
