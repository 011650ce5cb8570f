using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// Which of several writes to a variable can be the last one before a use. A graph is built only where a local is written more
/// than once or a parameter at all and blocks do not tell, once a function, and held as long as the body itself lives.
/// </summary>
internal sealed class ReachingDefinitions
{
    private readonly ConditionalWeakTable<IOperation, FunctionFlow> _flows = new();

    /// <summary>
    /// Adds the writes that reach the use to <paramref name="reaching"/>. False when that cannot be told: the use or a write
    /// stands in a lambda, or a way to the use comes from nowhere (an exception handler).
    /// </summary>
    public bool TryFind(ILocalReferenceOperation use, IOperation root, LocalWrites known, List<LocalWrite> writes, List<LocalWrite> reaching, CancellationToken cancellationToken) =>
        TryFind(use, use.Local, root, known, writes, reaching, out _, cancellationToken);

    /// <param name="use">The reference to the variable.</param>
    /// <param name="variable">The local or parameter.</param>
    /// <param name="root">The body of both.</param>
    /// <param name="known">All writes of the body.</param>
    /// <param name="writes">Those to the variable.</param>
    /// <param name="reaching">Receives those that reach the use.</param>
    /// <param name="asGiven">Whether the use can also be reached without any write: a parameter still holds what the caller gave.</param>
    /// <param name="cancellationToken">Cancels the building of a graph.</param>
    public bool TryFind(
        IOperation use, ISymbol variable, IOperation root, LocalWrites known, List<LocalWrite> writes, List<LocalWrite> reaching, out bool asGiven, CancellationToken cancellationToken)
    {
        asGiven = false;
        var function = EnclosingFunction(use);
        if (known.IsWrittenInSeveralFunctions(variable)
            || !ReferenceEquals(writes[0].Function, function))
        {
            return false;
        }

        if (!known.HasLabels && new StructuredWrites(use, reaching).TryFind(function, writes, out asGiven))
        {
            return true;
        }

        asGiven = false;
        reaching.Clear();
        if (Flow(root, function, cancellationToken) is not { } flow || !flow.TryLocate(use.Syntax, out var start))
        {
            return false;
        }

        var definitions = flow.DefinitionsOf(variable, writes);
        var seen = new HashSet<int>();
        var pending = new Stack<(BasicBlock Block, int Last)>();
        pending.Push((start.Block, start.Index - 1));
        while (pending.Count != 0)
        {
            if (seen.Count > Limits.BlocksPerUse)
            {
                return false;
            }

            var (block, last) = pending.Pop();
            if (definitions.TryFindLast(block.Ordinal, last, out var write))
            {
                reaching.Add(write);
                continue;
            }

            if (block.Kind == BasicBlockKind.Entry)
            {
                asGiven = true;
                continue;
            }

            // A handler that any statement may jump to, a `finally` that holds the use, or a write that the graph knows and the body does not: nothing can be told.
            var ways = flow.Finally?.Before(block);
            if (ways is null ? block.Predecessors.IsEmpty : Holds(block.EnclosingRegion, start.Block))
            {
                return false;
            }

            if (ways is not null)
            {
                foreach (var before in ways)
                {
                    Push(before);
                }
            }

            foreach (var predecessor in block.Predecessors)
            {
                if (predecessor.FinallyRegions.IsEmpty)
                {
                    Push(predecessor.Source);
                    continue;
                }

                foreach (var before in flow.Finally!.Before(predecessor))
                {
                    Push(before);
                }
            }
        }

        return true;

        void Push(BasicBlock before)
        {
            if (!flow.NeverLeaves(before) && seen.Add(before.Ordinal))
            {
                pending.Push((before, before.Operations.Length));
            }
        }
    }

    private static bool Holds(ControlFlowRegion region, BasicBlock block) => region.FirstBlockOrdinal <= block.Ordinal && block.Ordinal <= region.LastBlockOrdinal;

    /// <summary>The lambda or local function that the operation stands in, or null for the body itself.</summary>
    public static IOperation? EnclosingFunction(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>The graph of a function hangs on the graph of the one around it: those that are not known yet are built from the outside in.</summary>
    private FunctionFlow? Flow(IOperation root, IOperation? function, CancellationToken cancellationToken)
    {
        var unknown = new Stack<IOperation>();
        FunctionFlow? flow = null;
        for (var current = function; current is not null && !_flows.TryGetValue(current, out flow); current = EnclosingFunction(current))
        {
            unknown.Push(current);
        }

        if (flow is null && !_flows.TryGetValue(root, out flow))
        {
            flow = Keep(root, GraphOf(root, cancellationToken));
        }

        while (flow is not null && unknown.Count != 0)
        {
            var inner = unknown.Pop();
            flow = Keep(inner, inner switch
            {
                ILocalFunctionOperation local when flow.Graph.LocalFunctions.Contains(local.Symbol) =>
                    flow.Graph.GetLocalFunctionControlFlowGraph(local.Symbol, cancellationToken),
                IAnonymousFunctionOperation when flow.Lambda(inner.Syntax) is { } lambda =>
                    flow.Graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken),
                _ => null,
            });
        }

        return flow;
    }

    private FunctionFlow? Keep(IOperation function, ControlFlowGraph? graph)
    {
        if (graph is null)
        {
            return null;
        }

        var made = new FunctionFlow(graph);
        return _flows.GetValue(function, _ => made);
    }

    private static ControlFlowGraph? GraphOf(IOperation root, CancellationToken cancellationToken) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
        IBlockOperation body => ControlFlowGraph.Create(body, cancellationToken),
        IFieldInitializerOperation body => ControlFlowGraph.Create(body, cancellationToken),
        IPropertyInitializerOperation body => ControlFlowGraph.Create(body, cancellationToken),
        _ => null,
    };
}
