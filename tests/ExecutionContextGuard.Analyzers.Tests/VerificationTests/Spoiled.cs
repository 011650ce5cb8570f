namespace ExecutionContextGuard.Verification;

/// <summary>For tests that prove a check: a row which does not hold, and what the verifier must say of it.</summary>
internal static class Spoiled
{
    /// <summary>A row with one finding, right in every respect.</summary>
    public const string Marked = """
        class Tests
        {
            string Test() => {|TOY0001:"bad"|};
        }
        """;

    public const string Message = "\"bad\" is bad in 'Test'";

    public const string Mended = """
        class Tests
        {
            string Test() => "good";
        }
        """;

    public static Row Row(string source, ToyAnalyzer? analyzer = null, ToyFix? fix = null) =>
        new Row(source).Titled(ToyFix.Title).Using(new Toolbox([analyzer ?? new ToyAnalyzer()], [fix ?? new ToyFix()]));

    public static async Task FailsAsync(this Row row, string because)
    {
        var exception = await Assert.ThrowsAsync<RowException>(() => RowRun.RunAsync(row));
        Assert.True(exception.Message.Contains(because, StringComparison.Ordinal), $"Not found: '{because}' in\n{exception.Message}");
    }
}
