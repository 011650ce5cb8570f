namespace ExecutionContextGuard.Provenance;

/// <summary>Which of several writes arrives at a use: blocks and branches tell it without a graph, whatever jumps with one.</summary>
public sealed class WritesBeforeUseTests : ShapeRows
{
    /// <summary>R stands for a real context, D for a double, U for the use.</summary>
    public static TheoryData<string> Arriving =>
    [
        "c = R; c = D; U",
        "c = R; if (n > 0) { c = D; } U",
        "c = R; if (n > 0) c = D; U",
        "c = R; if (n > 0) { if (n > 1) { c = D; } } U",
        "c = R; if (n > 0) { c = R; } else { c = D; } U",
        "c = R; if (n > 0) { c = R; } else if (n < 0) { c = D; } else { c = R; } U",
        "c = D; if (n > 0) { c = R; } U",
        "c = D; if (n > 0) { c = R; } else if (n < 0) { c = R; } U",
        "c = D; if (n > 0) { c = R; return; } U",
        "c = D; if (n > 0) { c = R; throw new Exception(); } U",
        "c = R; if (n > 0) { c = D; if (n > 1) { return; } } U",
        "c = R; if (n > 0) { return; } else { c = D; } U",
        "c = R; if (n > 0) { c = D; U c = R; }",
        "c = R; using (new CancellationTokenSource()) { c = D; } U",
        "c = R; lock (core) { c = D; } U",
        "c = R; c ??= D; U",
        "c = D; c ??= R; U",
        "c = D; Keep(out var other, c); U",
        "c = R; while (n-- > 0) { U c = D; }",
        "c = R; while (n-- > 0) { if (n > 1) { c = D; continue; } U }",
        "c = R; while (n-- > 0) { c = D; if (n > 1) { break; } c = R; } U",
        "c = R; do { c = D; } while (n-- > 0); U",
        "c = R; for (; n > 0; c = D) { U n--; }",
        "c = R; switch (n) { case 1: c = D; goto case 2; case 2: U break; }",
        "c = R; switch (n) { case 2: U break; case 1: c = D; goto case 2; }",
        "c = D; if (n > 0) { goto use; } c = R; use: U",
        "c = R; goto make; use: U return; make: c = D; goto use;",
        "c = R; try { c = D; } finally { n++; } U",
        "c = R; try { n++; } finally { c = D; } U",
        "c = D; try { try { n++; } finally { if (n > 0) { c = R; } } } finally { n++; } U",
        "c = R; while (true) { try { break; } finally { c = D; } } U",
        "c = R; try { c = D; } finally { try { n++; } finally { n--; } } U",
        "(c, n) = (D, 1); U",
    ];

    public static TheoryData<string> Gone =>
    [
        "c = D; c = R; U",
        "c = D; if (n > 0) { c = R; } else { c = R; } U",
        "c = D; if (n > 0) { c = R; } else if (n < 0) { c = R; } else { c = R; } U",
        "c = D; if (n > 0) { if (n > 1) c = R; else c = R; } else { c = R; } U",
        "c = D; if (n > 0) { c = R; } else { return; } U",
        "c = D; if (n > 0) { throw new Exception(); } else { c = R; } U",
        "c = R; if (n > 0) { c = D; return; } U",
        "c = R; if (n > 0) { c = D; throw new Exception(); } U",
        "c = R; if (n > 0) { c = D; c = R; } U",
        "c = R; if (n > 0) { c = D; if (n > 1) { c = R; } else { c = R; } } U",
        "c = R; if (n > 0) { c = D; } else { U }",
        "c = R; if (n > 0) { U } else { c = D; }",
        "c = R; U c = D;",
        "c = D; using (new CancellationTokenSource()) { c = R; } U",
        "c = D; lock (core) { c = R; } U",
        "c = D; Keep(out c, R); U",
        "c = R; while (n-- > 0) { c = D; c = R; } U",
        "c = D; switch (n) { case 1: c = R; break; default: c = R; break; } U",
        "c = D; goto make; use: U return; make: c = R; goto use;",
        "c = D; try { n++; } finally { c = R; } U",
        "c = R; try { c = D; } finally { c = R; } U",
        "c = D; try { try { n++; } finally { if (n > 0) { c = R; } else { c = R; } } } finally { n++; } U",
        "c = D; try { try { n++; } finally { n--; } } finally { c = R; } U",
        "c = R; while (true) { try { c = D; break; } finally { c = R; } } U",
        "c = R; try { c = D; return; } finally { n++; } U",
        // What an exception leaves behind cannot be told.
        "c = D; try { c = R; } catch (Exception) { n++; } U",
        "(c, n) = (D, 1); c = R; U",
    ];

