using System.Collections.Generic;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG3003: a context type that is declared here lets others make one around the constructor that checks the IDs.</summary>
internal static class ForgeableContextType
{
    public static void Analyze(SymbolAnalysisContext context, GuardedCompilation compilation)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!compilation.Guarded.IsGuarded(type) || IsMeantToStandIn(type, compilation))
        {
            return;
        }

        var ways = ContextForgery.Of(type, compilation.Guarded, compilation.Identities.Roles);
        if (ways.Any && !SiteAllowances.Cover(type))
        {
            compilation.Reports.Report(context, Descriptors.ForgeableContextType, TypeParts.First(type), type, type, PathNames.Of(type), string.Join(", ", Words(ways)));
        }
    }

    /// <summary>`class ContextStub : IUserExecutionContext`, and what the configuration approves for tests, is no identity that anybody relies on.</summary>
    private static bool IsMeantToStandIn(INamedTypeSymbol type, GuardedCompilation compilation) =>
        (RealTypes.IsNamedLikeADouble(type.Name) && !compilation.Guarded.IsGuardedItself(type)) || compilation.Reals.IsApproved(type);

    private static IEnumerable<string> Words(ContextForgery ways)
    {
        if (ways.IsUnsealed)
        {
            yield return "it is not sealed";
        }

        if (ways.Overridable is { } overridable)
        {
            yield return "'" + overridable.Name + "' can be overridden";
        }

        if (ways.Settable is { } settable)
        {
            yield return "'" + settable.Name + "' can be set";
        }

        if (ways.Unchecked is { } unchecked_)
        {
            yield return ways.IsRecord ? "'with' writes '" + unchecked_.Name + "' unchecked" : "an initializer writes '" + unchecked_.Name + "' unchecked";
        }

        if (ways.HasDefault)
        {
            yield return "its default has no IDs";
        }
        else if (ways.HasEmptyConstructor)
        {
            yield return "a constructor takes no IDs";
        }
    }
}
