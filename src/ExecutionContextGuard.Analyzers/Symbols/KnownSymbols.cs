using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>The one door to types by their metadata name: it finds every declaration, where the compiler's own look-up gives up on two.</summary>
internal static class KnownSymbols
{
    public static ImmutableArray<INamedTypeSymbol> Types(Compilation compilation, string metadataName) =>
        compilation.GetTypesByMetadataName(metadataName);
}
