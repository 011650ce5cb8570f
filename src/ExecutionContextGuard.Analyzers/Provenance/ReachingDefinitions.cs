using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>Which of several writes to a local can be the last one before a use. A graph is built only where a local is written more than once.</summary>
internal static class ReachingDefinitions
{
    /// <summary>
    /// Adds the writes that reach the use to <paramref name="reaching"/>. False when that cannot be told: the use or a write
    /// stands in a lambda, or a way to the use comes from nowhere (an exception handler).
    /// </summary>
    public static bool TryFind(ILocalReferenceOperation use, List<LocalWrite> writes, List<LocalWrite> reaching, CancellationToken cancellationToken)
    {
        var function = EnclosingFunction(use);
        foreach (var write in writes)
        {
            if (!ReferenceEquals(EnclosingFunction(write.Operation), function))
            {
                return false;
            }
        }

        if (Graph(use, function, cancellationToken) is not { } graph || !TryLocate(graph, use, out var start, out var index))
        {
            return false;
        }

        var seen = new HashSet<int>();
        var pending = new Stack<(BasicBlock Block, int Last)>();
        pending.Push((start, index - 1));
        while (pending.Count != 0)
        {
            if (seen.Count > Limits.BlocksPerUse)
            {
                return false;
            }

            var (block, last) = pending.Pop();
            if (FindWrite(block, last, use.Local, writes, reaching))
            {
                continue;
            }

            // A write that the graph knows and the body does not, or a handler that any statement may jump to: nothing can be told.
            if (block.Kind != BasicBlockKind.Entry && block.Predecessors.IsEmpty)
            {
                return false;
            }

            foreach (var predecessor in block.Predecessors)
            {
                if (seen.Add(predecessor.Source.Ordinal))
                {
                    pending.Push((predecessor.Source, predecessor.Source.Operations.Length));
                }
            }
        }

        return true;
    }

    /// <summary>Looks for the last write in a block at or before an operation; the branch value counts as the operation after the last.</summary>
    private static bool FindWrite(BasicBlock block, int last, ILocalSymbol local, List<LocalWrite> writes, List<LocalWrite> reaching)
    {
        for (var i = last; i >= 0; i--)
        {
            var operation = i < block.Operations.Length ? block.Operations[i] : block.BranchValue;
            if (operation is null)
            {
                continue;
            }

            LocalWrite? found = null;
            foreach (var part in operation.DescendantsAndSelf())
            {
                foreach (var write in writes)
                {
                    if (part is not ILocalReferenceOperation && ReferenceEquals(part.Syntax, write.Operation.Syntax) && Writes(part, local))
                    {
                        found = write;
                    }
                }
            }

            if (found is { } reached)
            {
                reaching.Add(reached);
                return true;
            }
        }

        return false;
    }

    private static bool Writes(IOperation operation, ILocalSymbol local) => operation switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation target } => SymbolEqualityComparer.Default.Equals(target.Local, local),
        // The graph writes `local ??= value` as an assignment to what it captured of the local.
        IAssignmentOperation { Target: IFlowCaptureReferenceOperation } => true,
        IDeconstructionAssignmentOperation or IArgumentOperation or IDeclarationPatternOperation or IAddressOfOperation => true,
        _ => false,
    };

    private static bool TryLocate(ControlFlowGraph graph, ILocalReferenceOperation use, out BasicBlock start, out int index)
    {
        foreach (var block in graph.Blocks)
        {
            for (var i = 0; i <= block.Operations.Length; i++)
            {
                var operation = i < block.Operations.Length ? block.Operations[i] : block.BranchValue;
                if (operation is null || !operation.Syntax.FullSpan.Contains(use.Syntax.Span))
                {
                    continue;
                }

                foreach (var part in operation.DescendantsAndSelf())
                {
                    if (part is ILocalReferenceOperation reference && ReferenceEquals(reference.Syntax, use.Syntax))
                    {
                        start = block;
                        index = i;
                        return true;
                    }
                }
            }
        }

        start = null!;
        index = 0;
        return false;
    }

    /// <summary>The lambda or local function that the operation stands in, or null for the body itself.</summary>
    private static IOperation? EnclosingFunction(IOperation operation)
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

    private static ControlFlowGraph? Graph(IOperation use, IOperation? function, CancellationToken cancellationToken)
    {
        var functions = ImmutableArray.CreateBuilder<IOperation>();
        for (var current = function; current is not null; current = EnclosingFunction(current))
        {
            functions.Add(current);
        }

        var root = use;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        var graph = root switch
        {
            IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IBlockOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IFieldInitializerOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IPropertyInitializerOperation body => ControlFlowGraph.Create(body, cancellationToken),
            _ => null,
        };

        for (var i = functions.Count - 1; i >= 0 && graph is not null; i--)
        {
            graph = functions[i] switch
            {
                ILocalFunctionOperation local => graph.LocalFunctions.Contains(local.Symbol)
                    ? graph.GetLocalFunctionControlFlowGraph(local.Symbol, cancellationToken)
                    : null,
                IAnonymousFunctionOperation lambda => OfLambda(graph, lambda, cancellationToken),
                _ => null,
            };
        }

        return graph;
    }

    private static ControlFlowGraph? OfLambda(ControlFlowGraph graph, IAnonymousFunctionOperation lambda, CancellationToken cancellationToken)
    {
        foreach (var block in graph.Blocks)
        {
            for (var i = 0; i <= block.Operations.Length; i++)
            {
                var operation = i < block.Operations.Length ? block.Operations[i] : block.BranchValue;
                if (operation is null)
                {
                    continue;
                }

                foreach (var part in operation.DescendantsAndSelf())
                {
                    if (part is IFlowAnonymousFunctionOperation flow && ReferenceEquals(flow.Syntax, lambda.Syntax))
                    {
                        return graph.GetAnonymousFunctionControlFlowGraph(flow, cancellationToken);
                    }
                }
            }
        }

        return null;
    }
}
