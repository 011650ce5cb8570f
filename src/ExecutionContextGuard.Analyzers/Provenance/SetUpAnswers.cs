using ExecutionContextGuard.Doubles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ExecutionContextGuard.Provenance;

/// <summary>Whether a set-up is what answers a member that is read.</summary>
internal static class SetUpAnswers
{
    /// <summary>Whether the set-up gives the part of the object in the variable, or something on the way to it.</summary>
    /// <param name="setUp">The set-up.</param>
    /// <param name="variable">The variable that holds the object.</param>
    /// <param name="holder">Where the variable is a member of another object, that object's variable.</param>
    /// <param name="part">The member that is read, and what is read of it.</param>
    /// <param name="doubles">Tells matchers from arguments.</param>
    /// <param name="rest">What is left to read of the value that is given.</param>
    /// <param name="isCertain">Whether no older set-up can be the one that answers.</param>
    public static bool TryAnswer(this MemberSetUp setUp, ISymbol variable, ISymbol? holder, Part part, DoubleCatalogue doubles, out Part? rest, out bool isCertain)
    {
        for (var i = 0; i < setUp.Chain.Length; i++)
        {
            // `other.Accessor.Current.Returns(..)` says nothing about `fixture.Accessor`.
            if (IsSame(setUp.Chain[i].Symbol, variable)
                && (i == 0 || holder is null || IsSame(setUp.Chain[i - 1].Symbol, holder))
                && Answers(setUp, i + 1, part, doubles, out rest, out isCertain))
            {
                return true;
            }
        }

        rest = null;
        isCertain = false;
        return false;
    }

    /// <summary>Whether the set-up stands in the creation (<c>Mock.Of&lt;T&gt;(a => a.Current == context)</c>) and gives the part.</summary>
    public static bool TryAnswer(this MemberSetUp setUp, Part part, DoubleCatalogue doubles, out Part? rest) =>
        Answers(setUp, 0, part, doubles, out rest, out _) && setUp.Values.Length != 0;

    /// <summary>`mock.DefaultValue = DefaultValue.Mock`</summary>
    public static bool AsksForDoubles(this MemberSetUp setUp, ISymbol variable) =>
        setUp is { Chain: { Length: >= 2 } chain, Values.Length: 1 }
        && IsSame(chain[chain.Length - 2].Symbol, variable)
        && Moq.AsksForDoubles(chain[chain.Length - 1].Symbol, setUp.Values[0]);

    /// <summary>`mock.Setup(a => a.Current.UserId)`: for what stands between, Moq makes a double.</summary>
    public static bool GoesThrough(this MemberSetUp setUp, ISymbol variable, Part part)
    {
        for (var i = 0; i < setUp.Chain.Length; i++)
        {
            if (IsSame(setUp.Chain[i].Symbol, variable) && GoesThrough(setUp, i + 1, part))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same where the set-up stands in the creation: `Mock.Of&lt;T&gt;(a => a.Current.UserId == "u")`.</summary>
    public static bool GoesThrough(this MemberSetUp setUp, Part part) => GoesThrough(setUp, 0, part);

    private static bool GoesThrough(MemberSetUp setUp, int first, Part part)
    {
        Part? rest = part;
        for (var i = first; i < setUp.Chain.Length; i++)
        {
            if (rest is null)
            {
                return true;
            }

            if (rest.Member is not { } member || !IsSame(setUp.Chain[i].Symbol, member))
            {
                return false;
            }

            rest = rest.Rest;
        }

        return false;
    }

    private static bool Answers(MemberSetUp setUp, int first, Part part, DoubleCatalogue doubles, out Part? rest, out bool isCertain)
    {
        isCertain = !setUp.IsOneOfSeveral;
        rest = part;
        if (setUp.OfEveryMember is { } type)
        {
            rest = part.Rest;
            return first == setUp.Chain.Length
                && UnsetMembers.TypeOf(part.Member!) is { } given
                && (SymbolEqualityComparer.Default.Equals(given, type) || SymbolEqualityComparer.Default.Equals(UnsetMembers.Awaited(given, isOfValueTask: true), type));
        }

        for (var i = first; i < setUp.Chain.Length; i++)
        {
            if (rest is not { Member: { } member } || !IsSame(setUp.Chain[i].Symbol, member) || !CanTake(setUp.Chain[i], rest, setUp.TakesAnyArguments, doubles, ref isCertain))
            {
                return false;
            }

            rest = rest.Rest;
        }

        return first < setUp.Chain.Length;
    }

    /// <summary>Whether the arguments of the set-up can be those of the read: `Create("a")` is not `Create("b")`.</summary>
    private static bool CanTake(MemberLink link, Part part, bool takesAny, DoubleCatalogue doubles, ref bool isCertain)
    {
        for (var i = 0; i < link.Arguments.Length && i < part.Arguments.Length && !takesAny; i++)
        {
            var expected = SetUpChains.Unwrap(link.Arguments[i].Value);
            var given = SetUpChains.Unwrap(part.Arguments[i].Value);
            if (expected.ConstantValue is { HasValue: true } one && given.ConstantValue is { HasValue: true } other)
            {
                if (!Equals(one.Value, other.Value))
                {
                    return false;
                }
            }
            else if (!doubles.IsMatcher(expected) && !IsSameVariable(expected, given))
            {
                isCertain = false;
            }
        }

        return true;
    }

    private static bool IsSameVariable(IOperation one, IOperation other) => (one, other) switch
    {
        (ILocalReferenceOperation a, ILocalReferenceOperation b) => IsSame(a.Local, b.Local),
        (IParameterReferenceOperation a, IParameterReferenceOperation b) => IsSame(a.Parameter, b.Parameter),
        (IMemberReferenceOperation a, IMemberReferenceOperation b) => IsSame(a.Member, b.Member),
        _ => false,
    };

    /// <summary>Of a generic method, the one with the same type arguments: `Get&lt;A&gt;()` is not `Get&lt;B&gt;()`.</summary>
    private static bool IsSame(ISymbol one, ISymbol other) =>
        SymbolEqualityComparer.Default.Equals(one, other)
        || (one is not IMethodSymbol { IsGenericMethod: true } && SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition));
}
