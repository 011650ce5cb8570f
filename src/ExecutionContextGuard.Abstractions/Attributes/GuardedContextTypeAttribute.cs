namespace ExecutionContextGuard;

/// <summary>
/// Says, for a whole assembly, that a type which this assembly does not own is a user execution context:
/// <c>[assembly: GuardedContextType(typeof(VendorContext))]</c>. It means what <see cref="GuardedContextAttribute"/> on that type would mean.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GuardedContextTypeAttribute : Attribute
{
    /// <summary>Guards <paramref name="contextType"/> as if it carried <see cref="GuardedContextAttribute"/>.</summary>
    /// <param name="contextType">The class, struct or interface to guard.</param>
    public GuardedContextTypeAttribute(Type contextType)
    {
        ContextType = contextType;
    }

    /// <summary>The guarded class, struct or interface.</summary>
    public Type ContextType { get; }
}
