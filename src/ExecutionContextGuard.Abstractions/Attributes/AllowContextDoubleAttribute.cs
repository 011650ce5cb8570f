namespace ExecutionContextGuard;

/// <summary>
/// Says that doubles of a user execution context are meant to stay where this stands, and why: in a test that proves a guard, for
/// example. The analyzers report no double of a context inside the member, type or assembly that carries it.
/// </summary>
/// <remarks>
/// It says nothing at run time: <see cref="AgentExecutionGuard"/> refuses a double all the same. <c>ecguard scan</c> counts and lists
/// every place with its reason. The analyzers match the attribute by its simple name.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Field
        | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly,
    AllowMultiple = false,
    Inherited = false)]
public sealed class AllowContextDoubleAttribute : Attribute
{
    /// <summary>Lets doubles stay, for the given reason.</summary>
    /// <param name="reason">Why a real context will not do here, for whoever reads it later. An empty one is reported as ECG9001.</param>
    public AllowContextDoubleAttribute(string reason)
    {
        Reason = reason;
    }

    /// <summary>Why a real context will not do here.</summary>
    public string Reason { get; }
}
