using System.Text;
using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Tool.Commands;
using ExecutionContextGuard.Tool.Journal;
using Microsoft.CodeAnalysis.Text;

namespace ExecutionContextGuard.Tool.Inventory;

/// <summary>The `ecguard.baseline` of a tree: how many findings of each rule, member and path are accepted.</summary>
internal sealed class BaselineFile
{
    public const string Name = "ecguard.baseline";

    private const string Header =
        "# Findings that are accepted for now, by rule, member, path and count. A build reports whatever is not covered.\n" +
        "# Lines are only ever taken out: 'ecguard verify' does it when findings are gone.\n";

    private readonly string _path;

    private BaselineFile(string path, SortedDictionary<string, (BaselineKey Key, int Count)> entries)
    {
        _path = path;
        Entries = entries;
    }

    /// <summary>By the text of the key, so that the file has one order.</summary>
    public SortedDictionary<string, (BaselineKey Key, int Count)> Entries { get; }

    public int Total => Entries.Values.Sum(static entry => entry.Count);

    public static string PathIn(string root) => Path.Combine(root, Name);

    public static BaselineFile Read(string root)
    {
        var path = PathIn(root);
        var entries = new SortedDictionary<string, (BaselineKey, int)>(StringComparer.Ordinal);
        if (File.Exists(path))
        {
            var text = SourceText.From(File.ReadAllText(path));
            foreach (var line in text.Lines)
            {
                if (!BaselineLine.TryRead(text, line, out var read))
                {
                    continue;
                }

                if (read.Complaint is not null)
                {
                    throw new CommandException(ExitCode.Usage, $"{path}({line.LineNumber + 1}): {read.Complaint}.");
                }

                entries[TextOf(read.Key)] = (read.Key, Math.Max(read.Count, entries.TryGetValue(TextOf(read.Key), out var known) ? known.Item2 : 0));
            }
        }

        return new BaselineFile(path, entries);
    }

    /// <summary>How many findings the baseline of a tree accepts; null where it has none.</summary>
    public static int? TotalIn(string root) => File.Exists(PathIn(root)) ? Read(root).Total : null;

    /// <summary>What a baseline of all findings would say.</summary>
    public static BaselineFile Of(string root, IEnumerable<Finding> findings)
    {
        var entries = new SortedDictionary<string, (BaselineKey, int)>(StringComparer.Ordinal);
        foreach (var finding in findings.Where(static finding => !finding.Suppressed && !string.IsNullOrEmpty(finding.Member) && !string.IsNullOrEmpty(finding.Path)))
        {
            var key = new BaselineKey(finding.Rule, finding.Member!, finding.Path!);
            entries[TextOf(key)] = (key, entries.TryGetValue(TextOf(key), out var known) ? known.Item2 + 1 : 1);
        }

        return new BaselineFile(PathIn(root), entries);
    }

    /// <summary>This baseline without what is not there any more: never a line more, never a count higher.</summary>
    public BaselineFile ShrunkTo(BaselineFile today)
    {
        var entries = new SortedDictionary<string, (BaselineKey, int)>(StringComparer.Ordinal);
        foreach (var (text, (key, count)) in Entries)
        {
            if (today.Entries.TryGetValue(text, out var now))
            {
                entries[text] = (key, Math.Min(count, now.Count));
            }
        }

        return new BaselineFile(_path, entries);
    }

    /// <summary>This baseline, with what of today it does not cover.</summary>
    public BaselineFile With(BaselineFile today)
    {
        var entries = new SortedDictionary<string, (BaselineKey, int)>(Entries, StringComparer.Ordinal);
        foreach (var (text, (key, count)) in today.Entries)
        {
            entries[text] = (key, Math.Max(count, Entries.TryGetValue(text, out var known) ? known.Count : 0));
        }

        return new BaselineFile(_path, entries);
    }

    public void Write()
    {
        var text = new StringBuilder(Header);
        foreach (var (key, count) in Entries.Values)
        {
            text.Append(BaselineLine.Write(key, count)).Append('\n');
        }

        AtomicFile.Write(_path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string TextOf(in BaselineKey key) => key.Rule + "\t" + key.Member + "\t" + key.Path;
}
