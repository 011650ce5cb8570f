using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <content>Where the walk stands, and what it has still before it.</content>
internal sealed partial class IdentityTracer
{
    /// <summary>One value on the way, and how it got there.</summary>
    private readonly struct Step(IOperation operation, bool isFallback, bool isPart, int depth, ISymbol? elsewhere, PassedVariable? passed)
    {
        public IOperation Operation { get; } = operation;

        /// <summary>Whether a constant here stands in for an ID that is not there.</summary>
        public bool IsFallback { get; } = isFallback;

        /// <summary>Whether the value is text inside other text.</summary>
        public bool IsPart { get; } = isPart;

        /// <summary>How many members were gone into.</summary>
        public int Depth { get; } = depth;

        public ISymbol? Elsewhere { get; } = elsewhere;

        public PassedVariable? Passed { get; } = passed;

        public Step At(IOperation operation) => new(operation, IsFallback, IsPart, Depth, Elsewhere, Passed);

        public Step AsFallback() => new(Operation, isFallback: true, IsPart, Depth, Elsewhere, Passed);

        public Step AsPart() => new(Operation, IsFallback, isPart: true, Depth, Elsewhere, Passed);

        public Step In(ISymbol member) => new(Operation, IsFallback, IsPart, Depth + 1, member, Passed);

        public Step Through(ISymbol variable) => Elsewhere is null ? new(Operation, IsFallback, IsPart, Depth, null, new PassedVariable(variable, Passed)) : this;
    }

    private struct Walker(IdentityTrace trace, CancellationToken cancellationToken)
    {
        private readonly Stack<Step> _pending = new();
        private HashSet<ISymbol>? _passed;

        public CancellationToken CancellationToken { get; } = cancellationToken;

        public readonly void Push(in Step step) => _pending.Push(step);

        public readonly bool TryPop(out Step step)
        {
            step = default;
            if (_pending.Count == 0)
            {
                return false;
            }

            step = _pending.Pop();
            return true;
        }

        /// <summary>The way ends in something that is no constant.</summary>
        public readonly void Ends() => trace.HasOther = true;

        public bool Passes(ISymbol variable, in Step step)
        {
            if (!(_passed ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default)).Add(variable))
            {
                return false;
            }

            if (step.Elsewhere is null)
            {
                trace.AddVariable(variable);
            }

            return true;
        }

        public readonly void AddConstant(in Step step, string? text, bool isNumber)
        {
            if (step.IsPart && !step.IsFallback)
            {
                trace.HasOther = true;
                return;
            }

            trace.Add(new IdentityLeaf(text, step.Operation, isNumber, step.IsFallback, step.Elsewhere, step.Passed));
        }
    }
}
