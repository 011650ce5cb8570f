using System.Globalization;
using System.Text;

namespace ExecutionContextGuard.Testing;

/// <summary>The IDs of one place in a test suite: a word that people recognise, and a number that no other place has.</summary>
internal readonly struct TestIds
{
    /// <summary>What of a member's name is in its IDs; they stand in logs and file names.</summary>
    private const int LongestWord = 40;

    /// <summary>How much of a path counts at least: what lies above a project differs from one check-out to the next.</summary>
    private const int PathParts = 3;

    private readonly string _word;
    private readonly ulong _number;

    private TestIds(string word, ulong number)
    {
        _word = word;
        _number = number;
    }

    public string this[string role] => role + "-" + _word + "-" + Hex(Hashed(_number, role));

    public static TestIds Of(string file, string member, int line, string variant)
    {
        // The line tells overloads and the members of two classes in one file apart: the compiler names no class.
        var place = Hashed(Hashed(Hashed(Seed, Place(file)), member), line.ToString(CultureInfo.InvariantCulture));
        return new TestIds(Word(member), Hashed(place, variant));
    }

    /// <summary>An ID made of another one: the same for the same two texts.</summary>
    public static string Derived(string role, string origin, string step) =>
        Stem(origin, role) + "-" + Hex(Hashed(Hashed(Hashed(Seed, role), origin), step));

    public UserExecutionContext Context() => new(this["user"], this["thread"], this["run"], this["request"]);

    // FNV-1a: no cryptography is wanted, only that two tests do not meet; of a million IDs none is expected to.
    private const ulong Seed = 14695981039346656037;

    private static ulong Hashed(ulong number, string text)
    {
        // The length first: ("a", "bc") and ("ab", "c") are two.
        number = (number ^ (uint)text.Length) * 1099511628211;
        foreach (var c in text)
        {
            number = (number ^ c) * 1099511628211;
        }

        return number;
    }

    /// <summary>`Orders.Tests/Features/Create/OrderTests.cs`, wherever it lies: two projects may have the same folders, and a test's project is named for tests.</summary>
    private static string Place(string file)
    {
        var parts = file.Split('/', '\\');
        var from = Math.Max(0, parts.Length - PathParts);
        for (var i = parts.Length - 2; i >= 0; i--)
        {
            if (IsNamedForTests(parts[i]))
            {
                from = Math.Min(i, from);
                break;
            }
        }

        return string.Join("/", parts.Skip(from));
    }

    /// <summary>`tests`, `Orders.Tests`, `UnitTests`; `latest` is not.</summary>
    private static bool IsNamedForTests(string folder)
    {
        var length = EndsWith("tests") ? 5 : EndsWith("test") ? 4 : 0;
        var start = folder.Length - length;
        return length != 0 && (start == 0 || char.IsUpper(folder[start]) || !char.IsLetter(folder[start - 1]));

        bool EndsWith(string word) => folder.EndsWith(word, StringComparison.OrdinalIgnoreCase);
    }

    private static string Hex(ulong number) => number.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>`run-streams-events` of `run-streams-events-0123456789abcdef`, so that IDs of IDs do not grow.</summary>
    private static string Stem(string origin, string role)
    {
        var end = origin.Length - 17;
        return end > role.Length && origin[end] == '-' && origin.StartsWith(role + "-", StringComparison.Ordinal) ? origin.Substring(0, end) : role;
    }

    private static string Word(string member)
    {
        var word = new StringBuilder();
        for (var i = 0; i < member.Length && word.Length < LongestWord; i++)
        {
            var c = member[i];
            if (!IsPlain(c))
            {
                continue;
            }

            var isNew = i > 0 && (!IsPlain(member[i - 1]) || (char.IsUpper(c) && !char.IsUpper(member[i - 1])));
            if (isNew && word.Length != 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(c));
        }

        return word.Length == 0 ? "test" : word.ToString();
    }

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
