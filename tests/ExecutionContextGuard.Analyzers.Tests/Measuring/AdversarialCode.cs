using System.Globalization;
using System.Text;

namespace ExecutionContextGuard.Measuring;

/// <summary>Code that nobody writes and a generator might: thousands of terms, fields, branches, and helpers that call each other in a ring.</summary>
internal static class AdversarialCode
{
    public const string Platform = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Moq;

        public interface IUserExecutionContext { string UserId { get; } }

        public sealed class UserExecutionContext : IUserExecutionContext
        {
            public UserExecutionContext(string userId) { UserId = userId; }

            public string UserId { get; }

            public static UserExecutionContext operator +(UserExecutionContext a, UserExecutionContext b) => a;
        }

        public class AgentExecutionCore { public void Execute(IUserExecutionContext context) { } }

        """;

    private const string Real = "new UserExecutionContext(\"u\")";

    /// <summary>Every shape, in its full size.</summary>
    public static IEnumerable<(string Name, string Code)> All =>
    [
        ("10,000 terms joined by ??", Coalesced(10_000)),
        ("10,000 terms joined by ?:", Conditional(10_000)),
        ("10,000 terms joined by +", Sum(10_000)),
        // The compiler's own work on a switch grows with the square of its arms: ten thousand take it a quarter of a minute.
        ("1,000 arms of a switch expression", SwitchArms(1_000)),
        ("10,000 elements of an array", Elements(10_000)),
        ("1,000 fields, each written and read", Fields(1_000)),
        ("ring of 60 mutually recursive helpers", Ring(60)),
        ("5,000 branches write one local", BranchesIntoLocal(5_000)),
        ("5,000 branches in a loop write one local", BranchesInLoop(5_000)),
        ("2,000 writes and reads of one local in turns", WritesAndReads(2_000)),
        ("2,000 writes and reads of one field in turns", FieldWritesAndReads(2_000)),
        ("5,000 branches write one field, 500 read it", BranchesIntoField(5_000, 500)),
        ("5,000 locals, each copied from the one before", Copies(5_000)),
        ("lambda of 2,000 returns, invoked 500 times", LambdaReturns(2_000, 500)),
        ("2,000 lambdas, each with a local written twice", Lambdas(2_000)),
    ];

    public static string Coalesced(int terms) => Test("", $"core.Execute({Balanced(0, terms, static (left, right) => $"({left} ?? {right})")});", "IUserExecutionContext c");

    public static string Conditional(int terms) => Test("", $"core.Execute({Balanced(0, terms, static (left, right) => $"(n > 0 ? {left} : {right})")});", "IUserExecutionContext c");

    // The operator makes another object than its operands: the walk ends at the last +, the compiler's own stack must not.
    public static string Sum(int terms) => Test("", $"core.Execute({string.Join(" + ", Enumerable.Repeat("c", terms))});", "UserExecutionContext c");

    public static string SwitchArms(int arms) => Test("", $"core.Execute(n switch {{ {Lines(arms, i => $"{i} => c,")} _ => c }});", "IUserExecutionContext c");

    public static string Elements(int elements) =>
        Test("", $"var all = new IUserExecutionContext[] {{ {Lines(elements, static _ => "c,")} }};\n{Lines(20, static i => $"core.Execute(all[{i}]);")}", "IUserExecutionContext c");

    public static string Fields(int fields) => Test(
        $"{Lines(fields, static i => $"private IUserExecutionContext _f{i};")}\npublic Tests() {{ {Lines(fields, i => $"_f{i} = {Real};")} }}",
        Lines(fields, static i => $"core.Execute(_f{i});"));

    public static string Ring(int helpers) => Test(
        Lines(helpers, i => $"private IUserExecutionContext H{i}(int n) {{ {Lines(helpers, j => $"if (n == {j}) return H{(i + j + 1) % helpers}(n - 1);")} return {Real}; }}"),
        "core.Execute(H0(n));");

    public static string BranchesIntoLocal(int branches) =>
        Test("", $"IUserExecutionContext c = {Real};\n{Lines(branches, static i => $"if (n == {i}) c = {Real};")}\ncore.Execute(c);");

    public static string BranchesInLoop(int branches) =>
        Test("", $"IUserExecutionContext c = {Real};\nfor (; n > 0; n--) {{\n{Lines(branches, static i => $"if (n == {i}) c = {Real};")}\ncore.Execute(c); }}");

    public static string WritesAndReads(int times) =>
        Test("", $"IUserExecutionContext c;\n{Lines(times, static i => $"c = {Real}; core.Execute(c);")}");

    public static string FieldWritesAndReads(int times) =>
        Test("private IUserExecutionContext _c;", Lines(times, static i => $"_c = {Real}; core.Execute(_c);"));

    public static string BranchesIntoField(int branches, int uses) => Test(
        $"private IUserExecutionContext _c;\nprivate void Choose(int n) {{ {Lines(branches, static i => $"if (n == {i}) {{ _c = {Real}; }}")} }}",
        Lines(uses, static _ => "core.Execute(_c);"));

    public static string Copies(int locals) =>
        Test("", $"IUserExecutionContext c0 = {Real};\n{Lines(locals, static i => $"var c{i + 1} = c{i};")}\ncore.Execute(c{locals});");

    public static string LambdaReturns(int returns, int uses) => Test(
        "",
        $"Func<IUserExecutionContext> make = () => {{ {Lines(returns, static i => $"if (n == {i}) return {Real};")} return {Real}; }};\n{Lines(uses, static _ => "core.Execute(make());")}");

    public static string Lambdas(int lambdas) =>
        Test("", Lines(lambdas, static i => $"Action a{i} = () => {{ IUserExecutionContext c = {Real}; if (n == {i}) c = {Real}; core.Execute(c); }};"));

    /// <summary>A helper calls a helper, and so on; the last one makes a double.</summary>
    public static string Chain(int helpers) => Test(
        $"{Lines(helpers, static i => $"private IUserExecutionContext H{i}() => H{i + 1}();")}\nprivate IUserExecutionContext H{helpers}() => new Mock<IUserExecutionContext>().Object;",
        "core.Execute(H0());");

    private static string Test(string members, string body, string? parameter = null) =>
        $$"""
        {{Platform}}
        public class Tests
        {
        {{members}}
            public void Test(AgentExecutionCore core, int n{{(parameter is null ? "" : ", " + parameter)}})
            {
        {{body}}
            }
        }
        """;

    /// <summary>A tree of terms that is as deep as the logarithm of its size: the compiler gives up on a chain of this length before we see it.</summary>
    private static string Balanced(int from, int to, Func<string, string, string> join) =>
        to - from == 1 ? "c" : join(Balanced(from, (from + to) / 2, join), Balanced((from + to) / 2, to, join));

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line(i)}\n");
        }

        return text.ToString();
    }
}
