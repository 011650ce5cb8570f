using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>What is written to each local of one body, read in one pass over it when a local of it first reaches a path.</summary>
internal sealed class LocalWrites
{
    private readonly Dictionary<ILocalSymbol, List<LocalWrite>> _writes = new(SymbolEqualityComparer.Default);

    private LocalWrites(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            Read(operation);
        }
    }

    /// <summary>The writes to a local, in the order of the source; none for a local that gets its value elsewhere (a loop, a pattern).</summary>
    public List<LocalWrite>? To(ILocalSymbol local) => _writes.TryGetValue(local, out var writes) ? writes : null;

    /// <summary>Reads a body; held by the caller as long as the body itself lives.</summary>
    public static LocalWrites Of(IOperation body, ConditionalWeakTable<IOperation, LocalWrites> known) =>
        known.GetValue(body, static key => new LocalWrites(key));

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
                if (initializer is not null)
                {
                    // `ref var alias = ref other;` lets the other be written through the alias.
                    Add(declarator.Symbol, declarator.Symbol.IsRef ? null : initializer.Value, operation);
                    if (declarator.Symbol.IsRef)
                    {
                        Opaque(initializer.Value, operation);
                    }
                }

                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                Add(target.Local, assignment.IsRef ? null : assignment.Value, operation);
                break;
            case ICoalesceAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                Add(target.Local, assignment.Value, operation);
                break;
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation target }:
                Add(target.Local, null, operation);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                foreach (var part in deconstruction.Target.DescendantsAndSelf())
                {
                    Opaque(part, operation);
                }

                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                Opaque(argument.Value, operation);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol declared }:
                Add(declared, null, operation);
                break;
            case IAddressOfOperation address:
                Opaque(address.Reference, operation);
                break;
        }
    }

    private void Opaque(IOperation target, IOperation write)
    {
        if (target is IDeclarationExpressionOperation declaration)
        {
            target = declaration.Expression;
        }

        if (target is ILocalReferenceOperation reference)
        {
            Add(reference.Local, null, write);
        }
    }

    private void Add(ILocalSymbol local, IOperation? value, IOperation write)
    {
        if (!_writes.TryGetValue(local, out var writes))
        {
            _writes.Add(local, writes = []);
        }

        writes.Add(new LocalWrite(value, write));
    }
}

/// <summary>One write to a local: what is written, or null where that cannot be told.</summary>
internal readonly struct LocalWrite(IOperation? value, IOperation operation)
{
    public IOperation? Value { get; } = value;

    public IOperation Operation { get; } = operation;
}
