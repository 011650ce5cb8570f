using System.Collections.Generic;
using System.Threading;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Identities;

/// <content>Where the walk stands, and what it has still before it.</content>
internal sealed partial class IdentityTracer
{
    /// <summary>One value on the way, and how it got there.</summary>
    private readonly struct Step(IOperation operation)
    {
        public IOperation Operation { get; init; } = operation;

        /// <summary>Whether a constant here stands in for an ID that is not there.</summary>
        public bool IsFallback { get; init; }

        /// <summary>Whether the value is text inside other text.</summary>
        public bool IsInText { get; init; }

        /// <summary>The element of a tuple that is meant; null for the value itself.</summary>
        public Part? Part { get; init; }

        /// <summary>How many members were gone into.</summary>
        public int Depth { get; init; }

        public ISymbol? Elsewhere { get; init; }

        public PassedVariable? Passed { get; init; }

        /// <summary>The call that led into the helper whose body the value stands in; null in the member that uses the ID.</summary>
        public Entered? Call { get; init; }

        public Step At(IOperation operation) => this with { Operation = operation };

        public Step AsFallback() => this with { IsFallback = true };

        public Step In(ISymbol member) => this with { Depth = Depth + 1, Elsewhere = member, Call = null };

        public Step Through(ISymbol variable) => Elsewhere is null ? this with { Passed = new PassedVariable(variable, Passed) } : this;

        /// <summary>Where the helper was called from, at what it was given for a parameter.</summary>
        public Step BackAt(IOperation argument) => this with { Operation = argument, Depth = Call!.From.Depth, Elsewhere = Call.From.Elsewhere, Passed = Call.From.Passed, Call = Call.From.Call };
    }

    /// <summary>A call that the walk has gone into: what the function is given for its parameters stands there.</summary>
    private sealed class Entered(IMethodSymbol function, IInvocationOperation call, in Step from)
    {
        public Step From { get; } = from;

        /// <summary>What the parameter is given; null for a parameter of another function.</summary>
        public IArgumentOperation? Given(IParameterSymbol parameter)
        {
            if (SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, function))
            {
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter?.Ordinal == parameter.Ordinal)
                    {
                        return argument;
                    }
                }
            }

            return null;
        }
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
            if (step is { IsInText: true, IsFallback: false })
            {
                trace.HasOther = true;
                return;
            }

            trace.Add(new IdentityLeaf(text, step.Operation, isNumber, step.IsFallback, step.Elsewhere, step.Passed));
        }
    }
}
