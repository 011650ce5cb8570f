using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>A call that the walk went into: it tells what the parameters and type parameters of the called method stand for.</summary>
/// <param name="method">The called method, constructor or accessor.</param>
/// <param name="arguments">What it is called with.</param>
/// <param name="caller">The frame of the code that made the call.</param>
/// <param name="receiver">The object whose member it is, in the caller's code; null where that is nothing to follow.</param>
internal sealed class Frame(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, Frame? caller, IOperation? receiver = null)
{
    private readonly int _depth = caller is null ? 1 : caller._depth + 1;

    /// <summary>The frame of the code that made the call.</summary>
    public Frame? Caller { get; } = caller;

    /// <summary>The class of `this` in the code that made the call, where it is known.</summary>
    public INamedTypeSymbol? CallerSelf { get; init; }

    /// <summary>What `this` is.</summary>
    public IOperation? Receiver { get; } = receiver;

    /// <summary>Whether one more call may be gone into.</summary>
    public static bool MayGoDeeper(Frame? frame) => frame is null || frame._depth < Limits.CallDepth;

    /// <summary>What the caller hands over for the parameter; null for another method's parameter, or one that has its default.</summary>
    public IOperation? ArgumentFor(IParameterSymbol parameter)
    {
        if (!SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, method.OriginalDefinition))
        {
            return null;
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == parameter.Ordinal && argument.ArgumentKind == ArgumentKind.Explicit)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>Whether it is a call of the method.</summary>
    public bool IsOf(IMethodSymbol other) => SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, other.OriginalDefinition);

    /// <summary>What a type parameter stands for in the calls that led here: T of <c>Make&lt;T&gt;() => new Mock&lt;T&gt;()</c>.</summary>
    public static ITypeSymbol Substitute(ITypeSymbol type, Frame? frame)
    {
        for (; type is ITypeParameterSymbol parameter && frame is not null; frame = frame.Caller)
        {
            type = frame.ArgumentFor(parameter) ?? type;
        }

        return type;
    }

    private ITypeSymbol? ArgumentFor(ITypeParameterSymbol parameter)
    {
        var (arguments, owner) = parameter.TypeParameterKind == TypeParameterKind.Method
            ? (method.TypeArguments, (ISymbol)method)
            : (method.ContainingType?.TypeArguments ?? ImmutableArray<ITypeSymbol>.Empty, method.ContainingType);
        return owner is not null
            && SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, parameter.ContainingSymbol)
            && parameter.Ordinal < arguments.Length
                ? arguments[parameter.Ordinal]
                : null;
    }
}
