namespace ExecutionContextGuard.Verification;

/// <summary>
/// The base of every test class about a rule, an origin or a fix. A test is one row: code with its findings marked in place, what
/// they say, and what the fix makes of it. <see cref="Row"/> lists what can be said of a row, <see cref="RowRun"/> what is checked of each.
/// </summary>
/// <example><code>
/// [Fact]
/// public Task A_local_mock_is_flagged() => Code("""
///     class Tests
///     {
///         async Task Test(AgentExecutionCore core, AgentRequest request)
///         {
///             var userContext = {|created:new Mock&lt;IUserExecutionContext>()|};
///             await core.ExecuteAgentAsync(request, {|ECG1001:userContext.Object|});
///         }
///     }
///     """)
///     .Says("'AgentExecutionCore.ExecuteAgentAsync' gets a Moq double of 'IUserExecutionContext' instead of a real 'UserExecutionContext'")
///     .FixedTo("""...""");
/// </code></example>
public abstract class RowTests
{
    // Protected, so that a row cannot stand in a class that StumpTests does not find.
    protected static Row Code(string source) => new(source);
}
