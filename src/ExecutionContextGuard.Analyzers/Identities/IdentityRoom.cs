using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Identities;

/// <summary>What is known of the IDs of one compilation: where they are taken, what they can be, what they are taken from.</summary>
internal sealed class IdentityRoom
{
    public IdentityRoom(Compilation compilation, GuardedTypes guarded, PathScopes scopes, GuardOptions options)
    {
        Roles = IdentityRoles.Read(options.Provider, compilation);
        Signatures = new IdentitySignatures(guarded, Roles, scopes);
        Calls = new IdentityCalls(guarded, Signatures);
        Tracer = new IdentityTracer(compilation, guarded);
        Givens = new GivenIdentities(Calls, Tracer);
        Sources = new IdentitySources(guarded, Roles, Tracer);
        Placeholders = new PlaceholderPolicy(options);
    }

    /// <summary>Which names hold which ID.</summary>
    public IdentityRoles Roles { get; }

    public IdentitySignatures Signatures { get; }

    public IdentityCalls Calls { get; }

    public IdentityTracer Tracer { get; }

    public GivenIdentities Givens { get; }

    public IdentitySources Sources { get; }

    public PlaceholderPolicy Placeholders { get; }
}
