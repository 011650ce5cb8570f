using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Symbols;

/// <summary>Tells the assemblies of .NET itself, which declare no team's context, from all others.</summary>
internal static class PlatformAssemblies
{
    /// <summary>
    /// Whether the assembly is signed with one of the keys of .NET, .NET Framework and ASP.NET Core.
    /// The key of Microsoft's products in general (31bf3856ad364e35) is not among them: agent frameworks are signed with it, too.
    /// </summary>
    public static bool Contains(IAssemblySymbol? assembly)
    {
        if (assembly is null)
        {
            // Half-typed: a type that does not exist is in no assembly.
            return false;
        }

        // What is compiled without a key has no token; asked for its identity, it would have to bind all its attributes first.
        if (assembly is ISourceAssemblySymbol { Compilation.Options: { CryptoKeyFile: null, CryptoKeyContainer: null, CryptoPublicKey.IsEmpty: true } })
        {
            return false;
        }

        var token = assembly.Identity.PublicKeyToken;
        if (token.Length != 8)
        {
            return false;
        }

        return FirstFour(token) switch
        {
            0xb03f5f7f or // .NET Framework
            0xb77a5c56 or // mscorlib, System
            0x7cec85d7 or // System.Private.CoreLib
            0xcc7b13ff or // netstandard and the facades
            0xadb97938 => true, // ASP.NET Core and Microsoft.Extensions
            _ => false,
        };
    }

    private static uint FirstFour(ImmutableArray<byte> token) =>
        ((uint)token[0] << 24) | ((uint)token[1] << 16) | ((uint)token[2] << 8) | token[3];
}
