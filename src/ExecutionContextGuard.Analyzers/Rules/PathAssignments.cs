using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>Values that are assigned to a property or field of another object: <c>sut.Context = x</c>, <c>sut.Context ??= x</c>, <c>(sut.Context, text) = (x, "a")</c>.</summary>
internal static class PathAssignments
{
    public static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation, ISimpleAssignmentOperation assignment, IMemberReferenceOperation target)
    {
        if (IsPath(target, compilation))
        {
            Judge(context, compilation, target, assignment.Value, compilation.Origins.Resolve(assignment.Value, context.CancellationToken));
        }
    }

    public static void AnalyzeCoalescing(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var assignment = (ICoalesceAssignmentOperation)context.Operation;
        if (assignment.Target is IMemberReferenceOperation target && IsPath(target, compilation))
        {
            Judge(context, compilation, target, assignment.Value, compilation.Origins.Resolve(assignment.Value, context.CancellationToken));
        }
    }

    public static void AnalyzeDeconstruction(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        var deconstruction = (IDeconstructionAssignmentOperation)context.Operation;
        if (deconstruction.Target is not ITupleOperation targets)
        {
            return;
        }

        var given = Unconverted(deconstruction.Value) as ITupleOperation;
        for (var i = 0; i < targets.Elements.Length; i++)
        {
            if (targets.Elements[i] is not IMemberReferenceOperation target || !IsPath(target, compilation))
            {
                continue;
            }

            if (given is not null && i < given.Elements.Length)
            {
                Judge(context, compilation, target, given.Elements[i], compilation.Origins.Resolve(given.Elements[i], context.CancellationToken));
            }
            else
            {
                Judge(context, compilation, target, deconstruction.Value, compilation.Origins.ResolveTupleElement(deconstruction.Value, i, context.CancellationToken));
            }
        }
    }

    private static bool IsPath(IMemberReferenceOperation target, GuardedCompilation compilation) =>
        compilation.Paths.Of(target) is { IsEmpty: false } paths && PathArguments.IsPath(paths, ordinal: 0, compilation, target.Syntax.SyntaxTree);

    private static void Judge(OperationAnalysisContext context, GuardedCompilation compilation, IMemberReferenceOperation target, IOperation value, Origin origin)
    {
        var paths = compilation.Paths.Of(target);
        PathArguments.Judge(context, compilation, new PathArgument(
            context.Operation, value, PathArgument.Written(value.Syntax), target.Member, PathEntry.TypeOf(target), paths.IsTyped(0), paths.IsMarked(0), isLeftOut: false, origin) { Enclosing = context.ContainingSymbol });
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
