using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// The ways through <c>finally</c>, read backwards. The graph leads around them: a jump goes from the <c>try</c> to what follows, and only notes which of them
/// run on the way, the innermost first.
/// </summary>
internal sealed class FinallyWays
{
    private readonly Dictionary<int, List<BasicBlock>> _before = [];
    private readonly Dictionary<int, List<BasicBlock>> _ends = [];

    public FinallyWays(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            // A `finally` ends where no successor is named: who entered it says where it goes on.
            if (block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.StructuredExceptionHandling })
            {
                Add(_ends, Enclosing(block), block);
            }
        }

        foreach (var block in graph.Blocks)
        {
            AddWay(block, block.FallThroughSuccessor);
            AddWay(block, block.ConditionalSuccessor);
        }
    }

    /// <summary>What comes right before a jump arrives: its source, or the ends of the last <c>finally</c> on its way.</summary>
    public List<BasicBlock> Before(ControlFlowBranch jump) => Before(jump.Source, jump.FinallyRegions, jump.FinallyRegions.Length);

    /// <summary>What comes right before the block is entered as the first one of a <c>finally</c>, other than by an exception; null where it is none.</summary>
    public List<BasicBlock>? Before(BasicBlock block) => _before.TryGetValue(block.Ordinal, out var before) ? before : null;

    private void AddWay(BasicBlock source, ControlFlowBranch? jump)
    {
        if (jump is null)
        {
            return;
        }

        for (var i = 0; i < jump.FinallyRegions.Length; i++)
        {
            foreach (var before in Before(source, jump.FinallyRegions, i))
            {
                Add(_before, jump.FinallyRegions[i].FirstBlockOrdinal, before);
            }
        }
    }

    private List<BasicBlock> Before(BasicBlock source, ImmutableArray<ControlFlowRegion> regions, int index)
    {
        if (index == 0)
        {
            return [source];
        }

        // `finally { throw ..; }` ends nowhere, and nothing comes after it.
        return _ends.TryGetValue(regions[index - 1].FirstBlockOrdinal, out var ends) ? ends : [];
    }

    private static int Enclosing(BasicBlock block)
    {
        var region = block.EnclosingRegion;
        while (region.Kind != ControlFlowRegionKind.Finally && region.EnclosingRegion is { } around)
        {
            region = around;
        }

        return region.FirstBlockOrdinal;
    }

    private static void Add(Dictionary<int, List<BasicBlock>> blocks, int key, BasicBlock block)
    {
        if (!blocks.TryGetValue(key, out var list))
        {
            blocks.Add(key, list = []);
        }

        list.Add(block);
    }
}
