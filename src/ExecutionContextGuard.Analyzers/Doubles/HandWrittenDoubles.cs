using ExecutionContextGuard.Symbols;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Doubles;

/// <summary>Classes that somebody wrote to stand in for a context.</summary>
internal sealed class HandWrittenDoubles(Compilation compilation, GuardedTypes guarded, RealTypes reals, bool isTestProject)
{
    /// <summary>Whether a type that derives from or implements a guarded one is a double: declared in a test project, or named like one.</summary>
    public bool Contains(INamedTypeSymbol type)
    {
        // A type that is guarded itself is the real thing, wherever it is declared; an approved one is good enough.
        if (guarded.IsGuardedItself(type) || reals.IsApproved(type))
        {
            return false;
        }

        var isDeclaredHere = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);
        return (isDeclaredHere && isTestProject) || RealTypes.IsNamedLikeADouble(type.Name);
    }
}
