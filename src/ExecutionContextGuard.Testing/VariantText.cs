using System.Collections;
using System.Globalization;

namespace ExecutionContextGuard.Testing;

/// <summary>The text that tells one variant from another, on every machine the same.</summary>
internal static class VariantText
{
    public static string Of(object? variant) => variant switch
    {
        null => "",
        // 1 and "1" are two variants.
        string text => "text " + text,
        char c => "char " + c,
        bool b => b ? "true" : "false",
        DateTime or DateTimeOffset => variant.GetType().Name + " " + ((IFormattable)variant).ToString("O", CultureInfo.InvariantCulture),
        Enum => variant.GetType().FullName + " " + variant,
        IFormattable number => variant.GetType().Name + " " + number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => "[" + string.Join("\n", items.Cast<object?>().Select(static item => Measured(Of(item)))) + "]",
        _ => OfOther(variant),
    };

    private static string OfOther(object variant)
    {
        var type = variant.GetType();
        var text = variant.ToString();
        if (PartsOf(variant, type) is { } parts)
        {
            return "(" + string.Join("\n", parts.Select(static part => Measured(Of(part)))) + ")";
        }

        // What does not override ToString has the same text for each of its objects.
        return string.IsNullOrEmpty(text) || text == type.ToString() || text == type.FullName
            ? throw new ArgumentException($"'{type}' has no text of its own; pass text, a number, or a tuple of them.", nameof(variant))
            : type.FullName + " " + text;
    }

    /// <summary>With its length in front, so that ("a", "b\nc") and ("a\nb", "c") are two.</summary>
    private static string Measured(string text) => text.Length.ToString(CultureInfo.InvariantCulture) + ":" + text;

    /// <summary>The values of a tuple, or null.</summary>
#if NETSTANDARD2_0
    private static List<object?>? PartsOf(object variant, Type type)
    {
        // netstandard2.0 has no ITuple, and the tuples themselves come from different assemblies.
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) != true && type.FullName?.StartsWith("System.Tuple`", StringComparison.Ordinal) != true)
        {
            return null;
        }

        var parts = new List<object?>();
        for (object? current = variant; current is not null;)
        {
            var tuple = current.GetType();
            for (var i = 1; ValueOf(tuple, current, "Item" + i.ToString(CultureInfo.InvariantCulture)) is { Found: true } part; i++)
            {
                parts.Add(part.Value);
            }

            current = ValueOf(tuple, current, "Rest").Value;
        }

        return parts;
    }

    private static (bool Found, object? Value) ValueOf(Type type, object tuple, string name) =>
        type.GetField(name) is { } field ? (true, field.GetValue(tuple))
            : type.GetProperty(name) is { } property ? (true, property.GetValue(tuple))
            : (false, null);
#else
    private static IEnumerable<object?>? PartsOf(object variant, Type _) =>
        variant is System.Runtime.CompilerServices.ITuple tuple ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]) : null;
#endif
}
