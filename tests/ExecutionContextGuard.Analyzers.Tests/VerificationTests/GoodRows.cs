namespace ExecutionContextGuard.Verification;

/// <summary>What a row can say, each once, with a rule and a fix that are right.</summary>
public sealed class GoodRows : RowTests
{
    private static readonly Toolbox Toys = new([new ToyAnalyzer()], [new ToyFix()]);

    [Fact]
    public Task Code_without_a_mark_has_no_finding() => Code("""
        class Tests
        {
            async Task Test(AgentExecutionCore core, AgentRequest request) =>
                await core.ExecuteAgentAsync(request, new UserExecutionContext("user-1", "thread-1", request.RunId, "request-1"));
        }
        """)
        .Using(Toys);

    [Fact]
    public Task A_finding_has_a_place_a_message_a_trail_and_a_fix() => Code("""
        class Tests
        {
            void Test()
            {
                // Kept.
                var {|stored:text|} = {|TOY0001:"bad"|};
                Assert.Equal(3, text.Length);
            }
        }
        """)
        .Says("\"bad\" is bad in 'Test'")
        .Titled(ToyFix.Title)
        .FixedTo("""
        class Tests
        {
            void Test()
            {
                // Kept.
                var text = "good";
                Assert.Equal(3, text.Length);
            }
        }
        """)
        .Using(Toys);
}
