using System.Collections.Immutable;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Identities;
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
        if (compilation.Identities.Calls.Read(context.Operation) is not { } call
            // `new StubContext { UserId = "u" }`: where the double reaches a path, that is the finding, and not whom it stands for.
            || (call.Constructed is { } made && compilation.HandWritten.Contains(made)))
        {
            return;
        }

        var traces = new IdentityTrace?[call.Slots.Count];
        for (var i = 0; i < traces.Length && call.Constructed is not null; i++)
        {
            traces[i] = compilation.Identities.Tracer.Trace(call.Slots[i].Value, context.CancellationToken);
        }

        for (var i = 0; i < traces.Length; i++)
        {
            var argument = new IdentityArgument(call, i, traces);
            foreach (var rule in s_rules)
            {
                if (rule.Judge(argument, compilation) is not { } finding)
                {
                    continue;
                }

                // The scopes that spare a finding are looked for last: most code has no finding to spare.
                if (!SetUpScopes.Contain(call.Operation, compilation.Doubles)
                    && !(rule.MayBeExpectedToFail && ExpectedFailures.Contain(call.Operation, context.ContainingSymbol))
                    && !(compilation.Guarded.SeesAllowances && SiteAllowances.Cover(call.Operation, context.ContainingSymbol)))
                {
                    compilation.Reports.Report(context, finding);
                }

                break;
            }
        }
    }
}
