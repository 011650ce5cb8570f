using System.Collections.Immutable;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>Finds the values that enter execution paths and has them judged by the rules, most serious offence first.</summary>
internal static class PathArguments
{
    private static readonly ImmutableArray<PathRule> s_rules = ImmutableArray.Create<PathRule>(
        new MockedContext(), new BypassedConstruction(), new HandWrittenDouble(), new MissingContext(), new LooselyTypedContext());

    /// <summary>Judges the arguments of an invocation or object creation.</summary>
    public static void AnalyzeCall(OperationAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method) =>
        Analyze(context, compilation, method, context.Operation is IInvocationOperation invocation ? invocation.Arguments : ((IObjectCreationOperation)context.Operation).Arguments);

    public static void AnalyzeIndexer(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (!reference.Arguments.IsEmpty && compilation.Paths.MayHave(reference.Property) && (reference.Property.GetMethod ?? reference.Property.SetMethod) is { } accessor)
        {
            Analyze(context, compilation, accessor, reference.Arguments);
        }
    }

    /// <summary>Whether the parameter is a path in this file.</summary>
    public static bool IsPath(IOperation call, IParameterSymbol parameter, GuardedCompilation compilation, SyntaxTree tree)
    {
        var method = call switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            IPropertyReferenceOperation indexer => indexer.Property.GetMethod ?? indexer.Property.SetMethod,
            _ => null,
        };
        if (method is null)
        {
            return false;
        }

        return IsPath(compilation.Paths.Of(method), parameter.Ordinal, compilation, tree);
    }

    public static bool IsPath(ParameterPaths paths, int ordinal, GuardedCompilation compilation, SyntaxTree tree) =>
        paths.IsMarked(ordinal) || ((paths.IsTyped(ordinal) || paths.TakesMany(ordinal) || paths.TakesAnything(ordinal)) && !compilation.Options.MarkedOnly(tree));

    private static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.IsEmpty)
        {
            return;
        }

        var paths = compilation.Paths.Of(method);
        if (paths.IsEmpty && !paths.AnyOpen)
        {
            return;
        }

        var markedOnly = !paths.IsEmpty && compilation.Options.MarkedOnly(context.Operation.Syntax.SyntaxTree);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter)
            {
                continue;
            }

            var isMarked = paths.IsMarked(parameter.Ordinal);
            var isTyped = paths.IsTyped(parameter.Ordinal);
            if (paths.TakesMany(parameter.Ordinal) && !markedOnly)
            {
                AnalyzeElements(context, compilation, method, argument.Value, ExecutionPaths.ElementType(parameter.Type)!);
            }
            else if (isMarked || ((isTyped || paths.TakesAnything(parameter.Ordinal)) && !markedOnly))
            {
                var isLeftOut = argument.ArgumentKind == ArgumentKind.DefaultValue;
                var origin = compilation.Origins.Resolve(argument.Value, context.CancellationToken);
                var syntax = isLeftOut ? context.Operation.Syntax : PathArgument.Written(argument.Value.Syntax);
                Judge(context, compilation, new PathArgument(
                    context.Operation, argument.Value, syntax, PathEntry.NameOf(method), PathEntry.ContextTypeOf(parameter.Type), isTyped, isMarked, isLeftOut, origin) { Enclosing = context.ContainingSymbol });
            }
            else if (paths.IsOpen(parameter.Ordinal))
            {
                HandedOnArguments.Analyze(context, compilation, method, argument, parameter);
            }
        }
    }

    /// <summary>Judges each context of a path that takes many: where they are written one by one, each at its place.</summary>
    private static void AnalyzeElements(OperationAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method, IOperation collection, ITypeSymbol type)
    {
        while (collection is IConversionOperation { OperatorMethod: null } conversion)
        {
            collection = conversion.Operand;
        }

        if (collection is IArrayCreationOperation { Initializer: { } initializer })
        {
            foreach (var element in initializer.ElementValues)
            {
                JudgeElement(element, compilation.Origins.Resolve(element, context.CancellationToken));
            }
        }
        else if (CollectionExpressions.IsOne(collection))
        {
            foreach (var element in collection.ChildOperations)
            {
                // `[context, ..others]`
                if (CollectionExpressions.SpreadBy(element) is { } others)
                {
                    JudgeElement(others, compilation.Origins.ResolveElements(others, context.CancellationToken));
                }
                else
                {
                    JudgeElement(element, compilation.Origins.Resolve(element, context.CancellationToken));
                }
            }
        }
        else
        {
            JudgeElement(collection, compilation.Origins.ResolveElements(collection, context.CancellationToken));
        }

        void JudgeElement(IOperation value, Origin origin) => Judge(context, compilation, new PathArgument(
            context.Operation, value, PathArgument.Written(CollectionExpressions.Written(value.Syntax)), PathEntry.NameOf(method), type, isTyped: true, isMarked: false, isLeftOut: false, origin) { Enclosing = context.ContainingSymbol });
    }

    /// <summary>Reports what the most serious rule finds, unless the call stands where it is meant to. False when there is nothing to find.</summary>
    public static bool Judge(OperationAnalysisContext context, GuardedCompilation compilation, in PathArgument argument)
    {
        if (argument.Origin.Kind is OriginKind.Unknown or OriginKind.Real)
        {
            return false;
        }

        foreach (var rule in s_rules)
        {
            if (rule.Judge(argument, compilation) is { } finding)
            {
                // The scopes that spare a finding are looked for last: most code has no finding to spare.
                if (!SetUpScopes.Contain(argument.Call, compilation.Doubles)
                    && !ExpectedFailures.Contain(argument.Call, context.ContainingSymbol)
                    && !(compilation.Guarded.SeesAllowances && SiteAllowances.Cover(argument.Call, context.ContainingSymbol)))
                {
                    compilation.Reports.Report(context, finding);
                }

                return true;
            }
        }

        return false;
    }
}
