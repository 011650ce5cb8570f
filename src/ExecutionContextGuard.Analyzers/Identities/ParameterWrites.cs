using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <summary>The assignments to parameters of one body, read in one pass over it when an ID first comes from a parameter there.</summary>
internal sealed class ParameterWrites
{
    private static readonly List<IOperation> s_none = [];

    private Dictionary<IParameterSymbol, List<IOperation>>? _writes;

    private ParameterWrites()
    {
    }

    public List<IOperation> To(IParameterSymbol parameter) => _writes is not null && _writes.TryGetValue(parameter, out var writes) ? writes : s_none;

    public static ParameterWrites Of(IOperation body, ConditionalWeakTable<IOperation, ParameterWrites> known) => known.GetValue(body, static key => Read(key));

    private static ParameterWrites Read(IOperation body)
    {
        var found = new ParameterWrites();
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IAssignmentOperation { Target: IParameterReferenceOperation target } and (ISimpleAssignmentOperation or ICoalesceAssignmentOperation))
            {
                found._writes ??= new Dictionary<IParameterSymbol, List<IOperation>>(SymbolEqualityComparer.Default);
                if (!found._writes.TryGetValue(target.Parameter, out var writes))
                {
                    found._writes.Add(target.Parameter, writes = []);
                }

                writes.Add(operation);
            }
        }

        return found;
    }
}
