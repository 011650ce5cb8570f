using System.Collections.Generic;
using System.Collections.Immutable;
using ExecutionContextGuard.Diagnostics;
using ExecutionContextGuard.Reporting;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Rules;

/// <summary>ECG1006: the IDs of a run are put under string keys into a bag that an agent framework carries along, instead of one context.</summary>
/// <remarks>Everything is pulled from one entry whose key names an ID: a body without such an entry is never walked.</remarks>
internal static class IdentityInPropertyBag
{
    public static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        if (compilation.Bags is not { } bags || BagEntry.Of(context.Operation, compilation.Identities.Roles) is not { } entry)
        {
            return;
        }

        var root = context.Operation;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        // Reported at the first key alone; the others find it before themselves.
        var roles = new HashSet<IdentityRole>();
        foreach (var operation in root.DescendantsAndSelf())
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (BagEntry.Of(operation, compilation.Identities.Roles) is { } other && other.Bag.Equals(entry.Bag))
            {
                if (other.Key.SpanStart < entry.Key.SpanStart)
                {
                    return;
                }

                roles.Add(other.Role);
            }
        }

        // A correlation ID alone is telemetry; `{ "userId", "tenantId" }` of a vector store's record or of an authorizer reaches no run.
        if (roles.Count < 2 || entry.Bag.CarriedBy(bags, root) is not { } carrier || SiteAllowances.Cover(context.Operation, context.ContainingSymbol))
        {
            return;
        }

        var bag = FindingSites.AddTo(ImmutableDictionary<string, string?>.Empty, context.Operation, carrier);
        var name = carrier is ITypeSymbol type ? PathNames.Of(type) : PathNames.Of(carrier);
        compilation.Reports.Report(context, Diagnostic.Create(Descriptors.IdentityInPropertyBag, entry.Key.GetLocation(), bag, name, Words(roles), compilation.ContextName));
    }

    private static string Words(HashSet<IdentityRole> roles)
    {
        var words = new List<string>();
        for (var role = IdentityRole.User; role <= IdentityRole.Request; role++)
        {
            if (roles.Contains(role))
            {
                words.Add(role.ToString().ToLowerInvariant());
            }
        }

        var last = words[words.Count - 1];
        words.RemoveAt(words.Count - 1);
        return string.Join(", ", words) + " and " + last;
    }
}
