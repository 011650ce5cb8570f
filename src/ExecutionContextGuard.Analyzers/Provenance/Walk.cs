using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>One walk backwards from an argument: where it stands, which branches wait, and which variables it has passed.</summary>
internal struct Walk(Pending start, List<Pending>? parameters, bool inAnyOrder, CancellationToken cancellationToken)
{
    // Most walks never branch and pass one variable or none: what they do not need they do not allocate.
    private Stack<Pending>? _branches;
    private HashSet<ISymbol>? _passed;
    private HashSet<SyntaxNode>? _passedUses;

    public Pending Current { get; private set; } = start;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Receives the parameters that ways end in, where it is asked which of its own a method hands on; else null.</summary>
    public List<Pending>? Parameters { get; } = parameters;

    /// <summary>
    /// Whether each write to a variable counts, whatever is written after it: no graph is built, and what is not found so is not there.
    /// Such a walk may come by a variable again and again; the budget ends it.
    /// </summary>
    public bool InAnyOrder { get; } = inAnyOrder;

    /// <summary>Goes on with another operation in the same body.</summary>
    public bool GoTo(IOperation next)
    {
        Current = Current.At(next);
        return true;
    }

    public bool GoTo(Pending next)
    {
        Current = next;
        return true;
    }

    /// <summary>Keeps another possible way for later, as long as it can still be taken within the budget.</summary>
    public void Fork(Pending branch)
    {
        if (HasRoomBeside(1))
        {
            (_branches ??= new Stack<Pending>()).Push(branch);
        }
    }

    /// <summary>
    /// Whether one more way may be kept beside so many new ones: more than there are steps left to take would only cost memory.
    /// The first is always taken, so that a walk never ends for want of room.
    /// </summary>
    public readonly bool HasRoomBeside(int ways) => ways == 0 || (_branches?.Count ?? 0) + ways <= Limits.StepsPerArgument;

    /// <summary>Goes on with the first of several ways and keeps the others; false when there is none.</summary>
    public bool GoToAll(List<Pending> ways)
    {
        if (ways.Count == 0)
        {
            return false;
        }

        for (var i = 1; i < ways.Count; i++)
        {
            Fork(ways[i]);
        }

        return GoTo(ways[0]);
    }

    /// <summary>Whether the variable is passed for the first time: `a = b; b = a;` in a loop comes by again.</summary>
    public bool Passes(ISymbol variable) => InAnyOrder || (_passed ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default)).Add(variable);

    /// <summary>Whether the use is passed for the first time: `context = Wrap(context);` is one variable and two uses.</summary>
    public bool PassesUse(SyntaxNode use) => InAnyOrder || (_passedUses ??= []).Add(use);

    /// <summary>Takes up a way that was kept; false when all are done.</summary>
    public bool TakeNext()
    {
        if (_branches is null || _branches.Count == 0)
        {
            return false;
        }

        Current = _branches.Pop();
        return true;
    }
}
