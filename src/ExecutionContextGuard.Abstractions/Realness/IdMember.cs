using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ExecutionContextGuard;

/// <summary>One public property or field of a team's context class that carries an ID.</summary>
internal sealed class IdMember<T>
    where T : class
{
    private static readonly string[] Names = ["UserId", "ThreadId", "RunId", "RequestId"];

    private readonly Func<T, object?>? _reference;
    private readonly Func<T, Guid>? _guid;
    private readonly Func<T, object?> _boxed;
    private readonly bool _neverBlank;

    private IdMember(PropertyInfo property, MethodInfo getter)
    {
        Name = property.Name;
        _neverBlank = IsNumber(property.PropertyType);

        // A delegate to the getter reads texts and GUIDs without an allocation; what is neither goes through a box.
        if (!property.PropertyType.IsValueType)
        {
            _reference = (Func<T, object?>)getter.CreateDelegate(typeof(Func<T, object?>));
        }
        else if (property.PropertyType == typeof(Guid))
        {
            _guid = (Func<T, Guid>)getter.CreateDelegate(typeof(Func<T, Guid>));
        }

        _boxed = _reference ?? (context => property.GetValue(context));
    }

    private IdMember(FieldInfo field)
    {
        Name = field.Name;
        _neverBlank = IsNumber(field.FieldType);
        _boxed = context => field.GetValue(context);
    }

    public string Name { get; }

    /// <summary>
    /// The members named exactly like one of the four IDs, whatever their letter case. Other names are left alone: a
    /// <c>ParentRequestId</c> or <c>SessionId</c> may rightly be absent.
    /// </summary>
    public static IdMember<T>[] Of(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields)] Type type)
    {
        var found = new List<IdMember<T>>();
        foreach (var name in Names)
        {
            var property = MostDerived(type.GetProperties(BindingFlags.Public | BindingFlags.Instance), name);
            var field = MostDerived(type.GetFields(BindingFlags.Public | BindingFlags.Instance), name);
            if (property?.GetGetMethod() is { } getter && getter.GetParameters().Length == 0 && CanBeRead(property.PropertyType))
            {
                found.Add(new IdMember<T>(property, getter));
            }
            else if (field is not null && CanBeRead(field.FieldType))
            {
                found.Add(new IdMember<T>(field));
            }
        }

        return [.. found];
    }

    public bool IsBlank(T context)
    {
        if (_neverBlank)
        {
            return false;
        }

        try
        {
            return _guid is null ? IsBlank(_boxed(context)) : _guid(context) == Guid.Empty;
        }
        catch (Exception exception) when (exception is NullReferenceException or TargetInvocationException { InnerException: NullReferenceException })
        {
            // A getter that reads through a field which the constructor should have set.
            return true;
        }
    }

    public bool IsSame(T first, T second) => Equals(_boxed(first), _boxed(second));

    private static bool IsBlank(object? value) => value switch
    {
        null => true,
        string text => IdentityRules.IsBlank(text),
        Guid guid => guid == Guid.Empty,
        ValueType wrapper => !IsNumber(wrapper.GetType()) && wrapper.Equals(DefaultOf(wrapper.GetType())),
        _ => false,
    };

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The default of a value type needs no constructor.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The default of a value type needs no constructor.")]
    private static object DefaultOf(Type type) =>
#if NETSTANDARD2_0
        System.Runtime.Serialization.FormatterServices.GetUninitializedObject(type);
#else
        System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
#endif

    // Zero may be a number's rightful value, so a number is not judged.
    private static bool IsNumber(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(decimal);

    // A reference to elsewhere and a span cannot be put into a box; no ID is one.
    private static bool CanBeRead(Type type) =>
        !type.IsByRef && !type.IsPointer && !type.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name == "IsByRefLikeAttribute");

    private static TMember? MostDerived<TMember>(TMember[] members, string name)
        where TMember : MemberInfo
    {
        TMember? best = null;
        foreach (var member in members)
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)
                && (best is null || member.DeclaringType!.IsSubclassOf(best.DeclaringType!)))
            {
                best = member;
            }
        }

        return best;
    }
}
