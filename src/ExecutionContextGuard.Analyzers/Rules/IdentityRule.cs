using System.Collections.Immutable;
using System.Globalization;
using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Identities;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Reporting;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>A rule about one ID of a construction or call. The rules are asked in order, and the first one that answers speaks alone.</summary>
internal abstract class IdentityRule
{
    /// <summary>Whether code that is expected to fail may do this.</summary>
    public virtual bool MayBeExpectedToFail => false;

    /// <summary>The finding, or null where the ID is none of this rule's business.</summary>
    public abstract Diagnostic? Judge(in IdentityArgument argument, GuardedCompilation compilation);

    protected static Diagnostic Report(DiagnosticDescriptor rule, SyntaxNode place, IdentityCall call, IdentityRole role, SyntaxNode? elsewhere, params object?[] message) =>
        Report(rule, place, call, role, elsewhere, partner: null, message);

    protected static Diagnostic Report(DiagnosticDescriptor rule, SyntaxNode place, IdentityCall call, IdentityRole role, SyntaxNode? elsewhere, SyntaxNode? partner, object?[] message)
    {
        var location = place.GetLocation();
        var bag = FindingSites.AddTo(ImmutableDictionary<string, string?>.Empty.Add(IdentityFinding.RoleKey, Word(role)), call.Operation, call.Member);
        if (partner is not null)
        {
            bag = bag.Add(IdentityFinding.PartnerKey, string.Format(CultureInfo.InvariantCulture, "{0},{1}", partner.SpanStart, partner.Span.Length));
        }

        return elsewhere is null
            ? Diagnostic.Create(rule, location, bag, message)
            : Diagnostic.Create(rule, location, ImmutableArray.Create(elsewhere.GetLocation()), bag.Add(ContextFinding.TrailKey, TrailStep.Stored), message);
    }

    /// <summary>The role in a sentence.</summary>
    protected static string Word(IdentityRole role) => role switch
    {
        IdentityRole.User => "user",
        IdentityRole.Thread => "thread",
        IdentityRole.Run => "run",
        _ => "request",
    };

    /// <summary>A constant in a sentence.</summary>
    protected static string Quoted(string? text) => text switch
    {
        null => "null",
        _ when string.IsNullOrWhiteSpace(text) => "blank text",
        _ when PlaceholderIds.IsEmptyGuid(text) => "the all-zero GUID",
        _ => "'" + text + "'",
    };
}
