using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// Which writes to a variable reach a use, where blocks and <c>if</c> statements alone decide it: one look at each write above the use, and no graph, which
/// costs as much as to bind the body. Whatever jumps (a loop around a write and the use, a switch, a handler) is left to the graph.
/// </summary>
/// <param name="use">The reference to the variable.</param>
/// <param name="reaching">Receives the writes, the nearest first.</param>
internal sealed class StructuredWrites(IOperation use, List<LocalWrite> reaching)
{
    private readonly TextSpan _use = use.Syntax.Span;

    // Blocks and branches in which a later write stands: in `if (x) { c = a; c = b; }` the first one never arrives.
    private HashSet<IOperation>? _settled;

    /// <summary>False where it takes a graph.</summary>
    /// <param name="function">The function of the use and of all writes; null for the body itself.</param>
    /// <param name="writes">All writes to the variable, in the order of the source.</param>
    /// <param name="asGiven">Whether the use can also be reached without any of them.</param>
    public bool TryFind(IOperation? function, List<LocalWrite> writes, out bool asGiven)
    {
        asGiven = true;
        if (!IsReachedFromAboveOnly(function, writes))
        {
            return false;
        }

        var below = int.MaxValue;
        for (var i = CountAbove(writes) - 1; i >= 0 && asGiven; i--)
        {
            var write = writes[i].Operation;
            var span = write.Syntax.Span;
            if (span.Start > below)
            {
                // Evaluated in another order than it is written.
                return false;
            }

            below = span.Start;
            if (span.Contains(_use))
            {
                // `context = Wrap(context)` writes when it has read.
                continue;
            }

            // `context = Make(out context)`: which of two writes in one statement is the last?
            if ((i > 0 && StatementOf(write) is { } statement && writes[i - 1].Operation.Syntax.SpanStart >= statement.Syntax.SpanStart)
                || !TryPlace(writes[i], ref asGiven))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether no write below the use, and no handler, leads to it.</summary>
    private bool IsReachedFromAboveOnly(IOperation? function, List<LocalWrite> writes)
    {
        var inner = use;
        for (var current = use.Parent; current is not null && !ReferenceEquals(current, function); inner = current, current = current.Parent)
        {
            switch (current)
            {
                case ILoopOperation or ISwitchOperation when AnyWithin(current.Syntax.Span, writes):
                case ICatchClauseOperation:
                case ITryOperation attempt when !ReferenceEquals(attempt.Body, inner):
                    return false;
            }
        }

        return true;
    }

    private static bool AnyWithin(TextSpan span, List<LocalWrite> writes)
    {
        foreach (var write in writes)
        {
            if (span.Contains(write.Operation.Syntax.SpanStart))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many of the writes begin before the use.</summary>
    private int CountAbove(List<LocalWrite> writes)
    {
        var low = 0;
        var high = writes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (writes[middle].Operation.Syntax.SpanStart < _use.Start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Goes up from the write to the block that it shares with the use: what lies between tells whether it arrives there, and whether anything older does.</summary>
    private bool TryPlace(LocalWrite write, ref bool asGiven)
    {
        var arrives = true;

        // `context ??= made` leaves what is there.
        var isCertain = write.Operation is not ICoalesceAssignmentOperation;
        var inner = write.Operation;
        for (var current = inner.Parent; current is not null; inner = current, current = current.Parent)
        {
            switch (current)
            {
                case IBlockOperation when current.Syntax.Span.Contains(_use):
                    if (arrives)
                    {
                        reaching.Add(write);
                        asGiven = !isCertain;
                    }

                    return true;
                case IBlockOperation:
                    Enter(current, isCertain, ref arrives);
                    break;
                case IConditionalOperation { Syntax: IfStatementSyntax } branching when !ReferenceEquals(inner, branching.Condition):
                    if (branching.Syntax.Span.Contains(_use))
                    {
                        // The use stands in the other branch, or both in one statement.
                        return !inner.Syntax.Span.Contains(_use);
                    }

                    if (inner is not IBlockOperation)
                    {
                        Enter(inner, isCertain, ref arrives);
                    }

                    arrives &= !LeadsElsewhere(inner);
                    var other = ReferenceEquals(inner, branching.WhenTrue) ? branching.WhenFalse : branching.WhenTrue;
                    isCertain &= other is not null && (_settled?.Contains(other) == true || LeadsElsewhere(other));
                    break;
                case IUsingOperation around when ReferenceEquals(around.Body, inner):
                case ILockOperation held when ReferenceEquals(held.Body, inner):
                case IExpressionStatementOperation or ISimpleAssignmentOperation or IDeconstructionAssignmentOperation or ITupleOperation or IDeclarationExpressionOperation:
                case IVariableInitializerOperation or IVariableDeclaratorOperation or IVariableDeclarationOperation or IVariableDeclarationGroupOperation or IUsingDeclarationOperation:
                case IArgumentOperation or IInvocationOperation or IObjectCreationOperation or IConversionOperation or IAwaitOperation:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The write stands in the block or branch: it arrives nowhere if a later one is certain there, and settles it for those above if it is certain itself.</summary>
    private void Enter(IOperation branch, bool isCertain, ref bool arrives)
    {
        arrives &= _settled?.Contains(branch) != true;
        if (arrives && isCertain)
        {
            (_settled ??= []).Add(branch);
        }
    }

    /// <summary>`return;`, `throw ..;`, `continue;`, `Assert.Fail();` at its end: what the branch writes does not arrive behind it.</summary>
    private static bool LeadsElsewhere(IOperation branch)
    {
        while (branch is IBlockOperation { Operations: { IsEmpty: false } statements })
        {
            branch = statements[statements.Length - 1];
        }

        return branch is IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } or IThrowOperation or IBranchOperation
            || (branch is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: var called } } && FunctionFlow.NeverReturns(called));
    }

    private static IOperation? StatementOf(IOperation operation)
    {
        var current = operation;
        while (current is not (null or IExpressionStatementOperation or IVariableDeclarationGroupOperation or IBlockOperation or IConditionalOperation))
        {
            current = current.Parent;
        }

        return current;
    }
}
