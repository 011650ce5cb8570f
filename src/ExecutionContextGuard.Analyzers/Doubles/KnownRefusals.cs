using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Doubles;

/// <summary>Why the code fix will offer nothing, as far as the creation and the code around its local show it. The words are those of the rule pages.</summary>
internal static class KnownRefusals
{
    public const string NoRealType = "NoRealType";
    public const string Unmapped = "Unmapped";
    private const string Verified = "Verified";
    private const string Behaviour = "Behaviour";

    /// <summary>The reason, or null where the fix has to look.</summary>
    public static string? Of(IOperation creation, MockingLibrary? library)
    {
        if (library is null)
        {
            return null;
        }

        var isPlain = library.SetUps.TryReadCreation(creation, new List<SetUp>());
        if (LocalOf(creation) is not { } local)
        {
            return isPlain ? null : Behaviour;
        }

        var root = creation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        foreach (var operation in root.Descendants())
        {
            if (operation is ILocalReferenceOperation reference
                && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                && TryRead(reference, library.SetUps, out var kind))
            {
                if (kind == SetUpKind.Verification)
                {
                    return Verified;
                }

                isPlain &= kind != SetUpKind.Behaviour;
            }
        }

        return isPlain ? null : Behaviour;
    }

    /// <summary>What is done to the double, or to what its wrapper gives: <c>Mock.Get(mock.Object).Verify(..)</c>.</summary>
    private static bool TryRead(ILocalReferenceOperation reference, ISetUpReader reader, out SetUpKind kind)
    {
        if (!reader.TryRead(reference, out var setUp) && !(reference.Parent is IPropertyReferenceOperation property && reader.TryRead(property, out setUp)))
        {
            kind = default;
            return false;
        }

        kind = setUp.Kind;
        return true;
    }

    /// <summary>The local that the creation, or what is taken out of it at once, is kept in.</summary>
    private static ILocalSymbol? LocalOf(IOperation creation)
    {
        var current = creation.Parent;
        while (current is IConversionOperation or IPropertyReferenceOperation)
        {
            current = current.Parent;
        }

        return current is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } } ? local : null;
    }
}
