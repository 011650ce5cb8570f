using ExecutionContextGuard.Tool.Inventory;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>A line of code with its number, and the part of it that is meant; the part is empty for the lines around.</summary>
internal sealed record ExcerptLine(int Number, string Text, int From, int To);

/// <summary>
/// The lines around a place. A file is read only below the root, and believed only where it still has the line that the finding was recorded
/// with: otherwise an earlier version that a run kept may have it, and where none has, the recorded line stands alone.
/// </summary>
internal sealed class Sources(string root, IReadOnlyList<MigratedFile> migrated)
{
    private const int LinesAround = 2;

    /// <summary>An object that is made over many lines is shown by its first ones.</summary>
    private const int LongestSpan = 8;

    private const int LargestFile = 4 * 1024 * 1024;

    private readonly Dictionary<string, IReadOnlyList<string>> _files = new(StringComparer.Ordinal);

    private readonly ILookup<string, MigratedFile> _earlier = migrated.Reverse().ToLookup(static file => file.Path, StringComparer.Ordinal);

    public IReadOnlyList<ExcerptLine> Around(Place place, string code)
    {
        if (place.File.Length == 0 || code.Length == 0)
        {
            return [];
        }

        var lines = _earlier[place.File].Select(static file => file.Before).Prepend(OnDisk(place.File)).FirstOrDefault(version => place.StartLine <= version.Count && version[place.StartLine - 1].Trim() == code);
        return lines is null ? [new ExcerptLine(place.StartLine, code, 0, code.Length)] : Excerpt(lines, place);
    }

    /// <summary>The lines of a text, without their ends.</summary>
    public static IReadOnlyList<string> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static List<ExcerptLine> Excerpt(IReadOnlyList<string> lines, Place place)
    {
        var end = Math.Min(Math.Max(place.EndLine, place.StartLine), place.StartLine + LongestSpan - 1);
        var first = Math.Max(1, place.StartLine - LinesAround);
        var last = Math.Min(lines.Count, end + LinesAround);
        var indent = Enumerable.Range(first, last - first + 1).Select(number => lines[number - 1]).Where(static line => line.Trim().Length > 0).Min(static line => line.Length - line.TrimStart().Length);
        var excerpt = new List<ExcerptLine>();
        for (var number = first; number <= last; number++)
        {
            var line = lines[number - 1];
            var text = line.Trim().Length == 0 ? "" : line[indent..].TrimEnd();
            var meant = number >= place.StartLine && number <= end;
            var from = meant ? Math.Clamp(number == place.StartLine ? place.StartColumn - 1 - indent : text.Length - text.TrimStart().Length, 0, text.Length) : 0;
            var to = meant ? Math.Clamp(number == place.EndLine ? place.EndColumn - 1 - indent : text.Length, from, text.Length) : 0;
            excerpt.Add(new ExcerptLine(number, text, from, to));
        }

        return excerpt;
    }

    private IReadOnlyList<string> OnDisk(string file)
    {
        if (!_files.TryGetValue(file, out var lines))
        {
            _files.Add(file, lines = Read(file));
        }

        return lines;
    }

    private IReadOnlyList<string> Read(string file)
    {
        // A SARIF file is somebody else's text: it must not be able to bring any other file of this machine into the page.
        var path = Path.GetFullPath(Path.Combine(root, file));
        if (!path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || file.Contains('\0', StringComparison.Ordinal))
        {
            return [];
        }

        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= LargestFile } ? Lines(File.ReadAllText(path)) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
