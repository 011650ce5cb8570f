using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Verification;

/// <summary>A diagnostic as rows compare it: what, where, in which words, with which trail. Equal in every build of a file that several projects share.</summary>
internal sealed record Finding(string File, TextSpan Span, string Id, string Message, string Trail) : IComparable<Finding>
{
    // The property of the diagnostic that names the role of each additional location.
    private const string TrailProperty = "Trail";

    /// <summary>The diagnostics that are this finding, one of each project that compiles the file.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>The one of them that the fix is asked about.</summary>
    public Diagnostic Diagnostic => Diagnostics[0];

    public ImmutableArray<string> Roles => Diagnostic.Properties.TryGetValue(TrailProperty, out var roles) && !string.IsNullOrEmpty(roles)
        ? [.. roles.Split(',').Select(role => role.Trim())]
        : [];

    public IEnumerable<(string Role, string File, TextSpan Span)> Steps =>
        Roles.Zip(Diagnostic.AdditionalLocations, (role, location) => (role, FileOf(location), location.SourceSpan));

    public static Finding Of(Diagnostic diagnostic)
    {
        var finding = new Finding(
            FileOf(diagnostic.Location),
            diagnostic.Location.SourceSpan,
            diagnostic.Id,
            diagnostic.GetMessage(CultureInfo.InvariantCulture),
            string.Join(" ", diagnostic.AdditionalLocations.Select(location => $"{FileOf(location)}{location.SourceSpan}")))
        { Diagnostics = [diagnostic] };
        return finding with { Trail = $"{string.Join(",", finding.Roles)} {finding.Trail}" };
    }

    public bool Equals(Finding? other) => other is not null && CompareTo(other) == 0;

    public override int GetHashCode() => HashCode.Combine(File, Span, Id, Message, Trail);

    public int CompareTo(Finding? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = string.CompareOrdinal(File, other.File);
        order = order != 0 ? order : Span.CompareTo(other.Span);
        order = order != 0 ? order : string.CompareOrdinal(Id, other.Id);
        order = order != 0 ? order : string.CompareOrdinal(Message, other.Message);
        return order != 0 ? order : string.CompareOrdinal(Trail, other.Trail);
    }

    /// <summary>As a person reads it: place, code, rule, message, trail.</summary>
    public override string ToString()
    {
        var text = $"{Place(Diagnostic.Location)} {Id}: {Message}";
        foreach (var (role, location) in Roles.Zip(Diagnostic.AdditionalLocations))
        {
            text += $"\n      {role} {Place(location)}";
        }

        return text;
    }

    private static string Place(Location location) => location.Kind == LocationKind.None
        ? "(no place)"
        : $"{FileOf(location)}{location.GetLineSpan().Span.Start} `{CodeAt(location)}`";

    private static string CodeAt(Location location) =>
        location.SourceTree is { } tree && location.SourceSpan.End <= tree.Length ? tree.GetText().ToString(location.SourceSpan) : "";

    private static string FileOf(Location location) => location.GetLineSpan().Path ?? "";
}
