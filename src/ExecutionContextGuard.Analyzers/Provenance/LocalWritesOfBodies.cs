using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>The writes of each body that was read, held as long as the body itself lives.</summary>
internal sealed class LocalWritesOfBodies
{
    private readonly ConditionalWeakTable<IOperation, LocalWrites> _known = new();

    // One body after the other takes the same; who comes meanwhile takes a new one.
    private Stack<(IOperation Operation, OperationKind Kind, IOperation? Function)>? _pending;

    public LocalWrites Of(IOperation body)
    {
        if (_known.TryGetValue(body, out var known))
        {
            return known;
        }

        var pending = Interlocked.Exchange(ref _pending, null) ?? new Stack<(IOperation Operation, OperationKind Kind, IOperation? Function)>(64);
        var read = LocalWrites.Read(body, pending);
        Volatile.Write(ref _pending, pending);
        return _known.GetValue(body, _ => read);
    }
}
