namespace ExecutionContextGuard;

/// <summary>
/// Says that a type is a user execution context of your own: an object that carries the user, thread, run and request IDs of
/// one agent execution. The analyzers then hold everything that hands such an object over to the same rules as
/// <see cref="UserExecutionContext"/>: no mock, look-alike, dictionary, <see langword="null"/> or skipped constructor.
/// </summary>
/// <remarks>
/// <para>On a base class or an interface it counts for everything that derives from it or implements it.</para>
/// <para>The analyzers match the attribute by its simple name, so a code base that must not reference this package may declare its
/// own copy. For a type that you do not own, use <see cref="GuardedContextTypeAttribute"/>.</para>
/// <para>A guarded class should be sealed and check its IDs in its constructor: a type that can be derived from can be mocked.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = false, Inherited = true)]
public sealed class GuardedContextAttribute : Attribute
{
}
