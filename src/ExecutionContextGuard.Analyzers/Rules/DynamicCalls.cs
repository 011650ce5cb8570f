using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>Calls that a dynamic argument leaves to run time: nothing checks there that the context is one, so what arrives is judged here.</summary>
internal static class DynamicCalls
{
    public static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var invocation = (IDynamicInvocationOperation)context.Operation;
        if (DynamicTargets.Of(invocation) is not { } method)
        {
            return;
        }

        var paths = compilation.Paths.Of(method);
        for (var i = 0; i < invocation.Arguments.Length && (!paths.IsEmpty || paths.AnyOpen); i++)
        {
            var argument = invocation.Arguments[i];
            var ordinal = DynamicTargets.Ordinal(method, invocation.GetArgumentName(i), i);
            var isTyped = paths.IsTyped(ordinal) && !compilation.Options.MarkedOnly(invocation.Syntax.SyntaxTree);
            if (isTyped || paths.IsMarked(ordinal))
            {
                // A typed path that is handed a dynamic value is as open as a marked one.
                var origin = compilation.Origins.Resolve(argument, context.CancellationToken);
                PathArguments.Judge(context, compilation, new PathArgument(
                    invocation, argument, PathArgument.Written(argument.Syntax), method, method.Parameters[ordinal].Type, isTyped, isMarked: true, isLeftOut: false, origin) { Enclosing = context.ContainingSymbol });
            }
            else if (paths.IsOpen(ordinal))
            {
                HandedOnArguments.Analyze(context, compilation, invocation, argument, PathArgument.Written(argument.Syntax), method, method.Parameters[ordinal]);
            }
        }
    }
}
