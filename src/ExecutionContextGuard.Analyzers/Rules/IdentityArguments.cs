using System.Collections.Immutable;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ExecutionContextGuard.Rules;

/// <summary>Finds the IDs that constructions and calls take and has them judged by the rules, most serious offence first.</summary>
internal static class IdentityArguments
{
    private static readonly ImmutableArray<IdentityRule> s_rules = ImmutableArray.Create<IdentityRule>(
        new FallbackIdentity(), new PlaceholderIdentity(), new CrossedIdentity(), new MixedContexts(), new DuplicatedIdentity());

    public static void Analyze(OperationAnalysisContext context, GuardedCompilation compilation)
    {
        if (compilation.Identities.Calls.Read(context.Operation) is not { } call)
        {
            return;
        }

        for (var i = 0; i < call.Slots.Count; i++)
        {
            var trace = call.Constructed is null ? null : compilation.Identities.Tracer.Trace(call.Slots[i].Value, context.CancellationToken);
            var argument = new IdentityArgument(call, i, trace);
            foreach (var rule in s_rules)
            {
                if (!rule.TryJudge(argument, compilation, out var finding, context.CancellationToken))
                {
                    continue;
                }

                // The scopes that spare a finding are looked for last: most code has no finding to spare.
                if (finding is not null
                    && !SetUpScopes.Contain(call.Operation, compilation.Doubles)
                    && !(rule.MayBeExpectedToFail && ExpectedFailures.Contain(call.Operation, context.ContainingSymbol))
                    && !SiteAllowances.Cover(call.Operation, context.ContainingSymbol))
                {
                    compilation.Reports.Report(context, finding);
                }

                break;
            }
        }
    }
}
