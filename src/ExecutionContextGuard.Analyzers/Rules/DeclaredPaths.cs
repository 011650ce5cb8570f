using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Rules;

/// <summary>Finds the execution paths that the code declares and has them judged: one parameter gets one diagnostic.</summary>
internal static class DeclaredPaths
{
    public static void AnalyzeMethod(SymbolAnalysisContext context, GuardedCompilation compilation)
    {
        var method = (IMethodSymbol)context.Symbol;
        // The parts of `partial void Run(object context)` are one declaration; its accessors are an indexer's own matter.
        if (method.MethodKind is MethodKind.Ordinary or MethodKind.Constructor or MethodKind.ExplicitInterfaceImplementation && method.PartialDefinitionPart is null)
        {
            Analyze(context, compilation, method, method.Parameters);
        }
    }

    public static void AnalyzeIndexer(SymbolAnalysisContext context, GuardedCompilation compilation)
    {
        if (context.Symbol is IPropertySymbol { IsIndexer: true } indexer && (indexer.GetMethod ?? indexer.SetMethod) is { } accessor)
        {
            Analyze(context, compilation, accessor, indexer.Parameters);
        }
    }

    /// <summary>The parameters of a delegate are declared by its type.</summary>
    public static void AnalyzeDelegate(SymbolAnalysisContext context, GuardedCompilation compilation)
    {
        if (((INamedTypeSymbol)context.Symbol).DelegateInvokeMethod is { } invoke)
        {
            Analyze(context, compilation, invoke, invoke.Parameters);
        }
    }

    private static void Analyze(SymbolAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method, ImmutableArray<IParameterSymbol> parameters)
    {
        if (parameters.IsEmpty || !compilation.Paths.CanBeAmong(parameters))
        {
            return;
        }

        var paths = compilation.Paths.Of(method);
        if (paths.IsEmpty)
        {
            return;
        }

        foreach (var parameter in parameters)
        {
            // `record Run(object Context)`: what the compiler writes for the record repeats its parameters.
            if (!parameter.IsImplicitlyDeclared && parameter.Locations[0].SourceTree is { } tree)
            {
                var isTyped = paths.IsTyped(parameter.Ordinal) && !compilation.Options.MarkedOnly(tree);
                var isMarked = paths.IsMarked(parameter.Ordinal);
                if ((isTyped || isMarked) && !LooselyTypedExecutionPath.Judge(context, compilation, method, parameter, isTyped))
                {
                    OptionalContext.Judge(context, compilation, method, parameter);
                }
            }
        }
    }
}
