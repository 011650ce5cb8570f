using System.Threading;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>
/// Arguments of helpers that hand them on to a path: <c>Run(mock.Object)</c>, where <c>Task Run(object context)</c> calls the
/// execution core. The caller's argument is what is wrong, so it is judged as if it entered the path itself.
/// </summary>
internal static class HandedOnArguments
{
    public static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation, IMethodSymbol method, IArgumentOperation argument, IParameterSymbol parameter)
    {
        var call = context.Operation;
        if (argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } written } })
        {
            foreach (var element in written.ElementValues)
            {
                Analyze(context, compilation, call, element, PathArgument.Written(element.Syntax), method, parameter, isElement: true);
            }

            return;
        }

        var isLeftOut = argument.ArgumentKind == ArgumentKind.DefaultValue;
        var syntax = isLeftOut ? call.Syntax : PathArgument.Written(argument.Value.Syntax);
        Analyze(context, compilation, call, argument.Value, syntax, method, parameter, isElement: false, isLeftOut);
    }

    public static void Analyze(
        OperationAnalysisContext context,
        GuardedCompilation compilation,
        IOperation call,
        IOperation value,
        SyntaxNode syntax,
        IMethodSymbol method,
        IParameterSymbol parameter,
        bool isElement = false,
        bool isLeftOut = false)
    {
        // The gates, from cheap to dear: what was found before, what the argument is, what the function that certainly runs hands on.
        if (compilation.Handing.IsKnownToEnd(parameter) || !compilation.Handing.IsCandidate(value) || compilation.Handing.Behind(call, method, parameter, context.CancellationToken) is not { IsEmpty: false } behind)
        {
            return;
        }

        var markedOnly = compilation.Options.MarkedOnly(call.Syntax.SyntaxTree);
        var typed = markedOnly ? null : behind.Typed;
        var marked = ReferenceEquals(behind.Marked, typed) ? null : behind.Marked;
        Origin? origin = null;
        _ = JudgeBehind(typed) || JudgeBehind(marked);

        bool JudgeBehind(PathBehind? path)
        {
            if (path is null || path.OfElements != isElement)
            {
                return false;
            }

            origin ??= compilation.Origins.Resolve(value, context.CancellationToken);
            return Counts(origin.Value, path, parameter, compilation) && PathArguments.Judge(context, compilation, new PathArgument(
                call, value, syntax, path.Path.Member, path.Path.Type, path.Path.IsTyped && !markedOnly, path.Path.IsMarked, isLeftOut, origin.Value) { Behind = path, Enclosing = context.ContainingSymbol });
        }
    }

    /// <summary>Whether the argument is handed on to a path, so that what is made in it is reported there.</summary>
    public static bool ReachesPath(IArgumentOperation argument, GuardedCompilation compilation, CancellationToken cancellationToken)
    {
        if (argument is not { Parameter: { ContainingSymbol: IMethodSymbol method } parameter, Parent: { } call }
            || !compilation.Paths.Of(method).IsOpen(parameter.Ordinal))
        {
            return false;
        }

        var isElement = argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation };
        return compilation.Handing.Behind(call, method, parameter, cancellationToken) is { IsEmpty: false } behind
            && ((behind.Typed?.OfElements == isElement && !compilation.Options.MarkedOnly(call.Syntax.SyntaxTree)) || behind.Marked?.OfElements == isElement);
    }

    /// <summary>Whether the origin says something about the path that the helper's own forward does not.</summary>
    private static bool Counts(in Origin origin, PathBehind path, IParameterSymbol parameter, GuardedCompilation compilation)
    {
        switch (origin.Kind)
        {
            case OriginKind.Missing:
                // `Run(null)`, where the helper may check it, or says by `object?` that null is fine.
                return path.TakesNull && (path.Path.IsMarked || parameter.NullableAnnotation != NullableAnnotation.Annotated);
            case OriginKind.Mock:
                // `Publish(object message)`: a double of something else is meant for another branch of the helper.
                return compilation.Guarded.IsGuarded(origin.Type);
            case OriginKind.LooselyTyped when path.OnlyContexts:
                return false;
            case OriginKind.LooselyTyped:
                // `void Outer(object state) => Inner(state);`: what is unknown is reported once, where Inner hands it to the path.
                return parameter.OriginalDefinition.Type is ITypeParameterSymbol
                    || (origin is { Type: { } type, Creation: not IParameterReferenceOperation }
                        && type.SpecialType != SpecialType.System_Object
                        && type.TypeKind != TypeKind.Dynamic
                        && !compilation.Handing.IsWrapper(type));
            default:
                return true;
        }
    }
}
