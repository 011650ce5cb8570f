using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>Parameters of tests whose values come from somewhere else, in each framework.</summary>
public sealed class TestDataTests : ShapeRows
{
    private const string Real = "new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")";

    private const string Run = "new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest(\"r\", \"t\"), {|ECG1001:context|});";

    // TUnit restores only whole; its attribute is what counts.
    private const string TUnit = """
        namespace TUnit.Core
        {
            [System.AttributeUsage(System.AttributeTargets.Method | System.AttributeTargets.Parameter, AllowMultiple = true)]
            public sealed class MethodDataSourceAttribute : System.Attribute
            {
                public MethodDataSourceAttribute(string name) { }
                public MethodDataSourceAttribute(System.Type type, string name) { }
            }

            [System.AttributeUsage(System.AttributeTargets.Method | System.AttributeTargets.Parameter, AllowMultiple = true)]
            public sealed class MethodDataSourceAttribute<T> : System.Attribute
            {
                public MethodDataSourceAttribute(string name) { }
            }

            public sealed class TestAttribute : System.Attribute { }
        }

        // xunit v3
        namespace Xunit
        {
            [System.AttributeUsage(System.AttributeTargets.Method, AllowMultiple = true)]
            public sealed class ClassDataAttribute<T> : System.Attribute { }
        }
        """;

    /// <summary>Framework, attribute of the test, its parameters, members of the test class, further types; the double stands at CONTEXT.</summary>
    public static TheoryData<string, string, string, string, string> Sources => new()
    {
        { "xunit", "[Theory, ClassData(typeof(Cases))]", "string text, IUserExecutionContext context", "", "public class Cases : TheoryData<string, IUserExecutionContext> { public Cases() { Add(\"a\", CONTEXT); } }" },
        { "xunit", "[Theory, ClassData(typeof(Cases))]", "IUserExecutionContext context", "", "public class Cases : TheoryData<IUserExecutionContext> { public Cases() => this.Add(CONTEXT); }" },
        { "xunit", "[Theory, ClassData(typeof(Cases))]", "IUserExecutionContext context", "", "public class Base : TheoryData<IUserExecutionContext> { public Base() => Add(CONTEXT); }\npublic class Cases : Base { }" },
        { "xunit", "[Theory, ClassData(typeof(Cases))]", "string text, IUserExecutionContext context", "", "public class Cases : IEnumerable<object[]> { public IEnumerator<object[]> GetEnumerator() { yield return new object[] { \"a\", CONTEXT }; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }" },
        { "xunit", "[Theory, ClassData(typeof(Cases))]", "string text, IUserExecutionContext context", "", "public class Cases : IEnumerable<object[]> { private readonly List<object[]> _rows = new() { new object[] { \"a\", CONTEXT } }; public IEnumerator<object[]> GetEnumerator() => _rows.GetEnumerator(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }" },
        { "xunit", "[Theory, ClassData<Cases>]", "string text, IUserExecutionContext context", "", "public class Cases : TheoryData<string, IUserExecutionContext> { public Cases() { Add(\"a\", CONTEXT); } }" },
        { "xunit", "[Theory, MemberData(nameof(Elsewhere.Rows), MemberType = typeof(Elsewhere))]", "IUserExecutionContext context, string text", "", "public static class Elsewhere { public static IEnumerable<object[]> Rows => new[] { new object[] { CONTEXT, \"a\" } }; }" },
        { "xunit", "[Theory, MemberData(nameof(Rows))]", "string text, IUserExecutionContext context", "public static Cases Rows => new();", "public class Cases : TheoryData<string, IUserExecutionContext> { public Cases() { Add(\"a\", CONTEXT); } }" },
        { "xunit", "[Theory, MemberData(nameof(Rows))]", "string text, IUserExecutionContext context", "public static TheoryData<string, IUserExecutionContext> Rows() { var rows = new TheoryData<string, IUserExecutionContext>(); rows.Add(\"a\", CONTEXT); return rows; }", "" },
        { "xunit", "[Theory, MemberData(nameof(Rows))]", "IUserExecutionContext context", "public static TheoryData<IUserExecutionContext> Rows => new() { CONTEXT };", "" },
        { "xunit", "[Theory, MemberData(nameof(Rows))]", "IUserExecutionContext context", "public static readonly TheoryData<IUserExecutionContext> Rows = new() { { CONTEXT } };", "" },
        { "NUnit", "[TestCaseSource(nameof(Rows))]", "IUserExecutionContext context", "private static IEnumerable<IUserExecutionContext> Rows() { yield return CONTEXT; }", "" },
        { "NUnit", "[TestCaseSource(nameof(Rows))]", "IUserExecutionContext context", "private static readonly IUserExecutionContext[] Rows = { CONTEXT };", "" },
        { "NUnit", "[TestCaseSource(nameof(Rows))]", "IUserExecutionContext context", "private static readonly object[] Rows = { CONTEXT };", "" },
        { "NUnit", "[TestCaseSource(nameof(Rows))]", "IUserExecutionContext context, string text", "private static readonly object[] Rows = { new object[] { CONTEXT, \"a\" } };", "" },
        { "NUnit", "[TestCaseSource(nameof(Rows))]", "string text, IUserExecutionContext context", "private static IEnumerable<TestCaseData> Rows() { yield return new TestCaseData(\"a\", CONTEXT).SetName(\"first\"); }", "" },
        { "NUnit", "[TestCaseSource(typeof(Cases))]", "IUserExecutionContext context", "", "public class Cases : System.Collections.IEnumerable { public System.Collections.IEnumerator GetEnumerator() { yield return CONTEXT; } }" },
        { "NUnit", "[TestCaseSource(typeof(Cases), nameof(Cases.Rows))]", "IUserExecutionContext context", "", "public static class Cases { public static IEnumerable<object> Rows => new object[] { CONTEXT }; }" },
        { "NUnit", "[Test]", "[Values(1, 2)] int number, [ValueSource(nameof(Contexts))] IUserExecutionContext context", "private static IEnumerable<IUserExecutionContext> Contexts() { yield return CONTEXT; }", "" },
        { "NUnit", "[Test]", "[ValueSource(typeof(Elsewhere), nameof(Elsewhere.Contexts))] IUserExecutionContext context", "", "public static class Elsewhere { public static readonly IUserExecutionContext[] Contexts = { CONTEXT }; }" },
        { "MSTest", "[DataTestMethod, DynamicData(nameof(Rows), DynamicDataSourceType.Method)]", "string text, IUserExecutionContext context", "public static IEnumerable<object[]> Rows() { yield return new object[] { \"a\", CONTEXT }; }", "" },
        { "MSTest", "[DataTestMethod, DynamicData(nameof(Rows))]", "string text, IUserExecutionContext context", "public static IEnumerable<(string, IUserExecutionContext)> Rows => new[] { (\"a\", CONTEXT) };", "" },
        { "MSTest", "[DataTestMethod, DynamicData(nameof(Elsewhere.Rows), typeof(Elsewhere))]", "string text, IUserExecutionContext context", "", "public static class Elsewhere { public static IEnumerable<object[]> Rows => new[] { new object[] { \"a\", CONTEXT } }; }" },
        { "TUnit", "[TUnit.Core.Test, TUnit.Core.MethodDataSource(nameof(Make))]", "IUserExecutionContext context", "public static IUserExecutionContext Make() => CONTEXT;", "" },
        { "TUnit", "[TUnit.Core.Test, TUnit.Core.MethodDataSource(nameof(Make))]", "string text, IUserExecutionContext context", "public static (string, IUserExecutionContext) Make() => (\"a\", CONTEXT);", "" },
        { "TUnit", "[TUnit.Core.Test, TUnit.Core.MethodDataSource(nameof(Make))]", "IUserExecutionContext context", "public static Func<IUserExecutionContext> Make() => () => CONTEXT;", "" },
        { "TUnit", "[TUnit.Core.Test, TUnit.Core.MethodDataSource(typeof(Elsewhere), nameof(Elsewhere.Make))]", "IUserExecutionContext context", "", "public static class Elsewhere { public static IEnumerable<Func<IUserExecutionContext>> Make() { yield return () => CONTEXT; } }" },
        { "TUnit", "[TUnit.Core.Test, TUnit.Core.MethodDataSource<Elsewhere>(nameof(Elsewhere.Make))]", "string text, IUserExecutionContext context", "", "public class Elsewhere { public static IEnumerable<(string, IUserExecutionContext)> Make() { yield return (\"a\", CONTEXT); } }" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public Task Data_with_a_double(string framework, string attribute, string parameters, string members, string types) =>
        RowOf(framework, attribute, parameters, members, types, "{|ECG1010:Mock.Of<IUserExecutionContext>()|}", Run);

    [Theory]
    [MemberData(nameof(Sources))]
    public Task Data_with_a_real_context(string framework, string attribute, string parameters, string members, string types) =>
        RowOf(framework, attribute, parameters, members, types, $"(IUserExecutionContext){Real}", Run.Replace("{|ECG1001:context|}", "context"));

    [Fact]
    public Task Data_with_holders() => Code($$"""
        public record Scenario(string Name, IUserExecutionContext Context);

        public class Tests
        {
            private static IUserExecutionContext Fake() => {|ECG1010:Mock.Of<IUserExecutionContext>()|};

            public static TheoryData<Scenario> Fakes => new() { new Scenario("a", {|ECG1001:Fake()|}) };

            public static TheoryData<Scenario> Reals => new() { new Scenario("a", {{Real}}) };

            [Theory]
            [MemberData(nameof(Fakes))]
            public Task With_fakes(Scenario scenario) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "t"), {|ECG1001:scenario.Context|});

            [Theory]
            [MemberData(nameof(Reals))]
            public Task With_reals(Scenario scenario) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "t"), scenario.Context);
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq", "new Scenario", ", created in 'Fake' (line 5),"), GetsDouble("Moq", created: ", created in 'Fake' (line 5),"));

    [Fact]
    public Task Another_column_says_nothing() => Code($$"""
        public class Tests
        {
            public static TheoryData<IUserExecutionContext, IUserExecutionContext> Rows => new() { { {|ECG1010:Mock.Of<IUserExecutionContext>()|}, {{Real}} } };

            [Theory]
            [MemberData(nameof(Rows))]
            public Task Test(IUserExecutionContext fake, IUserExecutionContext real) => new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", fake.RunId), real);
        }
        """).Says(IsMocked("Moq"));

    private static Row RowOf(string framework, string attribute, string parameters, string members, string types, string context, string run)
    {
        var row = Code($$"""
            public class Tests
            {
                {{members.Replace("CONTEXT", context)}}

                {{attribute}}
                public Task Test({{parameters}}) => {{run}}
            }

            {{types.Replace("CONTEXT", context)}}
            """).And("Frameworks.cs", framework is "TUnit" or "xunit" ? TUnit : "");
        row = framework switch { "NUnit" => row.With(Library.NUnit), "MSTest" => row.With(Library.MSTest), _ => row };
        if (!run.Contains("ECG1001", StringComparison.Ordinal))
        {
            return row;
        }

        // The finding that stands first in the source is said first.
        var source = members.Length != 0 && members.Contains("CONTEXT", StringComparison.Ordinal);
        var member = Creator(members.Contains("CONTEXT", StringComparison.Ordinal) ? members : types);
        var line = source ? 3 : 9 + types[..types.IndexOf("CONTEXT", StringComparison.Ordinal)].Count(character => character == '\n');
        var found = GetsDouble("Moq", created: $", created in '{member}' (line {line}),");
        return source ? row.Says(IsMocked("Moq"), found) : row.Says(found, IsMocked("Moq"));
    }

    /// <summary>The member around the creation.</summary>
    private static string Creator(string code) =>
        code.Contains("public Cases()", StringComparison.Ordinal) ? "new Cases"
        : code.Contains("public Base()", StringComparison.Ordinal) ? "new Base"
        : code.Contains("_rows =", StringComparison.Ordinal) ? "_rows"
        : code.Contains("GetEnumerator() { yield", StringComparison.Ordinal) ? "GetEnumerator"
        : code.Contains("Make()", StringComparison.Ordinal) ? "Make"
        : code.Contains("Contexts", StringComparison.Ordinal) ? "Contexts"
        : "Rows";
}
