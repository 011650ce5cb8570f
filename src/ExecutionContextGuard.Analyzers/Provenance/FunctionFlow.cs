using System.Collections.Concurrent;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// The control flow graph of one body, lambda or local function, with what a walk over it looks up. The graph is read in one
/// pass, whatever number of uses ask: a body of a thousand writes and a thousand uses costs two thousand look-ups.
/// </summary>
internal sealed class FunctionFlow
{
    private readonly Dictionary<SyntaxNode, (BasicBlock Block, int Index)> _uses = [];
    private readonly Dictionary<SyntaxNode, List<WritePlace>> _writes = [];
    private readonly Dictionary<SyntaxNode, IFlowAnonymousFunctionOperation> _lambdas = [];
    private readonly ConcurrentDictionary<ISymbol, BlockDefinitions> _definitions = new(SymbolEqualityComparer.Default);

    private readonly HashSet<int> _ending = [];

    private int _order;

    public FunctionFlow(ControlFlowGraph graph)
    {
        Graph = graph;
        var hasFinally = false;
        foreach (var block in graph.Blocks)
        {
            hasFinally |= block.EnclosingRegion.Kind == ControlFlowRegionKind.Finally;
            for (var i = 0; i <= block.Operations.Length; i++)
            {
                // The branch value counts as the operation after the last.
                var operation = i < block.Operations.Length ? block.Operations[i] : block.BranchValue;
                if (operation is null)
                {
                    continue;
                }

                foreach (var part in operation.DescendantsAndSelf())
                {
                    Read(part, block, i);
                }
            }
        }

        Finally = hasFinally ? new FinallyWays(graph) : null;
    }

    public ControlFlowGraph Graph { get; }

    /// <summary>The ways through <c>finally</c>; null where there is none.</summary>
    public FinallyWays? Finally { get; }

    /// <summary>Whether nothing comes after the block, although the graph says so: <c>else { Assert.Fail(); }</c>.</summary>
    public bool NeverLeaves(BasicBlock block) => _ending.Contains(block.Ordinal);

    /// <summary>Where the graph has the use of a variable.</summary>
    public bool TryLocate(SyntaxNode use, out (BasicBlock Block, int Index) place) => _uses.TryGetValue(use, out place);

    /// <summary>The lambda as the graph knows it.</summary>
    public IFlowAnonymousFunctionOperation? Lambda(SyntaxNode syntax) => _lambdas.TryGetValue(syntax, out var lambda) ? lambda : null;

    /// <summary>In which blocks a variable is written.</summary>
    public BlockDefinitions DefinitionsOf(ISymbol local, List<LocalWrite> writes)
    {
        if (_definitions.TryGetValue(local, out var known))
        {
            return known;
        }

        var definitions = new BlockDefinitions();
        foreach (var write in writes)
        {
            if (!_writes.TryGetValue(write.Operation.Syntax, out var places))
            {
                continue;
            }

            foreach (var place in places)
            {
                if (place.Local is null || SymbolEqualityComparer.Default.Equals(place.Local, local))
                {
                    definitions.Add(place.Block.Ordinal, place.Index, place.Order, write);
                }
            }
        }

        definitions.Sort();
        return _definitions.GetOrAdd(local, definitions);
    }

    private void Read(IOperation part, BasicBlock block, int index)
    {
        switch (part)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                if (!_uses.ContainsKey(part.Syntax))
                {
                    _uses.Add(part.Syntax, (block, index));
                }

                break;
            case IInvocationOperation { TargetMethod: var called } when NeverReturns(called):
                _ending.Add(block.Ordinal);
                break;
            case IFlowAnonymousFunctionOperation lambda:
                _lambdas[lambda.Syntax] = lambda;
                break;
            case IAssignmentOperation assignment when Variables.Of(assignment.Target) is { } target:
                AddWrite(part, target, block, index);
                break;
            // The graph writes `local ??= value` as an assignment to what it captured of the local.
            case IAssignmentOperation { Target: IFlowCaptureReferenceOperation }:
            case IDeconstructionAssignmentOperation or IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } or IDeclarationPatternOperation or IAddressOfOperation:
                AddWrite(part, null, block, index);
                break;
        }
    }

    /// <summary>`Assert.Fail("..")`, and what is declared with `[DoesNotReturn]`: what follows a call does not happen.</summary>
    public static bool NeverReturns(IMethodSymbol method)
    {
        if (method is { Name: "Fail" or "Inconclusive" or "Ignore" or "Skip", ContainingType.Name: "Assert" or "ClassicAssert" })
        {
            return true;
        }

        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "DoesNotReturnAttribute")
            {
                return true;
            }
        }

        return false;
    }

    private void AddWrite(IOperation part, ISymbol? local, BasicBlock block, int index)
    {
        if (!_writes.TryGetValue(part.Syntax, out var places))
        {
            _writes.Add(part.Syntax, places = []);
        }

        places.Add(new WritePlace(block, index, _order++, local));
    }

    /// <summary>A write in the graph; the variable is null where the operation does not say which.</summary>
    private readonly struct WritePlace(BasicBlock block, int index, int order, ISymbol? local)
    {
        public BasicBlock Block { get; } = block;

        public int Index { get; } = index;

        /// <summary>Grows with the order in which the operations of a block are read.</summary>
        public int Order { get; } = order;

        public ISymbol? Local { get; } = local;
    }
}
