using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>Operands of operators that somebody wrote: <c>meter + context</c>. A conversion is none: it takes classes only, and a class that can be doubled is seldom converted.</summary>
internal static class PathOperands
{
    public static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        if (MethodOf(context.Operation) is not { } method || (compilation.Methods.Of(method) & Concern.Paths) == 0)
        {
            return;
        }

        var paths = compilation.Paths.Of(method);
        for (var ordinal = 0; ordinal < method.Parameters.Length; ordinal++)
        {
            if (Operand(context.Operation, ordinal) is { } value && PathArguments.IsPath(paths, ordinal, compilation, value.Syntax.SyntaxTree))
            {
                PathArguments.Judge(context, compilation, new PathArgument(
                    context.Operation,
                    value,
                    PathArgument.Written(value.Syntax),
                    method,
                    method.Parameters[ordinal].Type,
                    paths.IsTyped(ordinal),
                    paths.IsMarked(ordinal),
                    isLeftOut: false,
                    compilation.Origins.Resolve(value, context.CancellationToken)) { Enclosing = context.ContainingSymbol });
            }
        }
    }

    /// <summary>Whether the operand enters a path.</summary>
    public static bool IsPath(IOperation operation, IOperation operand, GuardedCompilation compilation) =>
        MethodOf(operation) is { } method
        && PathArguments.IsPath(compilation.Paths.Of(method), ReferenceEquals(Operand(operation, 0), operand) ? 0 : 1, compilation, operand.Syntax.SyntaxTree);

    private static IMethodSymbol? MethodOf(IOperation operation) => operation switch
    {
        IBinaryOperation binary => binary.OperatorMethod,
        ICompoundAssignmentOperation assignment => assignment.OperatorMethod,
        IUnaryOperation unary => unary.OperatorMethod,
        _ => null,
    };

    private static IOperation? Operand(IOperation operation, int ordinal) => operation switch
    {
        IBinaryOperation binary => ordinal == 0 ? binary.LeftOperand : binary.RightOperand,
        ICompoundAssignmentOperation assignment => ordinal == 0 ? assignment.Target : assignment.Value,
        IUnaryOperation unary when ordinal == 0 => unary.Operand,
        _ => null,
    };
}
