using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>What must be known of one mocking library: what makes a double, how it is unwrapped, what matches any argument.</summary>
/// <remarks>Libraries are known by the metadata names of their types, never by a reference to them.</remarks>
internal abstract class MockingLibrary
{
    /// <summary>The name people know it by.</summary>
    public abstract string Name { get; }

    /// <summary>The types whose constructors and static methods make doubles, by metadata name.</summary>
    public abstract ImmutableArray<string> CreatorTypes { get; }

    /// <summary>The types that wrap a double, by metadata name; their first type argument is what is doubled.</summary>
    public virtual ImmutableArray<string> WrapperTypes => ImmutableArray<string>.Empty;

    /// <summary>The types whose members stand for any argument (<c>It.IsAny&lt;T&gt;()</c>), by metadata name.</summary>
    public abstract ImmutableArray<string> MatcherTypes { get; }

    /// <summary>The property of a wrapper that gives the double itself.</summary>
    public virtual string? UnwrappingProperty => null;

    /// <summary>Reads what its doubles are set up with.</summary>
    public abstract ISetUpReader SetUps { get; }

    /// <summary>Whether a method of one of the <see cref="CreatorTypes"/> that is called so can make a double.</summary>
    public abstract bool IsCreator(string method);

    /// <summary>What a call of a method of one of the <see cref="CreatorTypes"/> doubles; null when the method makes no double.</summary>
    public abstract ITypeSymbol? DoubledBy(IInvocationOperation invocation);

    /// <summary>Whether that call gives the wrapper (<c>repository.Create&lt;T&gt;()</c>) and not the double.</summary>
    public virtual bool GivesWrapper(IInvocationOperation invocation) => false;

    /// <summary>
    /// What a member of the double gives while nothing sets it up, where that is a double again: its type, out of its task; else null.
    /// </summary>
    /// <param name="creation">How the double was made.</param>
    /// <param name="member">A property or method that the library can take over.</param>
    /// <param name="isTold">Whether the double was told so after it was made: <c>mock.DefaultValue = DefaultValue.Mock</c>.</param>
    public virtual ITypeSymbol? UnsetMember(in DoubleCreation creation, ISymbol member, bool isTold) => null;

    /// <summary>The type argument of a generic creator, or the first one of several.</summary>
    protected static ITypeSymbol? FirstTypeArgument(IMethodSymbol method) => method.TypeArguments.Length > 0 ? method.TypeArguments[0] : null;

    /// <summary>The T of the first <c>typeof(T)</c> in <c>For(new[] { typeof(T) }, ..)</c>.</summary>
    protected static ITypeSymbol? FirstTypeOf(IInvocationOperation invocation)
    {
        if (invocation.Arguments.Length == 0)
        {
            return null;
        }

        var value = invocation.Arguments[0].Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            ITypeOfOperation typeOf => typeOf.TypeOperand,
            IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } when elements[0] is ITypeOfOperation first => first.TypeOperand,
            _ => null,
        };
    }
}
