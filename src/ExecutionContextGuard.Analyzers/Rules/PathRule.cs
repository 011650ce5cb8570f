using ExecutionContextGuard.FixContract;
using ExecutionContextGuard.Provenance;
using ExecutionContextGuard.Reporting;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Rules;

/// <summary>A rule about what enters an execution path. The rules are asked in order, and the first one that finds something reports it alone.</summary>
internal abstract class PathRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>The finding for the argument, or null.</summary>
    public abstract Diagnostic? Judge(in PathArgument argument, GuardedCompilation compilation);

    /// <summary>Puts a finding together: place, trail, and the bag for the code fix.</summary>
    protected Diagnostic Report(in PathArgument argument, GuardedCompilation compilation, FindingKind kind, ITypeSymbol type, params object?[] message)
    {
        var primary = argument.Syntax.GetLocation();
        var trail = TrailStep.Locations(argument.Origin.Trail, argument.Behind?.Way, primary, compilation.Compilation, out var roles);
        var made = (argument.Origin.Creation ?? argument.Value).Syntax;
        var creation = (kind == FindingKind.Missing ? PathArgument.Written(made) : made).GetLocation();
        var bag = ContextFinding.Begin(kind, argument.Origin.Library?.Name, compilation.Texts.DeclarationIdOf(type), creation, primary, trail, roles);
        if (Declined(argument, compilation, type) is { } declined)
        {
            bag.Add(ContextFinding.DeclinedKey, declined);
        }

        FindingSites.AddTo(bag, argument.Enclosing, argument.Call, argument.Member, compilation.Texts);
        return Diagnostic.Create(Descriptor, primary, trail, bag.ToImmutable(), message);
    }

    /// <summary>Why no fix will be offered, where that is plain already.</summary>
    private static string? Declined(in PathArgument argument, GuardedCompilation compilation, ITypeSymbol type)
    {
        if (compilation.Reals.Of(type) is null)
        {
            return KnownRefusals.NoRealType;
        }

        return argument.Origin switch
        {
            { Kind: OriginKind.LooselyTyped, Type.SpecialType: SpecialType.System_String } => KnownRefusals.Unmapped,
            { Kind: OriginKind.Mock, Creation: { } creation } => Declined(creation, compilation),
            _ => null,
        };
    }

    private static string? Declined(IOperation creation, GuardedCompilation compilation)
    {
        if (!compilation.Doubles.IsCreation(creation, out var made))
        {
            return null;
        }

        // A double that a member of another one gives is made nowhere in the code; a general helper's `new Mock<T>()` is for the fix to judge.
        return compilation.Guarded.IsGuarded(made.Type) ? compilation.Refusals.Of(creation, made.Library)
            : made.Type is ITypeParameterSymbol ? null
            : KnownRefusals.Unsupported;
    }
}
