using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>Calls that a dynamic argument leaves to run time: nothing checks there that the context is one, so what arrives is judged here.</summary>
internal static class DynamicCalls
{
    public static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var invocation = (IDynamicInvocationOperation)context.Operation;
        if (invocation.Operation is not IDynamicMemberReferenceOperation { ContainingType: var container, Instance: var instance } reference
            || (container ?? instance?.Type) is not { TypeKind: not TypeKind.Dynamic } type
            || TheOneMethod(type, reference.MemberName, invocation.Arguments.Length) is not { } method)
        {
            return;
        }

        var paths = compilation.Paths.Of(method);
        for (var i = 0; i < invocation.Arguments.Length && !paths.IsEmpty; i++)
        {
            var argument = invocation.Arguments[i];
            var ordinal = Ordinal(method, invocation.GetArgumentName(i), i);
            var isTyped = paths.IsTyped(ordinal) && !compilation.Options.MarkedOnly(invocation.Syntax.SyntaxTree);
            if (isTyped || paths.IsMarked(ordinal))
            {
                // A typed path that is handed a dynamic value is as open as a marked one.
                var origin = compilation.Origins.Resolve(argument, context.CancellationToken);
                PathArguments.Judge(context, compilation, new PathArgument(
                    invocation, argument, PathArgument.Written(argument.Syntax), method, method.Parameters[ordinal].Type, isTyped, isMarked: true, isLeftOut: false, origin));
            }
        }
    }

    /// <summary>With several candidates there is no telling which one run time will choose.</summary>
    private static IMethodSymbol? TheOneMethod(ITypeSymbol type, string name, int arguments)
    {
        IMethodSymbol? found = null;
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IMethodSymbol { OverriddenMethod: null } method && method.Parameters.Length == arguments)
                {
                    if (found is not null)
                    {
                        return null;
                    }

                    found = method;
                }
            }
        }

        return found;
    }

    private static int Ordinal(IMethodSymbol method, string? name, int position)
    {
        foreach (var parameter in method.Parameters)
        {
            if (name is not null && parameter.Name == name)
            {
                return parameter.Ordinal;
            }
        }

        return position;
    }
}
