using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>
/// What is known of definitions, which the compiler hands out as one object each: they are compared by reference, and where it ever did not, a question would
/// only be asked twice. Each call of a code base is looked up in such a table, so it is read without a lock or a comparer, at a third of what a
/// concurrent dictionary takes.
/// </summary>
internal sealed class DefinitionTable<TDefinition, TKnown>
    where TDefinition : class, ISymbol
{
    private const int SmallestSize = 64;

    private readonly object _writing = new();

    // Never more than half full, so that a search ends soon. Its length is a power of two.
    private Slot[] _slots = new Slot[SmallestSize];
    private int _count;

    public bool TryGetValue(TDefinition definition, out TKnown known)
    {
        var slots = Volatile.Read(ref _slots);
        var mask = slots.Length - 1;
        for (var i = RuntimeHelpers.GetHashCode(definition) & mask; ; i = (i + 1) & mask)
        {
            ref var slot = ref slots[i];
            var found = Volatile.Read(ref slot.Definition);
            if (found is null)
            {
                known = default!;
                return false;
            }

            if (ReferenceEquals(found, definition))
            {
                known = slot.Known;
                return true;
            }
        }
    }

    /// <summary>Keeps what is known, unless another thread has done so.</summary>
    public void Add(TDefinition definition, TKnown known)
    {
        lock (_writing)
        {
            if (2 * (_count + 1) > _slots.Length)
            {
                Grow();
            }

            if (Put(_slots, definition, known))
            {
                _count++;
            }
        }
    }

    private void Grow()
    {
        var larger = new Slot[_slots.Length * 2];
        foreach (var slot in _slots)
        {
            if (slot.Definition is { } definition)
            {
                Put(larger, definition, slot.Known);
            }
        }

        Volatile.Write(ref _slots, larger);
    }

    private static bool Put(Slot[] slots, TDefinition definition, TKnown known)
    {
        var mask = slots.Length - 1;
        for (var i = RuntimeHelpers.GetHashCode(definition) & mask; ; i = (i + 1) & mask)
        {
            ref var slot = ref slots[i];
            if (ReferenceEquals(slot.Definition, definition))
            {
                return false;
            }

            if (slot.Definition is null)
            {
                // Who sees the definition sees what is known of it.
                slot.Known = known;
                Volatile.Write(ref slot.Definition, definition);
                return true;
            }
        }
    }

    private struct Slot
    {
        public TDefinition? Definition;

        public TKnown Known;
    }
}