    [Theory]
    [MemberData(nameof(Arriving))]
    public Task A_double_that_arrives(string statements) => Written(statements, "{|ECG1001:c!|}")
        .Says(statements.IndexOf('D') < statements.IndexOf('U') ? [IsMocked("Moq"), GetsDouble("Moq")] : [GetsDouble("Moq"), IsMocked("Moq")]);

    [Theory]
    [MemberData(nameof(Gone))]
    public Task A_double_that_is_gone(string statements) => Written(statements, "c!").Says(IsMocked("Moq"));

    [Theory]
    [MemberData(nameof(Arriving))]
    public Task A_double_that_a_method_writes_to_its_parameter(string statements) => Written(statements, "{|ECG1001:c!|}", isParameter: true)
        .Says(statements.IndexOf('D') < statements.IndexOf('U') ? [IsMocked("Moq"), GetsDouble("Moq")] : [GetsDouble("Moq"), IsMocked("Moq")]);

    [Theory]
    [MemberData(nameof(Gone))]
    public Task A_double_in_a_parameter_that_is_gone(string statements) => Written(statements, "c!", isParameter: true).Says(IsMocked("Moq"));

    /// <summary>Where the caller may have given one, what the method takes in its place is one of several.</summary>
    [Theory]
    [InlineData("c ??= D; U")]
    [InlineData("c = c ?? D; U")]
    [InlineData("if (c == null) { c = D; } U")]
    [InlineData("if (c is null) c = D; U")]
    [InlineData("if (n > 0) { c = D; } U")]
    [InlineData("while (n-- > 0) { U c ??= D; }")]
    public Task A_double_for_a_parameter_that_was_left_out(string statements) => Written(statements, "{|ECG1001:c!|}", isParameter: true)
        .Says(statements.IndexOf('D') < statements.IndexOf('U') ? [IsMocked("Moq"), GetsDouble("Moq")] : [GetsDouble("Moq"), IsMocked("Moq")]);

    [Theory]
    [InlineData("U")]
    [InlineData("c ??= R; U")]
    [InlineData("c = c ?? R; U")]
    [InlineData("if (c == null) { c = R; } U")]
    [InlineData("c = null; if (c != null) { U }")]
    // When the lambda runs, nobody can tell.
    [InlineData("System.Action later = () => c = null; later(); U")]
    public Task A_parameter_in_which_no_double_is_seen(string statements) => Written(statements, "c!", isParameter: true);

    [Fact]
    public Task Null_that_a_method_writes_to_its_parameter() => Written("c = null; U", "{|ECG1003:c!|}", isParameter: true)
        .Says(GetsNothing("null"));

    [Fact]
    public Task What_test_data_gave_is_gone() => Code("""
        class Tests
        {
            public static TheoryData<IUserExecutionContext> Contexts => new() { {|ECG1010:new Mock<IUserExecutionContext>()|}.Object };

            [Theory]
            [MemberData(nameof(Contexts))]
            public async Task Test(IUserExecutionContext context)
            {
                context = new UserExecutionContext("u", "t", "r", context.RequestId);
                await new AgentExecutionCore().ExecuteAgentAsync(new AgentRequest("r", "text"), context);
            }
        }
        """).With(Verification.Library.Moq).With(Verification.Library.Xunit).Says(IsMocked("Moq"));

    private static Verification.Row Written(string statements, string use, bool isParameter = false) => Code($$"""
        class Tests
        {
            static void Keep(out IUserExecutionContext? kept, object? given) => kept = given as IUserExecutionContext;

            void Test(AgentExecutionCore core, AgentRequest request, int n{{(isParameter ? ", IUserExecutionContext? c = null" : "")}})
            {
                {{(isParameter ? "" : "IUserExecutionContext? c;")}}
                {{statements
                    .Replace("U", $"core.ExecuteAgentAsync(request, {use});", StringComparison.Ordinal)
                    .Replace("D", "{|ECG1010:new Mock<IUserExecutionContext>()|}.Object", StringComparison.Ordinal)
                    .Replace("R", "new UserExecutionContext(\"u\", \"t\", \"r\", \"q\")", StringComparison.Ordinal)}}
            }
        }
        """).With(Verification.Library.Moq);
}
