using System.Text;
using System.Text.RegularExpressions;

namespace ExecutionContextGuard.Tool.Reports.Html;

/// <summary>What the words for "no fix is offered" mean and what to do about them: the table of the rule page, which a test holds to the code.</summary>
internal static partial class Reasons
{
    private static readonly Lazy<IReadOnlyDictionary<string, (string Saw, string Do)>> s_all = new(Read);

    public static (string Saw, string Do)? Of(string reason) => s_all.Value.TryGetValue(reason, out var known) ? known : null;

    private static Dictionary<string, (string, string)> Read()
    {
        using var reader = new StreamReader(typeof(Reasons).Assembly.GetManifestResourceStream("Reasons.md")!, Encoding.UTF8);
        return Row().Matches(reader.ReadToEnd()).ToDictionary(
            static row => row.Groups[1].Value,
            static row => (Plain(row.Groups[2].Value), Plain(row.Groups[3].Value)),
            StringComparer.Ordinal);
    }

    private static string Plain(string cell) => cell.Replace("`", "", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \| ([^|]+) \| ([^|]+) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
