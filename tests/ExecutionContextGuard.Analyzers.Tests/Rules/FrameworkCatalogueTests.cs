using ExecutionContextGuard.Configuration;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Rules;

/// <summary>
/// Each line of the shipped catalogues has an effect: a line is a row, made of what it says. One that is added makes its own, and does not
/// compile before what it names is declared in <see cref="FrameworkTests"/> or comes with a package.
/// </summary>
public sealed class FrameworkCatalogueTests : RuleRows
{
    public static TheoryData<string, string> Types => Lines("T:");

    public static TheoryData<string, string> Carriers => Lines("carrier ");

    [Fact]
    public void A_line_is_of_a_kind_that_has_rows()
    {
        var kinds = Frameworks.Names.SelectMany(Read).Select(static line => line.Split(':')[0]).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["T", "carrier P", "carrier T", "real T"], kinds);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public Task A_guarded_type(string framework, string line)
    {
        var type = line["T:".Length..];
        return Code($$"""
            class Tests
            {
                void Run({{type}} it) { }

                void Test() => Run({|ECG1001:Mock.Of<{{type}}>()|});
            }
            """).In(framework).Says($"'Tests.Run' gets a Moq double of '{Last(type)}' instead of a real '{Last(RealOf(framework, type))}'");
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public Task A_bag(string framework, string line)
    {
        var name = line["carrier X:".Length..];
        var (type, bag, said) = line["carrier ".Length] == 'T' ? (name, "it", Last(name)) : (name[..name.LastIndexOf('.')], $"it.{Last(name)}!", Last(name, 2));
        var fill = said == "AgentSessionStateBag" ? ($"{bag}.SetValue(", ", ", ")") : ($"{bag}[", "] = ", "");
        return Code($$"""
            class Tests
            {
                void Test({{type}} it, string u, string t)
                {
                    {{fill.Item1}}{|ECG1006:"userId"|}{{fill.Item2}}u{{fill.Item3}};
                    {{fill.Item1}}"threadId"{{fill.Item2}}t{{fill.Item3}};
                }
            }
            """).In(framework).Says($"'{said}' carries user and thread IDs under string keys; pass a real 'UserExecutionContext'");
    }

    private static TheoryData<string, string> Lines(string start)
    {
        var lines = new TheoryData<string, string>();
        foreach (var framework in Frameworks.Names)
        {
            foreach (var line in Read(framework).Where(line => line.StartsWith(start, StringComparison.Ordinal)))
            {
                lines.Add(framework, line);
            }
        }

        return lines;
    }

    private static IEnumerable<string> Read(string framework) =>
        Frameworks.Text(framework).Lines.Select(static line => line.ToString().Trim()).Where(static line => line.Length != 0 && line[0] != '#');

    private static string RealOf(string framework, string type) =>
        Read(framework).FirstOrDefault(line => line.StartsWith($"real T:{type} => T:", StringComparison.Ordinal)) is { } line ? line[(line.IndexOf("=> T:", StringComparison.Ordinal) + 5)..] : type;

    private static string Last(string name, int words = 1) => string.Join('.', name.Split('.')[^words..]);
}

/// <summary>The surroundings of a framework.</summary>
internal static class FrameworkRows
{
    public static Row In(this Row row, string framework) => row
        .With(Library.AgentsAI)
        .And("Workflows.cs", FrameworkTests.Workflows)
        .And("Builder.cs", FrameworkTests.Builder)
        .And("Kernel.cs", FrameworkTests.Kernel)
        .EditorConfig($"execution_context_guard.frameworks = {framework}");
}
