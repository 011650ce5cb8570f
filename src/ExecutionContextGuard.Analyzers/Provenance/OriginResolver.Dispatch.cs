using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <content>Which class `this` is of, and which override of a virtual member therefore runs.</content>
internal sealed partial class OriginResolver
{
    /// <summary>The class of `this` in the code that the walk is in: the one that was read or called, or else the one that the code stands in.</summary>
    private static INamedTypeSymbol? SelfAt(IOperation place, in Walk walk) =>
        walk.Current.Self ?? place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart, walk.CancellationToken)?.ContainingType;

    /// <summary>What `this` is in a member that is called on the instance; null in a static one.</summary>
    private static INamedTypeSymbol? SelfIn(IMethodSymbol member, IOperation? instance, IOperation use, in Walk walk) => instance switch
    {
        null => member.MethodKind == MethodKind.LocalFunction ? walk.Current.Self : null,
        IInstanceReferenceOperation => SelfAt(use, walk),
        _ => Doubles.SetUpChains.Unwrap(instance).Type as INamedTypeSymbol,
    };

    /// <summary>`[SetUp] void Arrange() => Context = CreateContext();` of a base class runs what the test's own class makes of CreateContext.</summary>
    private static IMethodSymbol Dispatched(IMethodSymbol method, IOperation? instance, INamedTypeSymbol? self)
    {
        if (self is null || method.IsSealed || !(method.IsVirtual || method.IsAbstract || method.IsOverride) || instance is { Syntax: BaseExpressionSyntax })
        {
            return method;
        }

        for (var type = self; type is not null && !IsSameDefinition(type, method.ContainingType); type = type.BaseType)
        {
            foreach (var member in type.GetMembers(method.Name))
            {
                for (var overridden = (member as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (IsSameDefinition(overridden, method))
                    {
                        return (IMethodSymbol)member;
                    }
                }
            }
        }

        return method;
    }

    private static bool IsSameDefinition(ISymbol one, ISymbol? other) => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other?.OriginalDefinition);
}
