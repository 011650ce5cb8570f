using System.Collections.Generic;

namespace ExecutionContextGuard.Provenance;

/// <summary>The writes to one local, by block and by their place in it.</summary>
internal sealed class BlockDefinitions
{
    private readonly Dictionary<int, List<Definition>> _byBlock = [];

    public void Add(int block, int index, int order, LocalWrite write)
    {
        if (!_byBlock.TryGetValue(block, out var definitions))
        {
            _byBlock.Add(block, definitions = []);
        }

        definitions.Add(new Definition(index, order, write));
    }

    /// <summary>Puts the writes of each block into the order in which they happen; called once, before the first question.</summary>
    public void Sort()
    {
        foreach (var definitions in _byBlock.Values)
        {
            definitions.Sort(static (a, b) => a.Index != b.Index ? a.Index.CompareTo(b.Index) : a.Order.CompareTo(b.Order));
        }
    }

    /// <summary>The last write in the block at or before the operation.</summary>
    public bool TryFindLast(int block, int lastIndex, out LocalWrite write)
    {
        write = default;
        if (!_byBlock.TryGetValue(block, out var definitions))
        {
            return false;
        }

        var low = 0;
        var high = definitions.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (definitions[middle].Index <= lastIndex)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low == 0)
        {
            return false;
        }

        write = definitions[low - 1].Write;
        return true;
    }

    private readonly struct Definition(int index, int order, LocalWrite write)
    {
        public int Index { get; } = index;

        public int Order { get; } = order;

        public LocalWrite Write { get; } = write;
    }
}
