using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>What holds for every text, not only for the ones that somebody thought of.</summary>
public sealed partial class IdentityPropertyTests
{
    private static readonly string[] Words =
    [
        "registry", "placeholder", "default", "temp", "none", "null", "undefined", "unknown", "0", "1", "xxx", "yyy",
        "example", "test", "demo", "sample", "template", "mock", "fake", "dummy",
    ];

    /// <summary>Texts near the border: words in random case, words with something before or after, zeros in GUID clothes, padding, surrogates.</summary>
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["ab \t\u00a0\ud83d\ude42"], 0, 6],
        Gen.String.AlphaNumeric,
        Gen.Select(AnyOf(Words), Gen.Int, (word, seed) => RandomCase(word, seed)),
        Gen.Select(AnyOf(Words), AnyOf("", "_user", "-1", " ", "0", "s"), AnyOf("", "my_", " ", "x"), (word, after, before) => before + word + after),
        Gen.Select(AnyOf(Guid.Empty, Guid.Parse("00000000-0000-0000-0000-000000000001")), AnyOf("N", "D", "B", "P", "X"), (guid, format) => guid.ToString(format)),
        Gen.Select(Gen.Guid, AnyOf("N", "D", "B", "P", "X"), (guid, format) => guid.ToString(format)),
        Gen.String[AnyOf('0', '-', '{', '}', 'x', ','), 0, 40]);

    [Fact]
    public void Every_text_is_an_id_exactly_where_the_independent_description_says_so()
    {
        Text.Sample(text =>
        {
            var expected = IsIdentity(text);
            foreach (var (role, construct, read) in Roles)
            {
                if (expected)
                {
                    Assert.Equal(text, read(construct(text)));
                }
                else
                {
                    Assert.Equal(role, Assert.ThrowsAny<ArgumentException>(() => construct(text)).ParamName);
                }
            }
        }, iter: 20_000);
    }

    [Fact]
    public void What_was_constructed_comes_back_from_json_the_same()
    {
        Gen.Select(Text, Text, Text, Text).Where((user, thread, run, request) => new[] { user, thread, run, request }.All(IsIdentity)).Sample(
            (user, thread, run, request) =>
            {
                var before = new UserExecutionContext(user, thread, run, request);
                var after = JsonSerializer.Deserialize<UserExecutionContext>(JsonSerializer.Serialize(before));
                Assert.Equal(before, after);
            },
            iter: 2_000);
    }

    [Fact]
    public void Json_never_lets_in_what_the_constructor_refuses()
    {
        Text.Where(text => !IsIdentity(text)).Sample(
            text =>
            {
                var json = JsonSerializer.Serialize(new { UserId = text, ThreadId = "t7", RunId = "r7", RequestId = "q7" });

                // A lone surrogate is no JSON text any more: the writer has put U+FFFD in its place, which is an ID, but another one.
                var written = JsonDocument.Parse(json).RootElement.GetProperty("UserId").GetString()!;
                if (!IsIdentity(written))
                {
                    Assert.Equal("userId", Assert.ThrowsAny<ArgumentException>(() => JsonSerializer.Deserialize<UserExecutionContext>(json)).ParamName);
                }
                else
                {
                    Assert.Contains('\ufffd', written);
                }
            },
            iter: 2_000);
    }

    [Fact]
    public void A_chain_of_children_stays_one_users_run_and_repeats_no_request()
    {
        Gen.Select(Text.Where(IsIdentity), Gen.Int[0, UserExecutionContext.MaxOperationDepth]).Sample((user, depth) =>
        {
            var chain = new List<UserExecutionContext> { new(user, "t7", "r7", "q7") };
            for (var level = 1; level <= depth; level++)
            {
                chain.Add(chain[^1].CreateChild($"operation {level}"));
            }

            Assert.All(chain, context => Assert.Equal((user, "t7", "r7"), (context.UserId, context.ThreadId, context.RunId)));
            Assert.Equal(chain.Count, chain.Select(context => context.RequestId).Distinct().Count());
            Assert.Equal(Enumerable.Range(0, depth + 1), chain.Select(context => context.OperationDepth));
            Assert.All(chain.Zip(chain.Skip(1)), pair => Assert.Equal(pair.First.RequestId, pair.Second.ParentRequestId));
            Assert.All(chain, context => Assert.Same(context, AgentExecutionGuard.EnsureReal(context)));
        }, iter: 500);
    }

    [Fact]
    public void Equality_is_equality_of_the_four_ids()
    {
        var id = AnyOf("a", "A", "b");
        Gen.Select(Gen.Select(id, id, id, id), Gen.Select(id, id, id, id)).Sample((first, second) =>
        {
            var one = new UserExecutionContext(first.Item1, first.Item2, first.Item3, first.Item4);
            var other = new UserExecutionContext(second.Item1, second.Item2, second.Item3, second.Item4);

            Assert.Equal(first == second, one == other);
            Assert.True(first != second || one.GetHashCode() == other.GetHashCode());
        }, iter: 5_000);
    }

    /// <summary>What an ID is, said in another way than the product says it.</summary>
    private static bool IsIdentity(string text) =>
        text.Trim().Length == text.Length
        && text.Length > 0
        && !Words.Contains(text.ToLowerInvariant())
        && !EmptyGuid().IsMatch(text)
        && SurvivesUtf8(text);

    private static bool SurvivesUtf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    [GeneratedRegex(@"^(0{32}|0{8}(-0{4}){3}-0{12}|\{0{8}(-0{4}){3}-0{12}\}|\(0{8}(-0{4}){3}-0{12}\)|\{0x0+,0x0+,0x0+,\{(0x0+,){7}0x0+\}\})\z")]
    private static partial Regex EmptyGuid();

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string RandomCase(string word, int seed) =>
        string.Concat(word.Select((letter, index) => (seed >> index & 1) == 1 ? char.ToUpperInvariant(letter) : letter));

    private static (string Role, Func<string, UserExecutionContext> Construct, Func<UserExecutionContext, string?> Read)[] Roles { get; } =
    [
        ("userId", id => new(id, "t7", "r7", "q7"), context => context.UserId),
        ("threadId", id => new("u7", id, "r7", "q7"), context => context.ThreadId),
        ("runId", id => new("u7", "t7", id, "q7"), context => context.RunId),
        ("requestId", id => new("u7", "t7", "r7", id), context => context.RequestId),
        ("parentRequestId", id => new("u7", "t7", "r7", "q7", parentRequestId: id), context => context.ParentRequestId),
    ];
}
