using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Planning;

/// <summary>What can be mended, and what not and why.</summary>
internal sealed class Plan(ImmutableArray<EditGroup> groups, ImmutableArray<DeclinedFinding> declined)
{
    /// <summary>In the order of projects, documents and positions; no two touch the same text.</summary>
    public ImmutableArray<EditGroup> Groups { get; } = groups;

    public ImmutableArray<DeclinedFinding> Declined { get; } = declined;
}

/// <summary>A finding that is left to a person.</summary>
internal sealed record DeclinedFinding(Diagnostic Diagnostic, Decline Why);
