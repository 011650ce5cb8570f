using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Provenance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Reporting;

/// <summary>
/// Tells which findings the baseline covers: of n accepted ones of a kind, the first n of their member. Which those are must not depend
/// on the order in which files and members are analysed, so the member is looked at as a whole, and only where the baseline speaks of it.
/// </summary>
/// <param name="baseline">What is accepted.</param>
/// <param name="analyze">The rules, without a baseline: they are asked again about each operation of such a member.</param>
internal sealed class BaselineCover(Baseline baseline, Action<OperationAnalysisContext> analyze)
{
    private readonly ConcurrentDictionary<ISymbol, List<Diagnostic>> _findings = new(SymbolEqualityComparer.Default);

    public bool Covers(OperationAnalysisContext context, Diagnostic finding)
    {
        if (!finding.Properties.TryGetValue(FindingSites.MemberKey, out var memberId) || memberId is null
            || !finding.Properties.TryGetValue(FindingSites.PathKey, out var path) || path is null)
        {
            return false;
        }

        var accepted = baseline.Accepted(new BaselineKey(finding.Id, memberId, path));
        if (accepted == 0 || FindingSites.MemberOf(context.Operation) is not { } member)
        {
            return false;
        }

        if (!_findings.TryGetValue(member, out var findings))
        {
            findings = InSourceOrder(member, context);
            _findings.TryAdd(member, findings);
        }

        foreach (var other in findings)
        {
            if (accepted == 0)
            {
                return false;
            }

            if (other.Id == finding.Id && other.Properties[FindingSites.PathKey] == path && other.Properties[FindingSites.MemberKey] == memberId)
            {
                if (IsAt(other.Location, finding.Location))
                {
                    return true;
                }

                accepted--;
            }
        }

        return false;
    }

    /// <summary>Whether a finding is accepted of which a member has one: its order among others does not matter.</summary>
    public bool Accepts(DiagnosticDescriptor rule, ImmutableDictionary<string, string?> bag) =>
        baseline.Accepted(new BaselineKey(rule.Id, bag[FindingSites.MemberKey]!, bag[FindingSites.PathKey]!)) != 0;

    /// <summary>All findings of the member that nothing else suppresses, by position.</summary>
    private List<Diagnostic> InSourceOrder(ISymbol member, OperationAnalysisContext context)
    {
        var found = new List<Diagnostic>();
        var models = new SemanticModels(context.Compilation);
        foreach (var declaration in member.DeclaringSyntaxReferences)
        {
            if (models.Of(declaration.SyntaxTree, context.Operation.SemanticModel) is { } model)
            {
                Collect(declaration.GetSyntax(context.CancellationToken), model, found, context);
            }
        }

        var counted = new List<Diagnostic>();
        // What a pragma or an attribute suppresses already is not the baseline's to count.
        foreach (var finding in CompilationWithAnalyzers.GetEffectiveDiagnostics(found, context.Compilation))
        {
            if (!finding.IsSuppressed)
            {
                counted.Add(finding);
            }
        }

        counted.Sort(ByPosition);
        return counted;
    }

    private void Collect(SyntaxNode declaration, SemanticModel model, List<Diagnostic> found, OperationAnalysisContext context)
    {
        var roots = new HashSet<IOperation>();
        var pending = new Stack<SyntaxNode>();
        pending.Push(declaration);
        while (pending.Count != 0)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var node = pending.Pop();
            if (model.GetOperation(node, context.CancellationToken) is { } inside)
            {
                var root = inside;
                while (root.Parent is not null)
                {
                    root = root.Parent;
                }

                if (!roots.Add(root))
                {
                    continue;
                }

                foreach (var operation in root.DescendantsAndSelf())
                {
#pragma warning disable CS0618 // The constructor is meant for hosts that run analyzers; here the rules are asked again about one member.
                    analyze(new OperationAnalysisContext(
                        operation, context.ContainingSymbol, context.Compilation, context.Options, found.Add, static _ => true, context.CancellationToken));
#pragma warning restore CS0618
                }

                continue;
            }

            foreach (var child in node.ChildNodes())
            {
                pending.Push(child);
            }
        }
    }

    private static bool IsAt(Location a, Location b) => ReferenceEquals(a.SourceTree, b.SourceTree) && a.SourceSpan == b.SourceSpan;

    private static int ByPosition(Diagnostic a, Diagnostic b)
    {
        var byFile = string.CompareOrdinal(a.Location.SourceTree?.FilePath, b.Location.SourceTree?.FilePath);
        return byFile != 0 ? byFile : a.Location.SourceSpan.CompareTo(b.Location.SourceSpan);
    }
}
