using System.Diagnostics.CodeAnalysis;
using ExecutionContextGuard.Doubles;
using ExecutionContextGuard.Planning;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Shapes;

/// <summary>Knows what code does to one kind of stand-in: a library's double, a stub, a dictionary.</summary>
internal interface IUseReader
{
    /// <summary>What the code around a reference does to it; false when it merely uses it.</summary>
    bool TryRead(IOperation reference, [NotNullWhen(true)] out Given? given);

    /// <summary>Reads what the creation itself gives; false when it makes more than a value.</summary>
    bool TryReadCreation(Creation creation, List<Given> given, out DeclineReason why);
}

/// <summary>The doubles of a mocking library.</summary>
internal sealed class LibraryUses(ISetUpReader reader) : IUseReader
{
    public bool TryRead(IOperation reference, [NotNullWhen(true)] out Given? given)
    {
        given = reader.TryRead(reference, out var setUp) ? Of(setUp) : null;
        return given is not null;
    }

    public bool TryReadCreation(Creation creation, List<Given> given, out DeclineReason why)
    {
        // Of a listed library or a container, nobody knows how it is set up.
        why = reader is UnreadableSetUps ? DeclineReason.Unsupported : DeclineReason.Behaviour;
        if (creation.IsHelperCall)
        {
            return true;
        }

        var setUps = new List<SetUp>();
        var isPlain = reader.TryReadCreation(creation.Operation, setUps);
        given.AddRange(setUps.Select(Of));
        return isPlain;
    }

    private static Given Of(SetUp setUp) => new(
        setUp.Kind,
        setUp.Whole.Syntax,
        setUp.IsOfAllMembers ? "" : setUp.Member?.Name,
        setUp.Value,
        setUp.IsLazy);
}

/// <summary>Null, and objects whose constructor did not run: nothing is known of them but what is written to them.</summary>
internal sealed class PlainUses : IUseReader
{
    public static readonly PlainUses Instance = new();

    public bool TryRead(IOperation reference, [NotNullWhen(true)] out Given? given)
    {
        given = SetUpChains.TryReadAssignment(reference, out var setUp)
            ? new Given(setUp.Kind, setUp.Whole.Syntax, setUp.Member?.Name, setUp.Value)
            : null;
        return given is not null;
    }

    public bool TryReadCreation(Creation creation, List<Given> given, out DeclineReason why)
    {
        why = default;
        return true;
    }
}
