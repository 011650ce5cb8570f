using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG3002: a path declares its context with a default value, so that a caller who forgets it compiles.</summary>
internal static class OptionalContext
{
    public static void Judge(SymbolAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method, IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue
            // `AgentSession? session = null` is how an agent framework begins a conversation.
            || (parameter.NullableAnnotation == NullableAnnotation.Annotated && compilation.Guarded.IsOfFramework(parameter.Type))
            || SiteAllowances.Cover(method))
        {
            return;
        }

        foreach (var contract in Contracts.Of(method))
        {
            // `override Task RunAsync(AgentSession? session = null)`: whoever declared it first has made it optional.
            if (contract.Parameters[parameter.Ordinal].HasExplicitDefaultValue)
            {
                return;
            }
        }

        var type = compilation.Guarded.IsGuarded(parameter.Type) ? parameter.Type : compilation.Guarded.Preferred ?? parameter.Type;
        compilation.Reports.Report(
            context, Descriptors.OptionalContext, parameter.Locations[0], method, parameter,
            PathNames.Of(method), parameter.Name, compilation.RealName(type.WithNullableAnnotation(NullableAnnotation.None)));
    }
}
