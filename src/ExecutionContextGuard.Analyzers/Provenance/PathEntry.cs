using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>A path as a value enters it: how it is called, and what it takes.</summary>
internal sealed class PathEntry(ISymbol member, ITypeSymbol type, in ParameterPaths paths, int ordinal)
{
    /// <summary>The method, constructor, property or field that is the path.</summary>
    public ISymbol Member { get; } = member;

    /// <summary>The type of the context that it takes.</summary>
    public ITypeSymbol Type { get; } = type;

    public bool IsTyped { get; } = paths.IsTyped(ordinal) || paths.TakesMany(ordinal);

    public bool IsMarked { get; } = paths.IsMarked(ordinal);

    /// <summary>An indexer is called by its property's name, not by its accessor's.</summary>
    public static ISymbol NameOf(IMethodSymbol method) => method.AssociatedSymbol is IPropertySymbol { IsIndexer: true } indexer ? indexer : method;

    /// <summary>The member that gets the value in the end: of a set-up, the one that is set up.</summary>
    public static ISymbol ReceiverOf(IOperation call, IMethodSymbol method) =>
        call is IInvocationOperation invocation
        && method.ContainingType is { } container
        && ContextHandovers.IsSetUpResult(method, container)
        && SetUpScopes.MemberSetUp(invocation) is { } member
            ? member
            : NameOf(method);

    /// <summary>What the property or field declares: the operation's own type does not say whether null is fine.</summary>
    public static ITypeSymbol TypeOf(IMemberReferenceOperation target) => target.Member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => target.Type!,
    };

    /// <summary>The type of the context that a parameter takes: of a factory, what it returns, of a task, its result.</summary>
    public static ITypeSymbol ContextTypeOf(ITypeSymbol parameter) => ContextHandovers.ContextIn(parameter);
}
