using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.FixContract;

/// <summary>
/// What the analyzer hands over to the code fix: what is costly to find again, and nothing else. It travels as the
/// diagnostic's properties; set-ups, values and uses are read by the planner, from the solution as it is then.
/// </summary>
internal sealed class ContextFinding
{
    /// <summary>The roles of the additional locations, in their order and separated by commas; readers of SARIF see it, too.</summary>
    public const string TrailKey = "Trail";

    /// <summary>Why no fix is offered, where the compilation alone shows it: a stable word that the rule page explains.</summary>
    public const string DeclinedKey = "Declined";

    private const string VersionKey = "Version";
    private const string CurrentVersion = "1";
    private const string KindKey = "Kind";
    private const string LibraryKey = "Library";
    private const string TypeKey = "Type";
    private const string CreationKey = "Creation";

    /// <summary>In <see cref="CreationKey"/>: the creation stands in the file of the diagnostic itself.</summary>
    private const int PrimaryFile = -1;

    private ContextFinding(FindingKind kind, string? library, string type, SyntaxTree creationTree, TextSpan creation)
    {
        Kind = kind;
        Library = library;
        Type = type;
        CreationTree = creationTree;
        Creation = creation;
    }

    /// <summary>What stands where a real context should.</summary>
    public FindingKind Kind { get; }

    /// <summary>The mocking library's name, for a double that one made.</summary>
    public string? Library { get; }

    /// <summary>The guarded type that was asked for, as its documentation ID.</summary>
    public string Type { get; }

    /// <summary>The file in which the object is made.</summary>
    public SyntaxTree CreationTree { get; }

    /// <summary>The expression that makes the object: the one that the fix replaces.</summary>
    public TextSpan Creation { get; }

    /// <summary>Begins the bag of a diagnostic at <paramref name="primary"/> with these additional locations.</summary>
    public static ImmutableDictionary<string, string?>.Builder Begin(
        FindingKind kind,
        string? library,
        string type,
        Location creation,
        Location primary,
        ImmutableArray<Location> additional,
        string trail)
    {
        var file = PrimaryFile;
        for (var i = 0; i < additional.Length && !ReferenceEquals(creation.SourceTree, primary.SourceTree); i++)
        {
            if (ReferenceEquals(additional[i].SourceTree, creation.SourceTree))
            {
                file = i;
                break;
            }
        }

        var span = creation.SourceSpan;
        var bag = ImmutableDictionary.CreateBuilder<string, string?>();
        bag.Add(VersionKey, CurrentVersion);
        bag.Add(KindKey, kind.ToString());
        bag.Add(TypeKey, type);
        bag.Add(CreationKey, string.Format(CultureInfo.InvariantCulture, "{0},{1},{2}", file, span.Start, span.Length));
        if (library is not null)
        {
            bag.Add(LibraryKey, library);
        }

        if (trail.Length != 0)
        {
            bag.Add(TrailKey, trail);
        }

        return bag;
    }

    /// <summary>Reads the bag back; a bag of another version, or one that does not fit its diagnostic, is not read at all.</summary>
    public static bool TryRead(Diagnostic diagnostic, [NotNullWhen(true)] out ContextFinding? finding)
    {
        finding = null;
        var bag = diagnostic.Properties;
        if (!bag.TryGetValue(VersionKey, out var version) || version != CurrentVersion
            || !bag.TryGetValue(KindKey, out var kindText) || !System.Enum.TryParse<FindingKind>(kindText, out var kind)
            || !bag.TryGetValue(TypeKey, out var type) || type is null
            || !bag.TryGetValue(CreationKey, out var creation) || creation is null)
        {
            return false;
        }

        var parts = creation.Split(',');
        if (parts.Length != 3
            || !int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var file)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || file < PrimaryFile || file >= diagnostic.AdditionalLocations.Count)
        {
            return false;
        }

        var tree = (file == PrimaryFile ? diagnostic.Location : diagnostic.AdditionalLocations[file]).SourceTree;
        if (tree is null || (long)start + length > tree.Length)
        {
            return false;
        }

        bag.TryGetValue(LibraryKey, out var library);
        finding = new ContextFinding(kind, library, type, tree, new TextSpan(start, length));
        return true;
    }
}
