using ExecutionContextGuard.Rules;
using ExecutionContextGuard.Verification;

namespace ExecutionContextGuard.Provenance;

/// <summary>A local that was null, and code that asks whether it still is before it hands it over.</summary>
public sealed class NullTestTests : RuleRows
{
    [Fact]
    public Task Nobody_asks() => Test("IUserExecutionContext? context = null; if (request.Text == \"\") { context = Make(); }", "{|ECG1003:context!|}").Says(GetsNothing("null"));

    [Theory]
    [InlineData("if (context == null) { return; }")]
    [InlineData("if (null == context) { return; }")]
    [InlineData("if (context is null) { throw new InvalidOperationException(); }")]
    [InlineData("if (context is not { }) { return; }")]
    [InlineData("if ((object)context == null) { return; }")]
    [InlineData("context ??= Make();")]
    [InlineData("while (context == null) { context = Make(); }")]
    [InlineData("Assert.NotNull(context);")]
    [InlineData("ArgumentNullException.ThrowIfNull(context);")]
    [InlineData("System.Diagnostics.Debug.Assert(context != null);")]
    public Task Somebody_asks_before(string test) =>
        Test($"IUserExecutionContext? context = null; if (request.Text == \"\") {{ context = Make(); }} {test}", "context!");

    [Theory]
    [InlineData("foreach (var text in new[] { \"a\", \"b\" }) { context = Make(); }")]
    [InlineData("for (var i = 0; i < 3; i++) { if (i > 1) { context = Make(); break; } }")]
    [InlineData("do { context = Make(); } while (request.Text == \"\");")]
    [InlineData("foreach (var text in new[] { \"a\" }) { foreach (var letter in text) { context = Make(); } }")]
    public Task Null_is_what_a_loop_begins_with(string loop) => Test($"IUserExecutionContext? context = null; {loop}", "context!");

    [Theory]
    [InlineData("foreach (var text in new[] { \"a\" }) { var other = Make(); }")]
    [InlineData("foreach (var text in new[] { \"a\" }) { context = Make(); } context = null;")]
    [InlineData("foreach (var text in new[] { \"a\" }) { context = null; }")]
    public Task Null_that_no_loop_replaces(string loop) =>
        Test($"IUserExecutionContext? context = null; if (request.Text == \"\") {{ context = Make(); }} {loop}", "{|ECG1003:context!|}").Says(GetsNothing("null"));

    [Fact]
    public Task Where_nullability_is_not_declared() => Code("""
        #nullable disable
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext context = null;
                if (request.Text == "") { context = new UserExecutionContext("u", "t", "r", "q"); }
                if (context != null) { await core.ExecuteAgentAsync(request, context); }
            }
        }
        """);

    [Fact]
    public Task Somebody_asks_afterwards() => Test(
        "IUserExecutionContext? context = null; if (request.Text == \"\") { context = Make(); }", "{|ECG1003:context!|}", "Assert.NotNull(context);").Says(GetsNothing("null"));

    [Fact]
    public Task Somebody_asks_about_another() => Test(
        "IUserExecutionContext? other = Make(); IUserExecutionContext? context = null; if (other == null) { context = Make(); }", "{|ECG1003:context!|}").Says(GetsNothing("null"));

    [Fact]
    public Task A_test_for_null_says_nothing_about_doubles() => Code("""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext? context = null;
                context ??= {|ECG1010:{|created:Mock.Of<IUserExecutionContext>()|}|};
                await core.ExecuteAgentAsync(request, {|ECG1001:context|});
            }
        }
        """).Says(IsMocked("Moq"), GetsDouble("Moq"));

    /// <summary>One arm of a conditional is null; the branch that asked for it is another.</summary>
    [Theory]
    [InlineData("Assert.Fail(\"no user\");")]
    [InlineData("Give.Up();")]
    [InlineData("Give.Reason<string>(\"no user\");")]
    public Task What_comes_after_a_call_that_never_returns_does_not_happen(string call) => Code($$"""
        static class Give
        {
            [System.Diagnostics.CodeAnalysis.DoesNotReturn] public static void Up() => throw new InvalidOperationException();
            [System.Diagnostics.CodeAnalysis.DoesNotReturn] public static void Reason<T>(T value) => throw new InvalidOperationException();
        }

        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext? context = null;
                if (request.Text == "") { context = new UserExecutionContext("u", "t", "r", "q"); } else { {{call}} }
                await core.ExecuteAgentAsync(request, context!);
            }

            async Task Other(AgentExecutionCore core, AgentRequest request)
            {
                IUserExecutionContext? context = {|created:null|};
                if (request.Text == "") { context = new UserExecutionContext("u", "t", "r", "q"); } else { request.ToString(); }
                await core.ExecuteAgentAsync(request, {|ECG1003:context!|});
            }
        }
        """).Says(GetsNothing("null"));

    [Fact]
    public Task A_branch_for_each() => Code("""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                var context = request.Text == "" ? new UserExecutionContext("u", "t", "r", "q") : null;
                if (context is null)
                {
                    return;
                }
                else
                {
                    await core.ExecuteAgentAsync(request, context);
                }
            }
        }
        """);

    private static Row Test(string before, string argument, string after = "") => Code($$"""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request)
            {
                {{before}}
                await core.ExecuteAgentAsync(request, {{argument}});
                {{after}}
            }

            static IUserExecutionContext Make() => new UserExecutionContext("u", "t", "r", "q");
        }
        """);
}
