namespace ExecutionContextGuard;

/// <summary>
/// Says that a parameter must get a real user execution context although its type does not say so (<see cref="object"/>,
/// <c>dynamic</c>, a dictionary, an unrelated class), or that a missing context is an error although the parameter is nullable.
/// </summary>
/// <remarks>
/// <para>On a parameter it means that parameter. On a method, constructor, indexer, delegate or type it means the parameters with
/// a conventional name (<c>context</c>, <c>ctx</c>, <c>userContext</c>, <c>executionContext</c>, <c>userExecutionContext</c>) or,
/// where there are none, every parameter that is not a string, primitive, enum, delegate or cancellation token.</para>
/// <para>Overrides and interface implementations inherit it. A parameter of a guarded type needs no mark: it is a path already.</para>
/// <para>The analyzers act at compile time only; <see cref="AgentExecutionGuard.EnsureReal(object?, string?)"/> does at run time.</para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Delegate
        | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface,
    AllowMultiple = false,
    Inherited = true)]
public sealed class AgentExecutionPathAttribute : Attribute
{
}
