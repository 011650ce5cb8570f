using System.Globalization;
using ExecutionContextGuard.Tool.Inventory;
using ExecutionContextGuard.Tool.Migration;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>A file that a run of `migrate` rewrote, as it was and as it is.</summary>
internal sealed class MigratedFile
{
    public MigratedFile(string run, string path, string before, string after)
    {
        Run = run;
        Path = path;
        Before = Sources.Lines(before);
        Hunks = Hunk.Of(UnifiedDiff.Of(path, before, after));
    }

    public string Run { get; }

    public string Path { get; }

    public IReadOnlyList<string> Before { get; }

    public IReadOnlyList<Hunk> Hunks { get; }

    /// <summary>The changes that took something away at this place, provided that the line there is the one that was recorded.</summary>
    public IEnumerable<Hunk> At(Place place, string code) =>
        place.File == Path && place.StartLine <= Before.Count && Before[place.StartLine - 1].Trim() == code
            ? Hunks.Where(hunk => hunk.TakesAway(place.StartLine, place.EndLine))
            : [];
}

/// <summary>Lines that changed, with those around them. The kind is that of a unified diff: ' ', '-' or '+'.</summary>
internal sealed record Hunk(IReadOnlyList<(char Kind, int Number, string Text)> Lines)
{
    public bool TakesAway(int first, int last) => Lines.Any(line => line.Kind == '-' && line.Number >= first && line.Number <= last);

    public static IReadOnlyList<Hunk> Of(string diff)
    {
        var hunks = new List<Hunk>();
        var lines = new List<(char, int, string)>();
        var (old, @new) = (0, 0);
        foreach (var line in diff.Split('\n').Skip(2))
        {
            switch (line)
            {
                case ['@', '@', ..]:
                    var ranges = line.Split(' ');
                    (old, @new) = (Start(ranges[1]), Start(ranges[2]));
                    lines = [];
                    hunks.Add(new Hunk(lines));
                    break;
                case ['-', ..]:
                    lines.Add(('-', old++, line[1..].TrimEnd('\r')));
                    break;
                case ['+', ..]:
                    lines.Add(('+', @new++, line[1..].TrimEnd('\r')));
                    break;
                case [' ', ..]:
                    lines.Add((' ', @new++, line[1..].TrimEnd('\r')));
                    old++;
                    break;
            }
        }

        return hunks;
    }

    private static int Start(string range) => int.Parse(range.AsSpan(1, range.IndexOf(',', StringComparison.Ordinal) - 1), CultureInfo.InvariantCulture);
}
